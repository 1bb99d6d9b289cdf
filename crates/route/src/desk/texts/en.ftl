work-title = My work
work-closed-title = Closed dossiers
work-vault = Open the vault to see who reported and to hand over.
work-from-partner = Record a signal from a partner
work-none = Nothing is waiting for you.
work-received = reported
work-many = 1,000+
work-tile-urgent = urgent
work-tile-late = late
work-tile-today = today
work-tile-soon = this week
work-tile-later = later or waiting
elsewhere-urgent = { $count } urgent
work-urgent = Urgent
work-urgent-late = Urgent, of which { $count } late
work-asked = Waiting for { $who }
work-also = Also:
work-damaged = Something in this dossier is damaged. Call your administrator.
work-late = Late
work-today = Today
work-soon = Coming week
work-later = Later
work-waiting = Waiting for somebody else
closed-all = All years
closed-jaar = Year of closing
closed-vorm = Form
closed-uitkomst = Outcome
closed-volgorde = Order
closed-all-forms = All forms
closed-all-outcomes = All outcomes
closed-by-closed = Closed last
closed-by-received = Reported last
closed-by-outcome = Outcome
closed-by-title = Name
closed-show = Show
closed-count = { $count ->
    [0] There are no closed dossiers.
    [one] One dossier.
   *[other] { $count } dossiers.
  }
closed-count-least = { $count } of the last 2,000 dossiers. Choose a year to look further back.
closed-export = Download this list as CSV
closed-reference = Reference
closed-form = Form
closed-dossier = Dossier
closed-outcome = Outcome
closed-received = Reported
closed-at = Closed
urgent = urgent
danger-now = danger now
next-by = { $why ->
    [none] { $step } { $by }.
   *[other] { $step } { $by }: { $why }.
  }
next-late = { $why ->
    [none] { $step }: { $by }.
   *[other] { $step } now, this is { $by }: { $why }.
  }
next-why-reported-danger = the reporter saw acute danger
next-why-danger = somebody is in danger now
next-why-minor = it may be about a minor
next-why-sign = there is a serious sign
next-why-obligatory = the policy obliges you to
dossier-all-partners = All partners


next-added = Read what the reporter wrote
next-partner-waits = Give the partner feedback
next-marked-ends = Ask the partner whether it may stay
next-reporter-asked = Wait for the reporter’s answer
next-assess = Assess
next-refer = Hand over
next-feedback = Record feedback
next-tell = Tell the reporter
done-destroyed = The dossier has been destroyed.

dossier-subjects = People and things involved
dossier-added = added
dossier-history = Capacity over time:
dossier-change = Add or change
dossier-add-subject = Add somebody or something
dossier-open-obligations = Still to do according to the policy:
dossier-assess-again = Assess again
subject-capacity = Capacity
subject-name = Name (if you know it)
subject-appearance = What does the person look like?
subject-minor = Perhaps younger than 18
subject-minor-still = Perhaps younger than 18 all the same, for instance because papers are not right
subject-birth = Date of birth or age
subject-address = Address
subject-phone = Phone
subject-plate = Licence plate
subject-online = Name online
subject-more = More
note-text = Note
note-submit = Note down
feedback-submit = Record feedback
feedback-give-up = No longer wait
reopen-reason = Why is this dossier opened again?
reopen-submit = Reopen the dossier
destroy-title = Destroy this dossier
destroy-text = The key of the dossier is erased. Nobody can read it after that. This cannot be undone.
destroy-reference = Type the reference
destroy-submit = Destroy for good


work-more = Next dossiers

error-answered-already = A colleague has recorded this feedback already. What you typed waits here as a note.
error-no-step-now = This was done already, or cannot be done any more. What you typed waits here as a note.


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
since-line = Since your last visit ({ $day }):
since-title = Since your last visit
since-day = You were last here on { $day }.
since-none = Nothing came in since.
since-first = You were not here before. Next time you see here what came in meanwhile.
since-more = These are the latest hundred.
since-gone = Some of it was destroyed, or cannot be read.
since-signals = { $count ->
    [one] 1 new signal
   *[other] { $count } new signals
  }
