# ---- Menu ----
nav-work = My work
nav-report = Report
nav-mine = My signals
nav-disclosures = Disclosures
nav-vault = Vault
leave-quickly = Leave quickly
older = Older
urgent = urgent
minor = minor
critical = serious sign

# ---- Reporting ----
report-title = Report a signal
report-danger-first = Is anyone in danger now? First call
report-intro = In doubt? Report it anyway. Half a suspicion is enough, and nothing is required. It takes about a minute.
choose-person = It is about a person
choose-place = It is about a place
report-what-happens = What happens next
report-draft-persoon = You have a draft about a person that was not sent yet.
report-draft-plaats = You have a draft about a place that was not sent yet.
report-draft-go = Go on
report-promise-name = Only the officer for human trafficking sees who you are. Your name is never passed on.
report-promise-follow = Under ‘My signals’ you see what happens with your signal.
report-promise-doubt = You need not prove or find out anything. Do not investigate yourself: it can be dangerous.
report-elsewhere = Rather talk to somebody else?
report-kind-persoon = Signal about a person
report-kind-plaats = Signal about a place
report-nothing-required = Fill in what you know. Leave the rest empty.
report-danger = Is anyone in danger now?
report-call-112 = Danger now? Then call
report-what = What did you notice?
report-seen = What did you see or hear yourself?
    .hint = Write down what you saw, not what you think of it.
report-more-sources = Heard from somebody else, or your own conclusion
report-heard = What did you hear from somebody else?
    .hint = The police needs to know what you saw yourself and what you heard from others.
report-concluded = What do you think is going on?
report-place = Where?
report-when = When?
report-who = Who or what is it about?
report-subject = Involved { $number }
report-subject-kind = What is it?
report-subject-capacity = In which capacity?
report-subject-name = Name or description
report-subject-minor = Younger than 18, or perhaps
report-subject-more = More about this one
report-subject-birth = Date of birth or age
report-subject-address = Address
report-subject-phone = Phone
report-subject-plate = Licence plate
report-subject-online = Name online
report-add-subject = Add another
report-indicators = Which signs do you see?
report-indicators-text = This list helps you to be alert. One sign can be enough to report. None of these? Report anyway.
report-about-you = About you
report-about-you-text = Only the officer can read this.
report-contact = How do you hear what was done?
contact-here = Here, under ‘My signals’
contact-phone = Call me too
contact-mail = Mail me too
contact-none = Do not contact me
report-safe-title = What is safe for you?
report-safe = How and when can we reach you safely?
    .hint = For example: shared phone, only after five, my colleague may not know.
report-phone = Phone
report-email = Other e-mail address
report-number = Employee number
report-coordinator = Did you discuss this with your team coordinator?
report-behalf-title = I report on behalf of somebody else
report-behalf-text = For a phone call, a letter or a colleague. Leave the name empty when the reporter wants to stay anonymous.
report-channel = How did it come in?
channel-form = Form
channel-phone = Phone
channel-letter = Letter
channel-visit = Conversation
channel-mail = E-mail
report-behalf-name = Name of the reporter
report-behalf-phone = Phone of the reporter
report-behalf-email = E-mail of the reporter
report-files = Photos or documents
    .hint = JPEG, PNG, WebP or PDF, at most 10 MB a file. Save a Word file as PDF first. We remove the location and other hidden data from photos.
report-send = Send the signal
draft-saved = Saved as a draft
draft-offline = No connection. Your text is still here; we will try again.
subject-kind-person = Person
subject-kind-organisation = Company or organisation
subject-kind-address = Address
subject-kind-vehicle = Vehicle
subject-kind-phone = Phone number
subject-kind-online = Name online
source-seen = Seen or heard myself
source-heard = Heard from somebody else
source-concluded = Own conclusion
thanks-title = Your signal has arrived
thanks-reference = This is your reference. Write it down or take a photo. With it we can talk about your signal without your name.
thanks-next = The officer will look at your signal. Under ‘My signals’ you see what happens with it.
thanks-noted = I have noted the reference
thanks-go = To my signals
done-reported = Thank you. Your signal is in the list.
mine-title = My signals
mine-none = You have not reported anything yet.
mine-report = Report a signal
status-received = Received
status-received-text = The officer is going to look at it.
status-assessed = Looked at
status-assessed-text = The officer has looked at it and decides who can take it up.
status-referred = Handed over
status-referred-text = It was handed to an organisation that can take it up.
status-closed = Finished
status-closed-text = The officer has finished this signal.
one-title = Signal { $reference }
one-outcome = What was done:
one-messages = Messages for you
one-no-messages = There are no messages yet.
one-reported = What you reported

