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
one-messages = Talk with the officer
one-no-messages = Nothing was written yet.
one-reported = What you reported

close-missing = First this
missing-partner-waits = The partner that gave the signal has heard nothing back yet. Give feedback, or write down why not.
missing-added = The reporter added something that was not read yet.
missing-assess = The signal has not been assessed yet.
missing-refer = { $partner } is obligatory but was neither informed nor passed over with a reason.
missing-feedback = { $partner } has not answered yet. Record the answer, or why you no longer wait.
close-outcome = What was done?
close-template = Fill in the standard text
close-reason = Explanation
    .hint = Required for another problem or no follow-up, and when you leave partners untold.
close-no-reporter = The reporter is not known. There is nobody to tell.
close-no-contact = The reporter wants no contact. No message will be sent.
close-tell = Message to the reporter
close-safely = I have read what is safe and keep to it
close-passphrase = Your passphrase for the vault
    .hint = Needed to see how contact is safe.
close-message = What do you tell?
    .hint = If you choose another outcome, the standard text of that outcome goes. What you wrote yourself stays.
close-submit = Send and close
close-only-message = Send this message only, the dossier stays open
done-told = The message is ready for the reporter.
message-referred = Thank you for your signal. I have looked at it and handed it to an organisation that can take it up. I did not mention your name.
message-local = Thank you for your signal. I have looked at it and we take it up within the municipality. I did not mention your name.
message-other_problem = Thank you for your signal. It does not seem to be trafficking, but something else is going on. I passed that on. I did not mention your name.
message-no_follow_up = Thank you for your signal. There is too little to act on now. It is kept: a new signal may make it important.
message-merged = Thank you for your signal. It belongs to something that was already known. Your information helps. I did not mention your name.

error-subject-leak = The reporter does not know this. Take it out: { $words }.
error-message-empty = Write what you tell the reporter.
error-missing = { $words } That is why this dossier cannot close yet.
error-passes-over = Tick that you do not inform these partners, or hand over first.
error-merged-which = Fill in the reference of the dossier with which you merge this one.
error-merged-unknown = This reference is of no dossier here. Check it: eight characters, such as ABCD-2345.
error-merged-itself = This is the reference of this very dossier. Fill in that of the other one.
error-merged-closed = That dossier is closed. Reopen it first: otherwise nobody looks at this signal any more.
close-merged-with = With which dossier do you merge this one?
    .hint = Only for ‘Merged with another dossier’. Fill in the reference of the other dossier, such as ABCD-2345.
error-safely = First read what is safe for the reporter, then tick this box.

mine-damaged = { $count ->
    [one] One of your signals cannot be shown here. Call the officer.
   *[other] { $count } of your signals cannot be shown here. Call the officer.
  }
mine-waiting = You chose a new password. What you reported before is kept. An officer puts it back in this list, after a talk with you. Under Account stands whom you can call.

one-files = Files that went along
dossier-after = After closing
one-back = My signals
one-steps = How it stands
one-step-done = done
one-step-now = now
one-step-later = later
one-step-not = was not needed
one-waits = You typed something here that was not sent yet.
one-waits-go = Go on
one-more = I know something more
more-seen = What else do you know?
one-more-send = Add
one-more-all = Tell more, or add a photo
one-added = added on { $when }
one-danger = you wrote that somebody was in danger
one-signs = Signs that you ticked
one-file = File { $number }
close-untold = Do you choose ‘No follow-up’ or ‘Merged with another dossier’? Then you need not pass over these obligatory partners one by one:
close-passes-over = I do not inform them, for the reason above
mine-news = { $count ->
    [one] New message
   *[other] { $count } new messages
  }
one-danger-added = You wrote on { $when } that somebody was in danger.

talk-title = Talk with the reporter
talk-count = { $count ->
    [one] One message or addition
   *[other] { $count } messages and additions
  }
talk-waits = waiting for the reporter
talk-asked = Asked
talk-told = Message from you or a colleague
talk-reporter = Reporter
talk-open = Ask or tell the reporter something
talk-message = Your question or message
    .hint = The reporter reads this under My signals and gets no mail. Do not name the reporter: this stands outside the vault.
talk-safely = I have read what is safe and keep to it
talk-passphrase = Your vault passphrase
    .hint = Needed to see how contact is safe.
talk-ask = Ask this question
talk-tell = Send as a message
talk-until = You are waiting for the reporter’s answer. If it is not there on { $day }, you see it among what is late.
talk-enough = I no longer wait for an answer
done-asked = Your question is ready for the reporter.
done-talk-enough = Recorded: you no longer wait for an answer.
one-asked = Question from the officer
one-told = Message from the officer
one-wrote = You wrote
one-you-added = You added to your signal
one-send = Send
one-no-contact = You wanted no contact: then you get no answer here. Do you want one after all? Choose it under ‘Tell more, or add a photo’.
more-said = Write to the officer
    .hint = A question is fine too. Only the officer reads this. Your name is not needed.
more-answer = Your answer
    .hint = Only the officer reads this. You do not know? That is an answer too.
mine-asked = A question is waiting for you
talk-danger = the reporter now says that somebody is in danger
talk-signs = Signs
talk-files = { $count ->
    [one] One file came with it. It is among the files.
   *[other] { $count } files came with it. They are among the files.
  }
talk-contact = The reporter wrote anew how contact is safe. Read that at Reporter before you send a message.
talk-read = I have read this
