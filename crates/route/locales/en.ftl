# ---- Menu ----
nav-work = My work
nav-report = Report
nav-mine = My signals
nav-disclosures = Disclosures
nav-closed = Closed
minor = minor

# ---- Reporting ----
report-place = Where was this?
seen-place = Where it was
seen-when = When it was
channel-form = Form
channel-phone = Phone
channel-letter = Letter
channel-visit = Conversation
channel-mail = E-mail
channel-system = Another system
channel-partner = From a partner
subject-kind-person = Person
subject-kind-organisation = Company or organisation
subject-kind-address = Address
subject-kind-vehicle = Vehicle
subject-kind-phone = Phone number
subject-kind-online = Name online
source-seen = Seen or heard myself
source-heard = Heard from somebody else
source-concluded = Own conclusion
source-said = Written to the officer

# ---- Vault ----
vault-passphrase = Your passphrase for the vault
vault-open = Open the vault
done-vault-open = The vault is open.
done-passphrase = Your passphrase has been saved.
error-passphrase = This passphrase does not open the vault.

# ---- Worklist ----
error-reference = There is no dossier with this reference.
done-closed = The dossier has been closed.

# ---- Dossier ----
back-to-dossier = Back to dossier { $reference }
dossier-title = Dossier { $reference }
state-received = new
state-assessed = assessed
state-referred = handed over
dossier-reported = What was reported
field-name = Name
field-appearance = Appearance
field-birth = Date of birth or age
field-address = Address
field-phone = Phone
field-plate = Licence plate
field-online = Name online
field-more = Details
done-subject = Saved.
done-noted = Noted.
done-agenda = It is on the agenda.
done-consulted = The outcome has been recorded.
feedback-text = What did this partner say, or why do you no longer wait for it?
feedback-awaiting = waiting for feedback
feedback-answered = feedback received
feedback-returned = given back
feedback-given_up = no longer waited for
done-feedback = Recorded.
done-reopened = The dossier is open again.
done-is-closed = This dossier is closed. Reopen it to go on.
done-no-such-step = That cannot be done with this dossier yet. Below is what comes first.

# ---- Assessment ----
severity-unclear = Cannot be said yet
severity-concern = Points of concern
severity-serious = Serious
severity-very_serious = Very serious: direct intervention is needed
done-assessed = The assessment has been recorded.

# ---- Handing over ----
method-phone = By phone
method-secure_mail = Secure mail
method-in_person = In person
method-portal = Through a portal
method-meldroute = Through Meldroute

# ---- Telling and closing ----
close-title = Tell and close
outcome-referred = Handed to a partner
outcome-local = Taken up locally
outcome-other_problem = No trafficking, but another problem that was handed over
outcome-no_follow_up = No follow-up
outcome-merged = Merged with another dossier
close-contact-here = The reporter reads it under ‘My signals’.
close-contact-phone = The reporter also wants a call.
close-contact-mail = The reporter also wants a mail. Send it yourself, without reference or details.
close-contact-none = The reporter wants no contact.

# ---- Faults ----
error-choose = Make a choice.
error-ages = Type ages in whole years with commas in between, such as 17, 19. Type ? for unknown.
error-why = Write down why.
error-closed-meanwhile = A colleague has closed this dossier meanwhile. Nothing was saved, and what you typed is still here. Reopen the dossier to go on.
error-changed = A colleague has changed this dossier meanwhile. Nothing was saved, and what you typed is still here. Look at the dossier, then save this again.
error-something-known = Fill in at least one thing.
error-no-note = Write a note first.
error-leak = This says who reported: { $words }. Take it out.
error-someone-else = Tick at each word that it is not about who reported. Is it about them? Then take it out.
error-destroy = The reference is not right. Nothing was destroyed.
nav-consultations = Consultation
nav-shared = Shared with me

# ---- Registers ----
error-heard = Have the six words read aloud first, and tick that.

