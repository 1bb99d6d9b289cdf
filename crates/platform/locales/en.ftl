skip-to-content = Skip to content
sign-out = Sign out
other-language-first = Save first what you typed.
other-language = Nederlands
switch-municipality = You now work for
switch = Switch
navigation = Main menu
navigation-here = In this part
menu = Menu
municipality = Municipality of { $name }
what-this-is = Meldroute human trafficking
find = Name, address or reference
find-go = Search
own-account = Your account
group-work = Work
group-approach = Approach
group-accountability = Accountability
group-administration = Administration
group-report = Report
due-late = { $days ->
    [0] expired today
    [one] 1 day late
   *[other] { $days } days late
  }
due-today = today before { $time }
due-on-the-day = today
due-tomorrow = tomorrow
due-days = { $days } days left
before-today = before { $time } today
before-tomorrow = before { $time } tomorrow
before-day = before { $day }
print-line = Confidential · printed by { $who } on { $at }
demo-title = Practice environment
demo-note = This is a practice environment. All people, addresses and signals are made up.
footer = Meldroute – reporting and following up signals of human trafficking. Danger now?
call-112 = Call 112
form-faults = Something is not right yet
back-to-start = Back to the start
yes = Yes
no = No
save = Save
problem-not-found = This page does not exist
problem-not-found-text = The address is wrong, or this page is not meant for you.
problem-elsewhere = This dossier belongs to { $name }.
problem-elsewhere-text = You now work for { $here }.
problem-elsewhere-open = Switch and open
problem-forbidden = You have no access to this page
problem-forbidden-text = This page belongs to another role. Do you think this is a mistake? Ask your administrator.
problem-conflict = Somebody else was first
problem-conflict-text = A colleague changed this meanwhile. Nothing was overwritten. Go back, refresh the page and try again.
account-waits = Something of yours is waiting: a role that does not count yet, or a question of another municipality.
account-waits-look = Look under Account
problem-nobody-left = Somebody has to remain
problem-nobody-left-text = Nobody else could do this any more: there must always be an administrator, and an officer who can open the vault. Nothing was changed.
problem-vault-closed = Open the vault first
problem-vault-closed-text = This needs the vault with the details of reporters. Open the vault and try again.
problem-too-many = Please wait
problem-too-many-text = There were too many attempts.
problem-wait = { $minutes ->
    [1] Wait a minute and try again.
   *[other] Wait { $minutes } minutes and try again.
  }
problem-bad-request = We do not understand this
problem-bad-request-text = The data did not arrive well. Go back and try again.
problem-too-large = This is too large
problem-too-large-text = The text or the file is too large. A file may be 10 MB, all text together 1 MB (hundreds of pages). Go back: what you typed is still there.
problem-internal = Something went wrong
problem-internal-text = It is not your fault. Try again later or call your administrator.
problem-reference = Mention this number: { $reference }
mail-subject = Something is waiting for you
mail-new = Something is waiting for you in Meldroute. Sign in to read it: { $link }
mail-danger = Something that cannot wait is waiting for you in Meldroute. Sign in now to read it: { $link }
demo-codes = Accounts and codes
held-title = This was not sent yet
held-text = You were signed out before this was sent. Nothing has been saved yet. A passphrase must be typed again.
held-submit = Send it now
problem-busy = It is very busy now
problem-busy-text = Wait half a minute and try again. What you typed is still there when you go back.
problem-tampered = The data is not right
problem-tampered-text = Something in the database no longer stands as this program wrote it. Nothing was done. Call your administrator and have it checked (meldroute check).
suggestion-title = A strong passphrase for you
suggestion-text = Write these six words on paper, keep the paper under lock, and type the words below. You see what you type: make sure that nobody looks on. The words are kept nowhere.
show-secret = Show
hide-secret = Hide
suggestion-again = Another one
held-list-title = Not sent yet
held-list-text = You were signed out before this was sent. It stays until tomorrow. You find this list under Account, too.
held-list-on = Go on with this
held-list-link = { $count ->
    [one] One form was not sent yet
   *[other] { $count } forms were not sent yet
  }
