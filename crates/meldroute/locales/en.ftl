setup-title = Set up Meldroute
setup-intro = Your municipality can start in two steps. First choose the policy: who the partners are, which forms of exploitation, which terms.
setup-pack = Policy pack
setup-pack-offered = The pack that was given at start
setup-pack-montfoort = Municipality of Montfoort
setup-pack-voorbeeld = Example with explanations
setup-pack-own = A pack of your own
setup-own-title = Paste a pack of your own
setup-text = Content of the pack (TOML)
setup-next = Next
setup-for = Set up for { $name }
setup-terms-title = Terms
setup-terms-text = The policy names no terms. This is our proposal. You can change them later in the policy pack.
setup-term = Term
setup-term-length = How long
setup-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
setup-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
  }
setup-term-assessment = From receipt to assessment
setup-term-urgent = From receipt to assessment, when urgent
setup-term-urgent-referral = From assessment until every obligatory partner knows, when urgent
setup-term-urgent-feedback = From handover to feedback, when urgent
setup-term-referral = From assessment to handover
setup-term-feedback = Feedback by a partner
setup-term-tell = Telling the reporter what was done
setup-term-no-follow-up = Keeping: signal without follow-up
setup-term-closed = Keeping: dossier after closing
setup-term-identity = Keeping: who reported
setup-term-draft = Keeping: drafts
setup-term-audit = Keeping: who did what
setup-terms = The municipality agrees with these terms
setup-admin-title = First administrator
setup-admin-name = Name
setup-admin-email = E-mail address
setup-officer-title = First officer
setup-officer-text = Let the officer type a passphrase here in person. Nobody else may know it.
setup-officer-name = Name
setup-officer-email = E-mail address
setup-officer-passphrase = Passphrase for the vault
    .hint = Type the six words, or choose four or more separate words yourself. Who reported can be read with this alone.
setup-submit = Set up
setup-done-title = Done
setup-done = { $name } can start
setup-recovery-title = Recovery key
setup-links-title = Invitations
error-setup-known = This municipality exists already
error-setup-same-person = Administrator and officer are two different people: an administrator sees no dossiers
error-setup-terms = Confirm the terms
demo-password = Password of everybody
demo-passphrase = Passphrase of the vault
demo-codes-text = A code works once, for half a minute. Reload this page for a new one.

figure-method-main = Lists independent of each other
figure-method-stepwise = Chosen step by step
figure-method-bic = Best of all models
figure-bic-of-order = Best model, up to { $order } lists together
figure-method-graphs = Weighed over graphs
figure-method-fixed = Model as given
figure-method-covariates = With covariates and year
figure-observed = Persons who are on a list
figure-estimate = Estimated number of persons, known and unknown
figure-dark = Of whom on no list at all
figure-interval = { $level }% sure between { $lower } and { $upper }
figure-no-interval = no interval
figure-not-usable = cannot be given, see below
figure-none = none
figure-pairs = Lists that know of each other
figure-empty-pairs = Lists that share nobody
figure-terms = Effects with covariates
figure-bootstrap = Interval from { $replicates } replicates; { $failed } gave no estimate
figure-refusals = Why this estimate cannot be used
figure-warnings = Read this with it
figure-column-estimate = estimate
figure-column-lower = lowest
figure-column-upper = highest
figure-by-method = By method
figure-left-out = Without this list
figure-merged = These lists as one
figure-thresholds = At this threshold
figure-groups = By group
figure-methods-differ = The methods differ by a factor { $times }. Never name one number without the others.

figure-refusal-no-estimate-1 = No estimate exists: a combination of lists that nobody has leaves the number undetermined. What helps: leave out an effect between lists, merge lists that hardly overlap, or take a longer period.
figure-refusal-no-estimate-2 = More than one answer fits equally well: there are too few overlaps for so many effects. What helps: fewer effects, or merging lists.
figure-refusal-no-estimate-3 = No estimate exists, and more than one answer fits equally well. What helps: fewer effects between lists, or merging lists.
figure-refusal-too-few-lists = There are { $lists } lists with persons. Three are needed: with two nobody can see whether the lists know of each other.
figure-refusal-list-within-list = Everybody on list { $inner } is on list { $outer } as well. List { $inner } then tells nothing new. What helps: merge the two.
figure-refusal-too-few-persons = There are { $observed } persons. { $expected } are needed: an estimate is for a region or the country, not for one municipality. (This bound is our proposal.)
figure-refusal-too-few-on-two-lists = { $persons } persons are on two lists or more. { $expected } are needed: the overlap carries the whole estimate. (This bound is our proposal.)
figure-refusal-no-triple-overlaps = There are no three lists that all overlap each other. Effects between lists cannot be estimated then.
figure-refusal-replicates-fail = { $failed } of { $replicates } replicates gave no estimate. Above one in ten the interval is worth nothing. (This bound is our proposal.)
figure-refusal-interval-too-wide = The highest value is { $times } times the lowest. Above { $expected } times the estimate says too little. (This bound is our proposal.)
figure-warning-closed-population = The method assumes that nobody comes or goes, and that nobody is on a list by mistake. That is never quite true.
figure-warning-exact-linkage = The method assumes that the same person on two lists was always recognised. Whoever was not makes the estimate too high.
figure-warning-selected-lists = Researchers doubt whether this method suits human trafficking (Whitehead and others, 2021): who comes on a list is no accident. The estimate looks more certain than it is.
figure-warning-few-overlaps = { $persons } persons ({ $share }%) are on two lists or more. The whole estimate rests on them.
figure-warning-one-list-dominates = List { $list } holds { $share }% of all persons. Errors in that list work through everywhere.
figure-warning-interval-over-an-order = The highest value is { $times } times the lowest.
figure-warning-empty-pairs = These lists share nobody: { $pairs }. Whether that is chance cannot be seen.

perspective-if = If human trafficking happened here as often as on average in the Netherlands:
perspective-expected = { $inhabitants } inhabitants, { $years ->
        [one] one year
       *[other] { $years } years
    }: on average { $low } to { $high } victims, of whom { $seen-low } to { $seen-high } in view.
perspective-interval = By chance there can be { $from } to { $to } (95%, Poisson).
perspective-nobody = The chance that there is nobody: { $least }% to { $most }%.
perspective-no-forecast = This is no forecast. Trafficking is not spread like inhabitants; true numbers depend on places, work and people this figure does not know.
perspective-sources = Sources: the national rapporteur on trafficking in human beings (5,000 to 7,500 victims a year, one in five in view); CBS ({ $country } inhabitants of the Netherlands, 1 January 2024).