# ---- Vault ----
vault-title = The vault
vault-what = The vault holds the names of reporters. Only an officer with an own passphrase can read them. After half an hour without use the vault closes by itself.
vault-passphrase = Your passphrase for the vault
vault-open = Open the vault
vault-is-open = The vault is open.
vault-close = Close the vault
vault-new-passphrase = New passphrase
    .hint = Type the six words, or choose six separate words yourself. Capitals and spaces make no difference. Take something else than your password.
vault-waiting-for = { $name } has chosen a passphrase and waits for access.
vault-grant = Give { $name } access
vault-change = Change your passphrase
vault-choose = Choose a passphrase. Then an officer with an opened vault gives you access.
vault-you-wait = You have chosen a passphrase. Ask an officer with an opened vault to give you access, or use the recovery key.
vault-lost = Lost your passphrase?
vault-lost-text = Ask a colleague with an opened vault to give you access again: first choose a new passphrase below. Or use the recovery key from the municipal safe.
vault-choose-again = Choose a new passphrase and wait for a colleague
vault-recovery = Recovery key
    .hint = Eight groups of five characters. Leave empty when a colleague gives you access.
vault-recover = Restore access
recovery-once = This is the new recovery key. You see it only once. Put it in the municipal safe.
recovery-pdf = Download as PDF
recovery-renew-title = New recovery key
recovery-renew-text = Do this when the key was used or lost. The old one stops working.
recovery-renew = Make a new recovery key
vault-recovery-sure = I can print or copy out the new key now, and put it in the municipal safe.
vault-replace-sure = I can print or copy out the new recovery key now, and put it in the municipal safe.
vault-renewing = { $count ->
    [one] One more signal is being sealed anew. Leave the vault open until then.
   *[other] { $count } more signals are being sealed anew. Leave the vault open until then.
  }
error-recovery-safe = First make sure that you can keep the key, and tick that.
error-recovery-made = The recovery key was made already, and is not shown again. You do not have it? Then make a new one.
error-passphrase-password = This is the password that you sign in with. Take something else for the vault.
done-vault-open = The vault is open.
done-vault-closed = The vault is closed.
done-passphrase = Your passphrase has been saved.
done-granted = Access given.
done-recovered = Access has been restored. Now make a new recovery key.
error-passphrase-empty = Fill in your passphrase.
error-passphrase = This passphrase does not open the vault
error-recovery-typo = This key was not typed correctly. Look at every group of five characters.
error-recovery-wrong = This key was typed correctly but does not belong to this vault (any more)

# ---- Worklist ----
work-title = My work
work-closed-title = Closed dossiers
work-vault = The vault is closed. Open it to see who reported and to hand over.
work-none = Nothing is waiting for you.
work-none-closed = There are no closed dossiers yet.
work-received = received
work-due = before
work-late = late since
find-reference = Find by reference
find-submit = Find
error-reference = There is no dossier with this reference
next-assess = Assess
next-refer = Hand over
next-feedback = Feedback
next-tell = Tell the reporter
done-closed = The dossier has been closed.
done-destroyed = The dossier has been destroyed.

# ---- Dossier ----
back-to-dossier = Back to dossier { $reference }
dossier-title = Dossier { $reference }
state-received = new
state-assessed = assessed
state-referred = handed over
state-closed = closed
dossier-reported = What was reported
dossier-danger = reporter saw acute danger
dossier-indicators = Signs that the reporter ticked
dossier-files = Files
dossier-file = File { $number }
dossier-subjects = People and things involved
dossier-added = added
dossier-history = Capacity over time:
dossier-change = Add or change
dossier-add-subject = Add somebody or something
dossier-open-obligations = Still to do according to the policy:
dossier-assess-again = Assess again
dossier-referrals = Handed over
dossier-no-referrals = Nothing handed over yet.
dossier-feedback-due = feedback expected before
dossier-pdf = Download the handover document (PDF)
dossier-consultation = Consultation
dossier-consult-open = Put on the agenda or record the outcome
dossier-reporter = Reporter
dossier-anonymous = The reporter is not known.
dossier-sealed = Who reported is in the vault.
dossier-assessment = Assessment
dossier-pack = Assessed under policy pack { $version }
dossier-timeline = What happened
dossier-after = After closing
reporter-name = Name
reporter-phone = Phone
reporter-email = E-mail
reporter-number = Employee number
reporter-safe = Safe contact
field-name = Name
field-birth = Date of birth or age
field-address = Address
field-phone = Phone
field-plate = Licence plate
field-online = Name online
field-more = More
field-minor = Minor
subject-kind = What is it?
subject-capacity = Capacity
subject-name = Name or description
subject-minor = Minor, or perhaps
subject-birth = Date of birth or age
subject-address = Address
subject-phone = Phone
subject-plate = Licence plate
subject-online = Name online
subject-more = More
done-subject = Saved.
note-text = Note
note-submit = Note down
done-noted = Noted.
consultation-table = Consultation
consultation-text = What about, or what came of it?
consultation-passphrase = Your passphrase for the vault
    .hint = Only for the agenda: needed to check that it does not name the reporter.
