report-title = Report a signal
report-danger-first = Is anyone in danger now? First call
report-intro = In doubt? Report it anyway. Half a suspicion is enough, and nothing is required. It takes about a minute.
report-what-happens = What happens next
report-draft-persoon = Your draft about a person
report-draft-plaats = Your draft about a place
report-draft-go = Go on
report-promise-name = Only the officer sees who you are. Your name is never passed on.
report-promise-follow = Under ‘My signals’ you see what happens with your signal.
report-promise-doubt = You need not prove or find out anything. Do not investigate yourself: it can be dangerous.
report-elsewhere = Rather talk to somebody else?
report-kind-persoon = Signal about a person
report-kind-plaats = Signal about a place
report-danger = Is anyone in danger now?
report-call-112 = Yes? Call
report-seen = What did you see or hear yourself?
    .hint = Write down what you saw, not what you think of it.
report-more-sources = Also heard something, or a suspicion?
report-heard = What did you hear from somebody else?
    .hint = The police needs to know what you saw yourself and what you heard from others.
report-concluded = What do you think is going on?
report-subject = Person, company or address { $number }
report-subject-kind = What is it?
report-subject-capacity = In which capacity?
report-subject-name = Name (if you know it)
report-subject-appearance = What does the person look like?
report-subject-minor = Perhaps younger than 18
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
report-files = Photo
report-send = Send the signal
draft-saved = Saved as a draft
draft-offline = No connection. Your text is still here; we will try again.
report-to-discuss = { $count ->
    [one] A colleague shared a signal with you. Look at it
   *[other] Colleagues shared { $count } signals with you. Look at them
  }
thanks-title = Your signal has arrived
thanks-reference = Your reference is
thanks-next = The officer looks at your signal within { $days } days. The reference and what happens with it are under ‘My signals’.
thanks-go = To my signals

subject-kind = What is it?

error-something = Fill in at least one thing: what you saw, where, or whom it is about.
shared-title = Shared with me
shared-intro = What a colleague wants to discuss with you first. Add to it and send it on, or give it back with a question. It stays your colleague’s signal, who sees what happens with it. If nothing happens with it, it goes to the officer by itself after a while.
shared-none = Nothing has been shared with you.
shared-open = Look and send on
report-share-title = First discuss it with your team coordinator
report-share-text = Your team coordinator sees that you share it, reads what you filled in, can add to it and sends it on. Photos and documents cannot go along: you send those yourself with the signal. Your draft stays. If you send it yourself, what you shared lapses. If nothing happens with it, it goes to the officer by itself after { $days } days, and after { $hours } hours when it is urgent.
report-share-with = Team coordinator
report-share = Share with this team coordinator
done-shared = Shared with your team coordinator. Once it has been sent on, it is under ‘My signals’.
done-passed-on = Sent on to the officer.

report-passed-on = What you shared was sent on as your signal.
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
report-coordinator = Did you discuss this with your team coordinator?
dossier-danger = reporter saw acute danger
dossier-indicators = Signs that the reporter ticked
dossier-files = Files
dossier-file = File { $number }
happened-reported = Reported
paper-channel = How it came in
paper-danger = The reporter saw acute danger
paper-place = Where?
choose-persoon = It is about a person
choose-plaats = It is about a place
report-draft-when = of { $when }
report-draft-today = today { $time }
report-draft-discard = Throw away
report-draft-sure = Yes, throw this draft away
report-back-asks = { $name } gave this back, with a question. Add to it and share it again, or send it yourself.
report-seen-there = What do you see or hear at that place?
report-seen-more = What else did you see or hear?
report-where = Which address or place?
report-place-kind = What kind of place?
report-capacity-unknown = I do not know
place-kind-home = House or room
place-kind-park = Holiday park or campsite
place-kind-hotel = Hotel or guest house
place-kind-company = Company, warehouse or building site
place-kind-farm = Farm or greenhouse
place-kind-shop = Shop, restaurant or salon
place-kind-street = In the street
place-kind-other = Something else
report-documents = Another photo, or a document
    .hint = JPEG, PNG, WebP or PDF, at most 10 MB a file. Save a Word file as PDF first. We remove the location and other hidden data from photos.
