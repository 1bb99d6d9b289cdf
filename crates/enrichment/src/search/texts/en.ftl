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