since-answers = { $count ->
    [one] feedback on 1 handover
   *[other] feedback on { $count } handovers
  }
since-additions = { $count ->
    [one] 1 addition
   *[other] { $count } additions
  }
since-vault = { $count ->
    [one] 1 colleague waits for the vault
   *[other] { $count } colleagues wait for the vault
  }
next-up = Next:
work-look = Look
dossier-crumbs = Where you are
dossier-steps = The six steps
dossier-next = Next step
dossier-ask = Ask { $who } for feedback
dossier-answer-before = before { $day }
step-reported = Reported
step-assessed = Assessed
step-discussed = Discussed
step-referred = Handed over
step-answered = Answered
step-told = Told
step-of = { $done } of { $all }
step-is-done = done
step-is-now = you are here
step-is-also = is also going on
step-is-later = still to come
step-is-not = was not needed
naming-open = Another name
naming-called = Name of this dossier
    .hint = As it stands in your lists. Do not put names of reporters in it. Empty: the first words of the signal.
naming-submit = Save the name
done-named = The name is saved.
dossier-closed = closed on { $date }: { $outcome }
dossier-merged = Merged with dossier
dossier-merged-here = Merged with this one: dossier
first-vault = Choose your passphrase and get access to the vault
first-signal = Try it: report a first signal
next-passed_on = Hand over for a colleague
whole-marked = (Here stood something that falls under the Wpg or the WGS. It is not included.)
whole-received = Received
whole-state = Where it stands
hour-damaged = { $count ->
    [one] Something of one dossier is damaged.
   *[other] Something of { $count } dossiers is damaged.
  } See My work, and call your administrator.
hour-title = This hour
hour-plan = What do I do this hour?
hour-back = My work
hour-intro = { $count ->
    [one] One step, about { $minutes } minutes.
   *[other] { $count } steps, about { $minutes } minutes together. Begin at the top.
  }
hour-none = There is nothing to do now. What waits, waits for somebody else.
hour-minutes = { $minutes } minutes
hour-why-danger = In danger now
hour-why-urgent = Urgent
hour-why-minor = Minor
hour-why-late = Late
hour-why-today = Today
hour-why-soon = In time
hour-urgent-left = { $count ->
    [one] One urgent case does not fit into this hour. Ask a colleague, or take more time for it.
   *[other] { $count } urgent cases do not fit into this hour. Ask a colleague, or take more time for them.
  }
hour-how = How we choose: first who is in danger now, then where each minute prevents most. What is not here stands in My work.
work-standing-in = { $name } is away up to and including { $date }. You stand in: mail about new signals comes to you.
work-away = You are marked as away up to and including { $date }. New signals go to your colleagues.
work-away-change = Change
safe-title = Safe contact: read this before you call
safe-open = How is contact safe?
safe-language = Language
safe-interpreter = Interpreter
    .hint = Needed? Which language, and may they come from the same circle or not?
safe-number = Safe number
safe-time = Safe time
safe-not_to_know = Who must not know
safe-guardian = Guardian
safe-children = Children
    .hint = Are there children, and where?
done-safe = Recorded how contact is safe.
work-questions = { $count ->
    [one] One question waits for an answer{ $late ->
        [0] .
       *[other] {" "}and is late.
      }
   *[other] { $count } questions wait for an answer{ $late ->
        [0] .
        [one] , one is late.
       *[other] , { $late } are late.
      }
  }
work-questions-go = To the questions
hour-questions = { $count ->
    [one] One question of a colleague waits too: allow five minutes for it.
   *[other] { $count } questions of colleagues wait too: allow five minutes for each.
  }
hour-questions-go = Read and answer
hour-calendar = Put the terms into your calendar