report-keep = Save as a draft
report-more = Tell more
report-share-question = What do you want to ask or discuss?
report-back-question = Your question to your colleague
thanks-urgent = The officer looks at your signal with urgency: within { $hours } hours. The reference and what happens with it are under ‘My signals’.
thanks-danger = You wrote that somebody is in danger now. Did you call 112?
thanks-call = Call 112
thanks-more = Do you know more? Add it
already-title = You have sent this signal already: { $reference }
already-text = It has arrived. You need not send anything again.
already-new = No, I want to report a new signal
more-title = Add to { $reference }
more-back = Signal { $reference }
more-text = What you write here is added to your signal. What you wrote before stays.
more-changed = You changed something afterwards. Below is what is new. Add it to your signal.
more-other = No, it is another signal: send all of it apart
more-other-files = Does a photo belong to it? Then choose it again
more-send = Add this
same-title = Does this belong to { $reference }?
same-text = You have just sent the same text. It arrived: you need not send anything again. Only if this is another signal, send it separately.
same-more = You have just sent the same text. What is new stands below. Add it to your signal.
more-oneself = Fill in only what differs from what you wrote before. What you leave empty stays as it was.
error-nothing-added = Write down what else you know, or add a photo.
error-back-question = Write down what you want to ask your colleague.
shared-from = { $name } wants to discuss this with you.
shared-back-title = Back to the colleague with a question
shared-back-text = Your colleague sees your question beside the own draft. What you added here does not go along.
shared-back = Give back
done-given-back = Given back to your colleague.
done-draft-kept = Your draft has been saved.
done-draft-kept-no-files = Your draft has been saved, without the files. Choose them again when you go on.
done-draft-gone = The draft is gone.
done-added = Thank you. This is added to your signal; the officer reads it there.
dossier-vulnerabilities = What makes somebody more vulnerable
dossier-vulnerabilities-why = A vulnerability is no sign of exploitation.
dossier-download = Download
thanks-who = On which number and days: who is who
report-draft-goes-on = The team coordinator you shared this with can no longer pass it on. Within an hour it goes to the officer by itself, as your signal.
report-draft-withdraws = Your team coordinator will not see it any more either. It is not reported.
report-wordless = Signal without words
error-share-danger = There is danger now. Send the signal at once; discuss it with your team coordinator afterwards.
begun-damaged = { $count ->
    [one] One of your drafts is damaged: it cannot be read any more. Do you still know it? Then report it again.
   *[other] { $count } of your drafts are damaged: they cannot be read any more. Do you still know them? Then report it again.
  }
begun-text = { $count ->
    [one] You have a draft. Go on with it, or begin a new signal. The draft stays.
   *[other] You have { $count } drafts. Go on with one, or begin a new signal. The drafts stay.
  }