consultation-agenda = Put on the agenda
consultation-outcome = Record the outcome
done-agenda = It is on the agenda.
done-consulted = The outcome has been recorded.
feedback-text = What did this partner say, or why do you no longer wait for it?
feedback-submit = Record feedback
feedback-give-up = No longer wait for this
feedback-awaiting = waiting for feedback
feedback-answered = feedback received
feedback-given_up = no longer waited for
done-feedback = Recorded.
reopen-reason = Why is this dossier opened again?
reopen-submit = Reopen the dossier
done-reopened = The dossier is open again.
done-is-closed = This dossier is closed. Reopen it to go on.
done-no-such-step = That cannot be done with this dossier yet. Below is what comes first.
destroy-title = Destroy this dossier
destroy-text = The key of the dossier is erased. Nobody can read it after that. This cannot be undone.
destroy-reference = Type the reference
destroy-submit = Destroy for good
happened-reported = Reported
happened-note = Note
happened-message = Message to the reporter
happened-agenda = On the agenda: { $about }
happened-consulted = Discussed: { $about }
happened-passed_over = Not handed to { $about }, because:
happened-closed = Closed: { $about }
happened-reopened = Reopened, because:
happened-referred = Handed to { $about }
happened-answered = Feedback from { $about }
happened-given_up = No longer waited for { $about }, because:

# ---- Assessment ----
assess-title = Assess
assess-forms = Which form of exploitation may this be?
assess-severity = How serious are the signs?
severity-unclear = Cannot be said yet
severity-concern = Points of concern
severity-serious = Serious
severity-very_serious = Very serious: direct intervention is needed
assess-acute = Somebody is in danger now
    .hint = Call 112. The police (AVIM) then comes first in the advice.
assess-ages = Age of possible victims
    .hint = In years, separated by commas. A ? when you do not know the age. Empty when no victim is known.
assess-why = Why do you judge so?
    .hint = One or two sentences for the dossier.
assess-also = Does this play a part?
assess-network = There may be an offender network
assess-several = One organisation cannot handle this alone
assess-housing = Poor or unsafe housing
assess-licence = Licensed or sensitive branch
    .hint = For example massage, beauty or sex business.
assess-youth = A youth group is involved
assess-soft = Soft signal: not concrete yet
assess-smuggling = Also people smuggling
    .hint = Smuggling is not trafficking, but they often go together.
assess-indicators-title = Signs that support this
assess-indicators = Tick what is right
assess-submit = Record and see the advice
done-assessed = The assessment has been recorded.
done-assess-first = First assess the signal.

# ---- Handing over ----
refer-title = Hand over
refer-intro = This advice follows from your assessment and the policy. You decide. Passing over an obligatory partner needs a reason.
refer-told = handed over
refer-passed-over = passed over with a reason
weight-obligation = obligatory
weight-strong_advice = strong advice
weight-option = also possible
refer-prepare = Hand over to { $partner }
refer-consult = To the consultation
refer-others = Other partners
refer-later = Go on later
refer-stale = entry not confirmed in time
refer-pass-over = Do not inform this partner
refer-pass-over-submit = Pass over with this reason
pass-reason = Why not?
done-passed-over = The reason is in the dossier.
handover-title = Handing over to { $partner }
handover-back = Back to the advice
handover-intro = Ticked is the least that this partner needs. The reporter never goes along.
handover-items = What goes along?
handover-words = Text that goes along: { $label }
handover-why = Why may and must this be done?
handover-question = What do you ask?
handover-purpose = Purpose
handover-purpose-default = Follow-up of a signal of possible human trafficking
handover-basis = Legal basis
handover-consent = Consent of the person concerned
consent-given = Yes, given
consent-none = No
handover-consent-why = Why without consent?
    .hint = For example: asking is not safe now.
