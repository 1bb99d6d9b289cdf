urgent = urgent
critical = serious sign

report-when = When?
report-coordinator = Did you discuss this with your team coordinator?

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
next-assess = Assess
next-refer = Hand over
next-feedback = Feedback
next-tell = Tell the reporter
done-destroyed = The dossier has been destroyed.

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
subject-capacity = Capacity
subject-name = Name or description
subject-minor = Minor, or perhaps
subject-birth = Date of birth or age
subject-address = Address
subject-phone = Phone
subject-plate = Licence plate
subject-online = Name online
subject-more = More
note-text = Note
note-submit = Note down
consultation-table = Consultation
consultation-text = What about, or what came of it?
consultation-passphrase = Your passphrase for the vault
    .hint = Only for the agenda: needed to check that it does not name the reporter.
consultation-agenda = Put on the agenda
consultation-outcome = Record the outcome
feedback-submit = Record feedback
feedback-give-up = No longer wait for this
reopen-reason = Why is this dossier opened again?
reopen-submit = Reopen the dossier
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

assess-smuggling = Also people smuggling
    .hint = Smuggling is not trafficking, but they often go together.

work-more = Next dossiers

error-answered-already = A colleague has recorded this feedback already. What you typed waits here as a note.
error-no-step-now = This was done already, or cannot be done any more. What you typed waits here as a note.
happened-assessed = Assessed


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

dossier-beside = Give these files along separately. They are not in the handover document.
dossier-beside-file = Download file { $number } ({ $kind })
