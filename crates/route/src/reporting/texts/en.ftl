leave-quickly = Leave quickly

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
report-behalf-title = I report on behalf of somebody else
report-behalf-text = For a phone call, a letter or a colleague. Leave the name empty when the reporter wants to stay anonymous.
report-channel = How did it come in?
report-behalf-name = Name of the reporter
report-behalf-phone = Phone of the reporter
report-behalf-email = E-mail of the reporter
report-files = Photos or documents
    .hint = JPEG, PNG, WebP or PDF, at most 10 MB a file. Save a Word file as PDF first. We remove the location and other hidden data from photos.
report-send = Send the signal
draft-saved = Saved as a draft
draft-offline = No connection. Your text is still here; we will try again.
thanks-title = Your signal has arrived
thanks-reference = This is your reference. Write it down or take a photo. With it we can talk about your signal without your name.
thanks-next = The officer will look at your signal. Under ‘My signals’ you see what happens with it.
thanks-noted = I have noted the reference
thanks-go = To my signals

subject-kind = What is it?

error-something = Fill in at least one thing: what you saw, where, or whom it is about
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

report-passed-on = Your team coordinator passed on a version of this of their own, as your signal.
report-passed-on-link = See what was sent
draft-ended = You were signed out. Just send the signal: you then sign in again, and everything is still there.

error-files-also = { $count ->
    [one] Choose your files again: { $names } was not kept either.
   *[other] Choose your files again: { $names } were not kept either.
  }
error-files-again = { $count ->
    [one] Choose your file again: { $names } was not kept.
   *[other] Choose your files again: { $names } were not kept.
  }
report-held = This was not sent yet: you were signed out. Your text is still here. Had you chosen photos or documents? Choose your files again, because those were not kept. Then send the signal.
report-draft-shared = You shared it with your team coordinator, who can add to it and sends it on.
critical = serious sign
report-when = When?
report-coordinator = Did you discuss this with your team coordinator?
dossier-danger = reporter saw acute danger
dossier-indicators = Signs that the reporter ticked
dossier-files = Files
dossier-file = File { $number }
happened-reported = Reported
dossier-vulnerabilities = What makes somebody more vulnerable
dossier-vulnerabilities-why = A vulnerability is no sign of exploitation.
dossier-download = Download