handover-proportionality = Why is this needed, and not more than needed?
    .hint = One sentence.
handover-method = How does it go to the partner?
method-phone = By phone
method-secure_mail = Secure mail
method-in_person = In person
method-portal = Through a portal
handover-passphrase = Your passphrase for the vault
    .hint = Needed to check that the reporter is not in it.
handover-submit = Hand over and make the document
handover-preview = Look again
handover-preview-title = This is how it leaves the house
handover-due = Feedback please before
handover-told-before = { $partner } got this dossier before. Look in the dossier whether once more is needed.
work-more = Next dossiers
handover-group-noticed = What was noticed
handover-group-assessed = Assessment
handover-group-files = Files
handover-indicators = Signs
handover-ages = Age of possible victims
handover-file = File { $number }
unknown-age = unknown
done-handed-over = Handed over. Download the handover document and give it to the partner.
part-statements = what was noticed
part-place = place and time
part-victims = victims
part-others = others involved
part-addresses = addresses
part-vehicles = vehicles
part-contacts = phone and online
part-indicators = signs
part-assessment = assessment
part-files = files
register-title = Disclosures
register-intro = What was shared with whom, when and why.
register-none = Nothing has been shared yet.
register-when = When
register-dossier = Dossier
register-who = With whom
register-what = What
register-why = Why
register-status = Feedback

# ---- Telling and closing ----
close-title = Tell and close
close-missing = First this
missing-assess = The signal has not been assessed yet.
missing-refer = { $partner } is obligatory but was neither informed nor passed over with a reason.
missing-feedback = { $partner } has not answered yet. Record the answer, or why you no longer wait.
close-outcome = What was done?
outcome-referred = Handed to a partner
outcome-local = Taken up locally
outcome-other_problem = No trafficking, but another problem that was handed over
outcome-no_follow_up = No follow-up
outcome-merged = Merged with another dossier
close-template = Fill in the text that fits
close-reason = Explanation
    .hint = Required for another problem, no follow-up or merging.
close-no-reporter = The reporter is not known. There is nobody to tell.
close-no-contact = The reporter wants no contact. No message will be sent.
close-tell = Message to the reporter
close-contact-here = The reporter reads it under ‘My signals’.
close-contact-phone = The reporter also wants a call.
close-contact-mail = The reporter also wants a mail. Send it yourself, without reference or details.
close-contact-none = The reporter wants no contact.
close-safely = I have read what is safe and keep to it
close-passphrase = Your passphrase for the vault
    .hint = Needed to see how contact is safe.
close-message = What do you tell?
close-submit = Send and close
close-only-message = Send this message only
done-told = The message is ready for the reporter.
message-referred = Thank you for your signal. I have looked at it and handed it to an organisation that can take it up. I did not mention your name.
message-local = Thank you for your signal. I have looked at it and we take it up within the municipality. I did not mention your name.
message-other_problem = Thank you for your signal. It does not seem to be trafficking, but something else is going on. I passed that on. I did not mention your name.
message-no_follow_up = Thank you for your signal. There is too little to act on now. It is kept: a new signal may make it important.
message-merged = Thank you for your signal. It belongs to something that was already known. Your information helps. I did not mention your name.