held-files = A file is not kept then: choose your files again.
held-choose = Back to the form
held-typed = This is what you typed:
job-kind-mail = Sending mail
job-kind-held = Clearing held forms
job-why-mail-off = No mail server is set up.
job-why-mail-server = The mail server cannot be reached, or gave an error.
job-why-mail-refused = The mail server refuses this message.
job-why-mail-address = The address of the recipient or of the sender is wrong.
guest-open = Open your link
guest-open-text = You got this link because a municipality wants to ask or show you something. After this button the link works in this browser only. So use a device that you can use again later, and others cannot.
guest-open-code = Code
  .hint = Eight digits. You got them from whoever gave you the link, for example by phone.
error-guest-code = This code does not work. Type the eight digits again. Does it fail again, then the link has expired or was withdrawn: ask whoever gave you this link for a new one.
guest-open-submit = Open
guest-refused = This link does not work
guest-refused-text = The link has expired, was withdrawn or is not complete, or the code is wrong. Did you get a code? Go back and type the code again. Does it still not work? Ask whoever gave you this link for a new one.
guest-elsewhere = This link was opened already
guest-elsewhere-text = The link was opened on another device or in another browser, and works only there. Go on there, or ask whoever gave you this link for a new one. Was it not you who opened it? Then say so.
guest-closed = This page opens only with a link
guest-closed-text = Open the link in the message that you got, in the same browser as the first time. Does that not work? Then the link has expired or was withdrawn: ask whoever gave it to you for a new one. If you just sent something, it did not arrive.
guest-signed-in = You are signed in
guest-signed-in-text = This link is for somebody without an account. Is it for you? Then sign out, and open the link again.
guest-state-waiting = not opened yet
guest-state-opened = opened
guest-state-guessed = stopped: too many wrong codes
guest-state-expired = expired
guest-state-withdrawn = withdrawn
job-kind-guests = Clearing away old guest links
job-kind-blobs = Clearing away files that belong to nothing
form-faults-title = Error:
term-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
  }
term-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
term-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
  }
term-months = { $count ->
    [one] 1 month
   *[other] { $count } months
  }
term-years = { $count ->
    [one] 1 year
   *[other] { $count } years
  }
