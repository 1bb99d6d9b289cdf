# ---- Menu ----
nav-search = Search
nav-registers = Registers

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
evidence-looks-same = same description

# ---- Does this occur already ----
lookup-title = Is this known already?
lookup-ask = You are going to search data about people. Say once why. It is kept with this dossier.
lookup-reason = Why do you look this up?
lookup-usual-reason = To see whether those involved are known already, so that the signal can be enriched (reporting route, step 3).
lookup-start = Look this up
lookup-because = Reason:
lookup-because-unreadable = It cannot be read. Tell the administrator. You can go on looking.
lookup-proposals = These are proposals of the program. You decide. Nothing is merged or deleted, and you can take back every judgement.
lookup-to-judge = { $number ->
    [0] Everything was judged.
   *[other] { $number } still to judge.
 }
lookup-to-judge-here = { $number ->
    [0] all judged
   *[other] { $number } still to judge
 }
lookup-not-whole = A large register is still being taken in. Look again in a minute for everything.
lookup-back = Back to the dossier
lookup-nothing-to-look = This signal names no person, organisation, address or number to look up.
lookup-none = Nothing found. That does not mean that somebody is unknown: consult the sources below too.
lookup-none-strong = Nothing that is probably the same was found.
lookup-more-strong = { $number ->
    [one] Show the other strong match too
   *[other] Show { $number } other strong matches too
 }
lookup-more-weak = { $number ->
    [one] Show one weak match too
   *[other] Show { $number } weak matches too
 }
lookup-place = place of the signal
lookup-everything = Everything about this subject
lookup-identical = same number or address
lookup-nearly-certain = almost certainly the same
lookup-likely = probably the same
lookup-perhaps = perhaps the same
lookup-shares = has something in common
lookup-described = same description
lookup-fits = What fits
lookup-differs = What differs
lookup-dossier = Dossier or register
lookup-when = When
lookup-verdict = Your judgement
lookup-side = Compare the details
lookup-here = In this signal
lookup-there = There
lookup-known = Compared with { $number } subjects and rows.
judge-same = The same
judge-other = Not the same
judge-undo = Take back
judge-all = { $number ->
    [2] All two are the same
    [3] All three are the same
    [4] All four are the same
    [5] All five are the same
    [6] All six are the same
    [7] All seven are the same
    [8] All eight are the same
    [9] All nine are the same
    [10] All ten are the same
    [11] All eleven are the same
    [12] All twelve are the same
   *[other] All { $number } are the same
 }
judge-all-folded = { $number ->
    [one] with the one that is folded
   *[other] with the { $number } that are folded
  }
judge-all-text = You record that { $who } is the same as:
judge-all-submit = { $number ->
    [2] Yes, all two are the same
    [3] Yes, all three are the same
    [4] Yes, all four are the same
    [5] Yes, all five are the same
    [6] Yes, all six are the same
    [7] Yes, all seven are the same
    [8] Yes, all eight are the same
    [9] Yes, all nine are the same
    [10] Yes, all ten are the same
    [11] Yes, all eleven are the same
    [12] Yes, all twelve are the same
   *[other] Yes, all { $number } are the same
 }
judged-same = The same
judged-other = Not the same
judged-conflict = People judged this differently
judged-by = by
done-judged-same = Recorded: the same. You can take this back.
done-judged-other = Recorded: not the same. You can take this back.
done-judged-all = Recorded: all the same. You can take back every judgement.
done-judged-open = The judgement was taken back.
done-checked = The sources were updated.
check-title = Sources
check-text = Record which sources you consulted, outside this program too.
check-open = not looked at yet
check-nothing = nothing found
check-found = something found
check-not-allowed = I may not see it
check-more = Legal basis and note
check-by-program = looked up by the program
check-note = Note
check-submit = Save sources
check-imported = { $number } rows imported
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
search-row = All details
search-before = Who searched, and why
search-named = Dossiers that are called so
search-results = { $number ->
    [0] Nothing found
    [one] One found
   *[other] { $number } found
 }
error-search-text = Type at least two characters.
error-no-reference = There is no dossier { $reference }. See if you typed it correctly, or search for a name or an address.
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
network-expand = Show what hangs together with this
again-title = Perhaps known already
again-counts = { $signals ->
    [one] one new signal
   *[other] { $signals } new signals
 }, { $closed ->
    [one] one closed dossier
   *[other] { $closed } closed dossiers
 }.
again-compare = Compare
again-not-now = Not now
done-put-off = The question was put away. It comes back when something new comes in.

# ---- Registers ----
registers-title = Registers
registers-text = Extracts of municipal registers. Signals are compared with them. Everything is sealed. An extract goes by itself after the term that the policy pack names with its source.
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
error-register-quote = A quote is opened in the first line and not closed. Mend it in the file.
error-register-busy = This file cannot be read now: too much is going on. Try again in a minute.
error-register-columns = Give at least one column a meaning that can be compared, such as a name or an address.
error-date = Fill in a date.
done-register-removed = The extract was destroyed.
rows-head = line;fault
row-fields = { $found } fields where the header has { $wanted }
row-encoding = column { $column } has a character that cannot be read
row-quote = a quote is opened and not closed
row-empty = nothing in it can be compared
row-broken = not a line of CSV
columns-title = What is in which column?
columns-one = This file has one column only. Is it a table? Choose a CSV or Excel file with the names of its columns on the first line, parted by semicolons or commas.
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
job-kind-import = Importing a register
job-kind-registers = Clearing extracts whose term is over
job-why-import-file-gone = The file is not there any more. Take it in again.

# In the audit log.
audit-lookup-read = looked whether somebody or something is known
audit-lookup-reasoned = reason for looking recorded
audit-lookup-judged = judged whether two are the same
audit-lookup-put-off = question about a closed dossier put away
audit-lookup-checked = consulted sources recorded
audit-lookup-searched = searched dossiers and registers
audit-extract-imported = register imported
audit-extract-read = register read
audit-extract-removed = register removed
state-closed = closed
paper-looked = Looked up whether this is known already
paper-source = Source consulted: { $source }
paper-result = Outcome
paper-judged = Judged whether it is the same
paper-judgement = Judgement
paper-same = { $one } is the same as in { $other }
paper-other = { $one } is another than in { $other }
paper-dossier = dossier { $reference }