# ---- Faults ----
error-something = Fill in at least one thing: what you saw, where, or whom it is about
error-noted = First write down the reference and tick this box
error-file-large = ‘{ $name }’ is larger than 10 MB
error-file-type = ‘{ $name }’ is not a JPEG, PNG, WebP or PDF
error-file-broken = ‘{ $name }’ is damaged and cannot be read
error-file-heavy = ‘{ $name }’ is too large or too complicated to check. Make it smaller, or take a photo of it.
error-file-busy = ‘{ $name }’ could not be checked: too much is going on. Try again in a minute.
error-choose = Make a choice
error-ages = Type ages in whole years, separated by commas, and ? for unknown. For example: 17, 19, ?
error-why = Write down why
error-answered-already = A colleague has recorded this feedback already. What you typed waits here as a note.
error-closed-meanwhile = A colleague has closed this dossier meanwhile. Nothing was saved, and what you typed is still here. Reopen the dossier to go on.
error-no-step-now = This was done already, or cannot be done any more. What you typed waits here as a note.
error-changed = A colleague has changed this dossier meanwhile. Nothing was saved, and what you typed is still here. Look at the dossier, then save this again.
error-required-here = Fill this in
error-something-known = Fill in at least one thing
error-nothing-chosen = Choose what goes along
error-file-unreadable = The text of a chosen PDF cannot be read, so nobody can check whether the reporter is in it. Leave that file out.
error-look-again = What goes along has changed. This is how it leaves now: check it and then record it.
error-leak = This says who reported. Take it out: { $words }
error-leak-contact = You are the contact on the handover and you are also the reporter, or have the same name. Let another officer hand this over.
error-subject-leak = The reporter does not know this. Take it out: { $words }
error-message-empty = Write what you tell the reporter
error-missing = Something is missing. See the top of the page.
error-safely = First read what is safe for the reporter, then tick this box
error-destroy = The reference is not right. Nothing was destroyed.
error-vault-last = You hold the only access to the vault. Use the recovery key, or open the vault first.
handover-place = Place
handover-when = Time
handover-forms = Form of exploitation
handover-severity = Severity
handover-acute = Acute danger
handover-assessment = Explanation
nav-consultations = Consultation
consultations-title = On the agenda
consultations-intro = What the officer wants to discuss. You see only what is on the agenda.
consultations-none = Nothing is on the agenda.
happened-assessed = Assessed
nav-shared = Shared with me
shared-title = Shared with me
shared-intro = What a colleague wanted to discuss with you first. Add to it and send it on. It stays your colleague's signal, who sees what happens with it.
shared-none = Nothing has been shared with you.
shared-open = Look and send on
report-share-title = First discuss it with your team coordinator
report-share-text = Your team coordinator reads what you filled in, can add to it and sends it on. Files do not go along. Your draft stays. If you send it yourself too, there are two signals.
report-share-with = Team coordinator
report-share = Share with this team coordinator
done-shared = Shared with your team coordinator. Once sent on, it will be in this list.
done-passed-on = Sent on to the officer.
error-file-unprintable = A chosen photo cannot be opened and cannot go along. Leave it out, or give it to the partner separately.

# ---- What speaks for and against ----
evidence-given-exact = { $rarity ->
    [rare] same rare given name
    [common] same common given name
   *[plain] same given name
 }
evidence-given-sound = given name sounds the same
evidence-given-variant = given name is another form of it
evidence-given-edit = given name differs by one letter
evidence-given-near = given name is similar
evidence-given-prefix = given name is short for it
evidence-given-elsewhere = given name is among the other given names
evidence-given-different = other given name
evidence-initial-same = same initial
evidence-initial-different = other initial
evidence-surname-exact = { $rarity ->
    [rare] same rare surname
    [common] same common surname
   *[plain] same surname
 }
evidence-surname-sound = surname sounds the same
evidence-surname-variant = surname is another spelling
evidence-surname-edit = surname differs by one letter
evidence-surname-near = surname is similar
evidence-surname-prefix = surname is part of it
evidence-surname-elsewhere = part of the surname is the same
evidence-surname-different = other surname
evidence-order-straight = names in the same place
evidence-order-swapped = given name and surname swapped
evidence-birth-same = same date of birth
evidence-birth-swapped = day and month swapped
evidence-birth-slip = date of birth differs by one digit
evidence-birth-two-parts = date of birth partly the same
evidence-birth-year = same year of birth
evidence-birth-near-year = nearly the same year of birth
evidence-birth-different = other date of birth
evidence-birth-part-same = date of birth fits as far as known
evidence-birth-part-near-year = nearly the same year of birth
evidence-birth-part-different = other year of birth
evidence-sex-same = same sex
evidence-sex-different = other sex
evidence-nationality-same = same nationality
evidence-nationality-different = other nationality
evidence-address-same = same address
evidence-address-addition = same house number, other addition
evidence-address-near = address is similar
evidence-address-other-number = same street, other house number
evidence-address-town = same town, other address
evidence-address-different = other address
evidence-street-same = same street
evidence-street-town = same town, other street
evidence-street-different = other street
evidence-town-same = same town
evidence-town-different = other town
evidence-organisation-same = { $rarity ->
    [rare] same rare organisation name
    [common] same common organisation name
   *[plain] same organisation name
 }