pack-fault = Line { $line }, column { $column }: { $what }
pack-fault-missing-field = { $field } is missing here. Fill it in.
pack-fault-unknown-field = { $field } does not exist. Choose from: { $expected }.
pack-fault-unknown-word = { $word } cannot stand here. Choose from: { $expected }.
pack-fault-wrong-kind-text = a text between quotation marks belongs here.
pack-fault-wrong-kind-yes-no = true (yes) or false (no) belongs here, without quotation marks.
pack-fault-wrong-kind-list = a list in square brackets belongs here, like ["one", "two"].
pack-fault-wrong-kind-number = a whole number belongs here, without quotation marks.
pack-fault-wrong-kind = what stands here is of another kind than belongs here.
pack-fault-duplicate-key = this stands here twice. Take one away.
pack-fault-syntax = this is no valid TOML. Look at quotation marks, brackets and the sign =.
pack-fault-syntax-value = a name without a value stands here. Write = and the value behind it.
pack-fault-syntax-quote = this text is not closed properly. Put a quotation mark (") before and behind the text.
pack-fault-syntax-bracket = this list or heading is not right. Put [ and ] around it, and a comma between its parts.
pack-fault-plain-id = the id “{ $id }” may have letters, digits, - and _ only.
pack-fault-twice = the id “{ $id }” stands here twice. Give each an id of its own.
pack-fault-no-name = partner “{ $id }” has no name that anybody can read. Give it a name with letters.
pack-fault-namesakes = partners “{ $id }” and “{ $other }” are called the same. Give each a name of its own.
pack-fault-group-unsaid = partner “{ $id }” may be a group or a consultation. Add: group = true or group = false.
pack-fault-missing-id = a { $place } with id = “{ $id }” is missing. Add it.
pack-fault-code = “{ $code }” is no code of a municipality. Write GM and four digits, like GM0335.
pack-fault-colour = “{ $colour }” is no colour. Write # and six digits, such as #154273.
pack-fault-too-light = the colour { $colour } is too light: white words do not read on it. Choose a darker one.
pack-fault-no-accent = the accent { $colour } does not stand out: dark words do not read on it, or it is too much like the band. Choose a lighter one.
pack-fault-mark = this mark cannot be used ({ $why }). Use an SVG drawing of at most 30,000 characters, with a viewBox, without script and without anything from elsewhere.
pack-fault-no-forms = there is no form of exploitation. Put in at least one [[forms]].
pack-fault-date = “{ $date }” is no date. Write year-month-day, like 2026-12-31.
pack-fault-period = “until” ({ $until }) is before “from” ({ $from }). Swap them.
pack-fault-unfit-phone = nobody can dial “{ $value }” of “{ $id }”. Write one telephone number, such as 0348 47 64 00, 0800-2000 or 14 0348.
pack-fault-unfit-mail = “{ $value }” of “{ $id }” is no mail address. Write one address, such as team@politie.nl.
pack-fault-unfit-scheme = “{ $value }” of “{ $id }” cannot stand here. Write a web address that begins with https://, or a number, address or name.
pack-fault-no-value = nobody knows this number or address of “{ $id }” yet. Leave out its value.
pack-fault-unknown-partner = partner “{ $id }” is not in the pack. Choose from: { $known }.
pack-fault-age = the age { $age } cannot be. Choose 0 to 120.
pack-fault-nothing = { $field } is zero. Take at least 1.
pack-fault-urgent-later = when urgent ({ $field }) it may not take longer than otherwise.
pack-fault-core-rule = a rule is missing that every pack keeps (bijlage 2, stap 4): { $expected }.
# In the audit log.
audit-municipality-founded = municipality set up
audit-policy-adopted = policy pack taken into use
audit-schema-migrated = database brought up to a new version
audit-key-rotated = new instance key made
audit-guest-opened = guest link opened
audit-guest-refused = wrong code for a guest link
audit-guest-guessed = guest link stopped: too many wrong codes
audit-guest-forgotten = old guest links cleared away
sure-absent = not known yet
sure-unconfirmed = to confirm
sure-stale = ring again
sure-confirmed = confirmed
number-before = last confirmed:
leave-quickly = Leave quickly
leave-skip = Leave this page quickly
leave-how = You are then signed out and see the weather. Pressing Shift three times does the same.
leave-two = Shift. Press twice more to leave quickly.
leave-one = Shift. Press once more to leave quickly.
mail-shared = A colleague wants to discuss something with you in Meldroute. Sign in to read it: { $link }
mail-shared-waits = Something that a colleague wanted to discuss with you is still waiting in Meldroute. Sign in to read it: { $link }
mail-shared-gone = What a colleague wanted to discuss with you in Meldroute is no longer with you: it was sent on or shared with somebody else. There is nothing left for you to do. { $link }
mail-week = What waits for you in Meldroute: { $open }. Of these, too late: { $late }. Sign in to begin: { $link }
mail-day = In Meldroute a term has passed, or an urgent one ends today. What waits for you: { $open }. Of these, too late: { $late }. Sign in to see it: { $link }
mail-urgent-late = In Meldroute the term of something that cannot wait has passed. Sign in now: { $link }
first-use-title = Getting started
first-use-count = { $done } of { $all } done. This list goes once all of it is done.
first-use-is-done = done
first-use-is-open = to do
first-use-is-partly = { $done } of { $all }
help = Help
mail-passed-on = A colleague asks you to take something over in Meldroute. Sign in to see it: { $link }
mail-agenda = Something is on the agenda of your consultation in Meldroute:
    { $places }
    Sign in to read it: { $link }