# ---- Files ----
job-kind-drafts = Clearing old drafts
job-kind-end-dates = End dates of parts under the Wpg and the WGS
job-kind-reminders = Sending reminders
job-why-closed = The dossier was closed meanwhile.

# In the audit log.
audit-feed-made = calendar link made
audit-feed-ended = calendar link turned off
audit-vault-opened = vault opened
audit-vault-refused = vault not opened: wrong passphrase
audit-vault-passphrase = passphrase chosen
audit-vault-granted = access to the vault given
audit-vault-recovered = vault opened with the recovery key
audit-vault-recovery_renewed = new recovery key made
audit-signal-reported = signal reported
audit-signal-added = signal added to by the reporter
audit-partner-told_back = feedback given to the partner that gave the signal
audit-partner-not_told_back = recorded why no feedback was given
audit-marked-extended = part under the Wpg or the WGS may stay longer
audit-marked-let_end = part under the Wpg or the WGS comes to its end
audit-marked-ending = asked whether a part may stay longer
audit-marked-ended = part removed on its end date
audit-addition-read = addition read
audit-signal-assessed = signal assessed
audit-signal-referred = handed to a partner
audit-signal-closed = dossier closed
audit-signal-reopened = dossier reopened
audit-partner-passed_over = obligatory partner passed over with a reason
audit-dossier-read = dossier read
audit-dossier-named = dossier given a name
audit-dossier-noted = note made
audit-advice-asked = advice asked without names
audit-dossier-consulted = consultation recorded
audit-dossier-destroyed = dossier destroyed
audit-subject-changed = subject changed
audit-feedback-recorded = feedback recorded
audit-file-read = file downloaded
audit-file-seen = photo looked at
audit-file-shown = a photo seen in small on the page of a dossier
audit-handover-read = handover document read
audit-register-read = disclosures read
audit-reporter-told = message to the reporter
audit-reporter-asked = question to the reporter
audit-reporter-not_awaited = no longer waiting for the reporter
audit-reporter-involved = gone into whether the reporter is involved
audit-agenda-read = agenda read
audit-list-exported = list of closed dossiers taken along as a file
audit-list-read = list of dossiers read
audit-vault-replaced = new key for the vault made
audit-reporter-returned = signals given back after a new password
audit-reporter-not_returned = signals not given back
audit-reporters-renewed = names sealed anew
dossier-timeline = What happened
happened-note = Note
happened-message = Message to the reporter
happened-asked = Question to the reporter
happened-agenda = On the agenda: { $about }
happened-consulted = Discussed: { $about }
happened-corrected = Minutes corrected: { $about }
happened-corrected-since = Discussed: { $about } (corrected since)
happened-passed_over = Not handed to { $about }, because:
happened-closed = Closed: { $about }
happened-reopened = Reopened, because:
happened-merged = Merged with dossier { $about }
happened-merged_here = Dossier { $about } was merged with this one
happened-advised = Advice without names from { $about }
error-safe-victim = This is for a possible victim only. Change the role first.
happened-printed = The whole dossier on paper: { $about }
print-for-archive = for the archive
print-for-objection = for an objection or complaint
print-for-court = for a court
print-for-other = for something else
happened-answered = Feedback from { $about }
happened-returned = Given back by { $about }
happened-given_up = No longer waited for { $about }, because:
report-who = Who or what is it about?
picture-large = { $label }: look at it large
error-called-long = Choose a name of at most 80 characters.
reporter-before = was: { $said }
audit-dossier-passed_on = asked a colleague to hand over
field-minor = Minor
audit-dossier-printed = whole dossier put on paper
nav-questions = Questions from colleagues
nav-ask = Is this something?
nav-colleague = About a colleague
nav-colleagues = About colleagues
audit-question-asked = question without a report
audit-question-read = questions from colleagues read
audit-question-answered = question from a colleague answered
audit-question-ended = question from a colleague taken away
error-minor-or-not = You ticked ‘perhaps younger than 18’, but the date of birth or age says 18 or older. Tick that it may be so all the same, correct the date, or untick it.