evidence-organisation-nearly = organisation name nearly the same
evidence-organisation-partly = organisation name partly the same
evidence-organisation-different = other organisation name
evidence-phone-same = same phone number
evidence-phone-slip = phone number differs by one sign
evidence-phone-different = other phone number
evidence-email-same = same e-mail address
evidence-email-slip = e-mail address differs by one sign
evidence-email-different = other e-mail address
evidence-national-id-same = same national number
evidence-national-id-slip = national number differs by one sign
evidence-national-id-different = other national number
evidence-trade-same = same trade register number
evidence-trade-slip = trade register number differs by one sign
evidence-trade-different = other trade register number
evidence-plate-same = same number plate
evidence-plate-slip = number plate differs by one sign
evidence-plate-different = other number plate
evidence-iban-same = same account number
evidence-iban-slip = account number differs by one sign
evidence-iban-different = other account number
evidence-handle-same = same online name
evidence-handle-slip = online name differs by one sign
evidence-handle-different = other online name

# ---- Does this occur already ----
nav-search = Search
nav-registers = Registers
lookup-title = Is this known already?
lookup-ask = You are going to search data about people. Say once why. It is kept with this dossier.
lookup-reason = Why do you look this up?
lookup-usual-reason = To see whether those involved are known already, so that the signal can be enriched (reporting route, step 3).
lookup-start = Look
lookup-because = Reason:
lookup-proposals = These are proposals of the program. You decide. Nothing is merged or deleted, and you can take back every judgement.
lookup-nothing-to-look = This signal names no person, organisation, address or number to look up.
lookup-none = Nothing found. That does not mean that somebody is unknown: consult the sources below too.
lookup-place = place of the signal
lookup-everything = Everything about this subject
lookup-nearly-certain = almost certainly the same
lookup-likely = probably the same
lookup-perhaps = perhaps the same
lookup-shares = has something in common
lookup-fits = What fits
lookup-differs = What differs
lookup-side = Side by side
lookup-here = In this signal
lookup-there = There
lookup-known = Compared with { $number } subjects and rows.
judge-same = The same
judge-other = Another
judge-undo = Take back
judged-same = The same
judged-other = Another
judged-conflict = People judged this differently
judged-by = by
done-judged-same = Recorded: the same. You can take this back.
done-judged-other = Recorded: another. You can take this back.
done-judged-open = The judgement was taken back.
done-checked = The sources were updated.
check-title = Sources
check-text = Record which sources you consulted, outside this program too.
check-result = Result
check-open = not consulted yet
check-nothing = nothing found
check-found = something found
check-not-allowed = not allowed
check-more = Legal basis and note
check-note = Note
check-submit = Save sources
check-imported = { $number } rows in this program
housing-title = Living at this address
housing-registered = Registered in the imported population data
housing-inhabited = May people live here?
housing-yes = Yes, by the use of the building
housing-no = No, living is not among the uses of the building
housing-unknown = Unknown: no use was imported
housing-permits = Permits
housing-no-permits = none found
subject-page-title = Everything about this subject
subject-page-text = { $number ->
    [one] Occurs in one dossier.
   *[other] Occurs in { $number } dossiers.
 }
subject-page-rows = { $number ->
    [one] One row of a register was confirmed.
   *[other] { $number } rows of registers were confirmed.
 }
search-title = Search
search-intro = Search all dossiers and imported registers. Typing errors and other spellings are no problem.
search-text = Name, organisation, address, phone or number plate
search-reason = Why do you look this up?
search-submit = Search
search-row = The whole row
search-before = Who searched, and why
search-results = { $number ->
    [0] Nothing found
    [one] One found
   *[other] { $number } found
 }
error-search-text = Type at least two characters.

network-title = Network
network-text = Who hangs together with whom, as far as somebody confirmed it. Proposals are not shown here.
network-drawing = Drawing of the network; the table below says the same
network-form = Form of exploitation
network-since = Signals since
network-all-forms = all forms
network-filter = Show
network-cut = Not everything fits on this page: choose a form or a later date.
network-table = In a table
network-signal = Signal
network-subjects = Subjects
network-forms = Form
network-expand = Show its neighbours too
question-count = { $count ->
    [one] One closed dossier: open it again?
   *[other] { $count } closed dossiers: open them again?
  }
