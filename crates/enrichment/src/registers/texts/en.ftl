registers-title = Registers
registers-text = Extracts of municipal registers. Signals are compared with them. Everything is sealed. An extract goes by itself after the term that the policy pack names with its source.
registers-none = Nothing was imported yet.
registers-rows = { $number ->
    [one] one row
   *[other] { $number } rows
 }
registers-file = File
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
registers-upload = Go on
register-source = Which source?
register-file = File (CSV up to 100 MB, Excel up to 60 MB)
register-dated = What day is the extract of?
error-register-file = Choose a CSV or Excel file with the names of the columns in its first line.
error-register-large = This file is too large. The administrator imports a larger one with the command: meldroute import.
error-register-quote = A quote is opened in the first line and not closed. Mend it in the file.
error-register-busy = This file cannot be read now: too much is going on. Try again in a minute.
error-register-columns = Give at least one column a meaning that can be compared, such as a name or an address.
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