begun-new = Begin a new signal
begun-back = Back
done-draft-withdrawn = The draft is gone, also from your team coordinator.
refused-draft-gone = That draft is not there any more.
error-drafts-full = You have too many drafts. Send one first, or throw one away. What you typed now has not been saved yet.
error-share-files = A photo or document cannot go along with what you share. { $names } was not kept. Share without a file, or choose it again and send the signal yourself.
error-shared-gone = This is no longer with you: it was passed on, given back or withdrawn meanwhile. Nothing has been sent now. Do you want to report what stands here yourself? Then send it as your own signal.
error-signal-gone = The signal that this belonged to is not there any more. Nothing has been sent yet. Send this as a new signal.
error-which-signal = Does this belong to signal { $reference }? Then send it once more. Otherwise choose the right signal under ‘My signals’.
done-added-danger = This is added to your signal. The officer is told that this cannot wait. Is anyone in danger now? Call 112.
ask-title = Questions?
ask-call = Call { $name }:
ask-mail = Mail { $name }:
ask-reference = Give the reference, then you need not say your name.
ask-mail-only = No telephone number is known yet. Mail only that you want to be called, and write nothing about the signal: mail is not secret.
ask-away = { $name } is away up to and including { $date }. A colleague stands in.
ask-away-all = { $name } is away up to and including { $date }. Is there danger? Call 112.
ask-nobody = There is no officer yet whom you can call. Ask your team coordinator or your manager.
thanks-other = Rather call somebody else?
report-language = What you typed stays.
report-when = When was this?
report-news = { $count ->
    [one] Something is ready for you under My signals
   *[other] Something is ready for you under My signals ({ $count })
  }
report-said = Your answer or message to the officer
done-said = Sent. The officer reads it.
ask-page-title = Is this something?
choose-partner-why = Did you get a signal from another organisation?
choose-partner = Signal from a partner
ask-in-doubt = Do you want to ask something first, without reporting?
ask-news = { $count ->
    [one] Something is ready for you under ‘Is this something?’
   *[other] Something is ready for you under ‘Is this something?’ ({ $count })
  }
ask-question = What did you see or hear, and what do you want to know?
    .hint = It may be without names. Your own name is not needed either.
ask-more = What else do you want to ask or tell?
ask-send = Send my question
ask-promise-name = The officer reads your question, and does not see whose it is. Your name is kept nowhere.
ask-promise-when = You get an answer within two working days, here. You get no mail.
ask-promise-report = This is no report. Is it a signal after all? Then you report it with one button, without typing anything again.
ask-own = Your questions
ask-one = Question { $number }
ask-you = You wrote
ask-answer = Answer of the officer
ask-waits = Waits for an answer.
ask-ends = This question goes on { $day }.
ask-report = Make it a report
ask-more-open = Write something more, or finish
ask-done = I know enough, take it away
ask-given-back = Your session had ended. What you typed is still here.
done-question-asked = Your question was sent. Look here for the answer within two working days.
done-question-done = The question is gone.
refused-question-gone = This question is not there any more.
colleague-page-title = About a colleague
colleague-in-doubt = Is it about somebody who works here: a colleague, a manager, the officer, the administrator? Then do not report it here, but so:
colleague-news = Something is ready for you at ‘About a colleague’.
colleague-question = What did you see or hear, and whom is it about?
    .hint = Write where and when too. Write your own name only if you want to give it.
colleague-send = Send my report
colleague-promise-name = Your name is kept nowhere. Who reads this can write back to you here without knowing who you are.
colleague-promise-who = The integrity coordinator alone reads this. Whom it is about does not see that it is there, also when that is an officer, a coordinator or the administrator. Is it about the integrity coordinator? Then go to the mayor, or call the police.
colleague-promise-when = You get a message within two working days, here. You get no mail.
colleague-own = What you reported
colleague-answered = Message of the integrity coordinator
colleague-ends = Rounded off. This goes on { $day }.
colleague-nobody = In your municipality nobody was appointed yet who reads reports about colleagues. Go to the mayor, or call the police. The administrator can give somebody the role integrity coordinator.
done-colleague-told = Your report was sent. The integrity coordinator alone reads it.
report-not-about = Is it about somebody who works here?
    .hint = This report goes to the officer. Is it about the colleague, then report it apart: then the integrity coordinator alone reads it.
colleague-not = No, it is not about { $name }
colleague-instead = Yes, report it apart
error-colleague-named = Your report has the name of somebody who works here. Say whether it is about that colleague.
ask-named = Your own name
ask-may-be-named = My name may stand there
error-question-named = Your own name stands in the text. Take it out, or tick that it may stand: who reads this then knows who you are.