question-reopen = Dossier { $closed } is closed. Signal { $fresh } is probably about the same. Reopen?
question-look = Compare
question-open = To

# ---- Registers ----
registers-title = Registers
registers-text = Extracts of municipal registers. Signals are compared with them. Everything is sealed and goes by itself when its time is over.
registers-none = Nothing was imported yet.
registers-rows = { $number ->
    [one] one row
   *[other] { $number } rows
 }
registers-file = File
registers-dated = as of
registers-imported = Imported
registers-until = Kept until
registers-bad = { $number ->
    [one] One row could not be read
   *[other] { $number } rows could not be read
 }
registers-remove = Remove
registers-remove-text = All rows are destroyed. What you recorded about them in dossiers stays.
registers-remove-submit = Yes, remove this extract
registers-new = Import an extract
registers-no-sources = The policy pack names no sources yet. The administrator can add them.
registers-upload = Go on
register-source = Which source?
register-file = File (CSV up to 100 MB, Excel up to 60 MB)
register-dated = What day is the extract of?
error-register-file = Choose a CSV or Excel file with the names of the columns in its first line.
error-register-large = This file is too large. The administrator imports a larger one with the command: meldroute import.
error-register-columns = Give at least one column a meaning that can be compared, such as a name or an address.
error-date = Fill in a date.
done-register-removed = The extract was destroyed.
columns-title = What is in which column?
columns-text = Only columns with a meaning are kept. Leave the others empty.
columns-source = Source
columns-owner = Owner
columns-basis = Legal basis
columns-kept = Kept
columns-days = { $number } days
columns-header = Column
columns-first = First rows
columns-meaning = Meaning
columns-mode = What happens to earlier extracts of this source?
columns-mode-replace = Replace them
columns-mode-add = Add; rows that are there already are passed over
columns-submit = Import
column-none = do not keep
column-id = number or reference
column-name = whole name
column-given-name = given names or initials
column-prefix = prefix
column-surname = surname
column-date-of-birth = date of birth
column-sex = sex
column-nationality = nationality
column-street = street
column-house-number = house number
column-addition = house letter or addition
column-address = whole address
column-postcode = postcode
column-city = town
column-phone = phone
column-email = e-mail
column-national-id = national number
column-organisation = organisation
column-kvk = trade register or establishment number
column-plate = number plate
column-iban = account number
column-handle = online name
column-use = use of the building or kind of permit
column-note = note (not compared)
progress-title = Importing
progress-reading = { $number } rows read. This page refreshes by itself.
progress-done = { $number ->
    [one] Done: one row imported.
   *[other] Done: { $number } rows imported.
 }
progress-bad = { $number ->
    [one] One row could not be read; you find it with the register.
   *[other] { $number } rows could not be read; you find them with the register.
 }
progress-known = { $number ->
    [one] One row was there already.
   *[other] { $number } rows were there already.
 }
progress-unchanged = This file was imported before. Nothing changed.
progress-failed = The import did not work. Nothing changed. Try again.
returning-title = { $name } asks for their own signals back
returning-text = { $name } chose a new password on { $date } and so no longer sees their own signals.
returning-hear = Call or meet { $name } yourself. Ask them to sign in and to read the three words under Account aloud. Are they these? If not, choose Not right: otherwise somebody else with the link could read what { $name } reported.
returning-own = Another officer gives these back. Read to them the three words that stand under your Account.
error-returning-changed = Something changed meanwhile. Look at the three words again.
returning-spoke = I spoke to this person myself, and heard the same three words.
returning-yes = Give the signals back
returning-no = Not right
returning-waits = { $count ->
    [one] One colleague asks for their own signals back. Open the vault to see who.
   *[other] { $count } colleagues ask for their own signals back. Open the vault to see who.
  }
done-returned = Done. Within a few minutes the signals are in their own list again.
done-not-returned = Not given back. Tell your administrator: perhaps somebody else used the link.
vault-hear = Call { $name }. Under Vault, their own screen shows six words. Have them read aloud. Are they these? If not, give no access and tell the data protection officer: then somebody put something in between.
vault-deputies = { $count ->
    [one] A colleague waits for access to the vault. Open the vault to give it.
   *[other] { $count } colleagues wait for access to the vault. Open the vault to give it.
  }
