urgent = urgent


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

dossier-subjects = People and things involved
dossier-added = added
dossier-history = Capacity over time:
dossier-change = Add or change
dossier-add-subject = Add somebody or something
dossier-open-obligations = Still to do according to the policy:
dossier-assess-again = Assess again
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
work-look = Look

