search-title = Zoeken
search-intro = Zoek in alle dossiers en ingelezen registers. Typefouten en andere schrijfwijzen zijn geen probleem.
search-text = Naam, organisatie, adres, telefoon of kenteken
search-reason = Waarom zoekt u dit op?
search-submit = Zoek
search-row = Alle gegevens
search-before = Wie zocht, en waarom
search-named = Dossiers die zo heten
search-results = { $number ->
    [0] Niets gevonden
    [one] Eén gevonden
   *[other] { $number } gevonden
 }
error-search-text = Vul minstens twee tekens in.
error-no-reference = Geen dossier met kenmerk { $reference }. Kijk of u het goed overtypte, of zoek op een naam of adres.