vault-heard = I heard these six words from the colleague.
error-heard = Have the six words read aloud first, and tick that.
vault-your-words = Read these six words aloud when your colleague calls you:
vault-replace-title = A new key for the vault
vault-replace-text = Do this when an officer has left. All names are sealed anew; who left can read nothing new with an old copy. You get a new recovery key too: put it in the municipal safe and destroy the old one.
vault-replace = Make a new key
by-recovery-title = Confirm with the recovery key
by-recovery-recovery = Recovery key
    .hint = Eight groups of five characters.
by-recovery-text = Is there no other officer who can confirm you? Then take the recovery key from the municipal safe and type it over. Make a new one under Vault afterwards.
by-recovery-submit = Confirm my role
report-passed-on = Your team coordinator passed on a version of this of their own, as your signal.
report-passed-on-link = See what was sent
work-choose = You have no passphrase for the vault yet. Choose one under Vault.
work-deputies = { $count ->
    [one] A colleague waits for access to the vault.
   *[other] { $count } colleagues wait for access to the vault.
  }
work-returning = { $count ->
    [one] One colleague asks for their own signals back.
   *[other] { $count } colleagues ask for their own signals back.
  }
work-confirming = { $count ->
    [one] One colleague waits for you to confirm a role.
   *[other] { $count } colleagues wait for you to confirm a role.
  }
work-look = Look
draft-ended = You were signed out. Just send the signal: you then sign in again, and everything is still there.
mine-waiting = You chose a new password. What you reported before is kept. An officer puts it back in this list, after a talk with you. Under Account stands whom you can call.

# ---- Files ----
file-kind-photo = photo
file-kind-pdf = PDF
handover-file-inside = stands in this document
handover-file-beside = is given along separately
dossier-beside = Give these files along separately. They are not in the handover document.
dossier-beside-file = Download file { $number } ({ $kind })
done-handed-over-beside = Handed over. Download the handover document and give it to the partner. Give the files below it along separately.
error-files-also = { $count ->
    [one] Choose your files again: { $names } was not kept either.
   *[other] Choose your files again: { $names } were not kept either.
  }
error-files-again = { $count ->
    [one] Choose your file again: { $names } was not kept.
   *[other] Choose your files again: { $names } were not kept.
  }
one-files = Files that went along:
one-file-kinds = { $count ->
    [one] one file: { $kinds }
   *[other] { $count } files: { $kinds }
  }
report-held = This was not sent yet: you were signed out. Your text is still here. Had you chosen photos or documents? Choose your files again, because those were not kept. Then send the signal.
report-draft-shared = You shared it with your team coordinator, who can add to it and sends it on.
refer-all-stale = The entries of these partners were not confirmed in time. Check whether they are still right, and ask the administrator to confirm them.
job-kind-import = Importing a register
job-kind-drafts = Clearing old drafts
job-kind-registers = Clearing extracts whose term is over
job-why-import-file-gone = The file is not there any more. Take it in again.
job-why-closed = The dossier was closed meanwhile.

# In the audit log.
audit-vault-opened = vault opened
audit-vault-refused = vault not opened: wrong passphrase
audit-vault-passphrase = passphrase chosen
audit-vault-granted = access to the vault given
audit-vault-recovered = vault opened with the recovery key
audit-vault-recovery_renewed = new recovery key made
audit-signal-reported = signal reported
audit-signal-assessed = signal assessed
audit-signal-referred = handed to a partner
audit-signal-closed = dossier closed
audit-signal-reopened = dossier reopened
audit-partner-passed_over = obligatory partner passed over with a reason
audit-dossier-read = dossier read
audit-dossier-noted = note made
audit-dossier-consulted = consultation recorded
audit-dossier-destroyed = dossier destroyed
audit-subject-changed = subject changed
audit-feedback-recorded = feedback recorded
audit-file-read = file read
audit-handover-read = handover document read
audit-register-read = disclosures read
audit-reporter-told = message to the reporter
audit-agenda-read = agenda read
audit-list-read = list of dossiers read
audit-lookup-read = looked whether somebody or something is known
audit-lookup-reasoned = reason for looking recorded
audit-lookup-judged = judged whether two are the same
audit-lookup-checked = consulted sources recorded
audit-lookup-searched = searched dossiers and registers
audit-extract-imported = register imported
audit-extract-read = register read
audit-extract-removed = register removed
audit-vault-replaced = new key for the vault made
audit-reporter-returned = signals given back after a new password
audit-reporter-not_returned = signals not given back
audit-reporters-renewed = names sealed anew
