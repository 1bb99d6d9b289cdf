registers-title = Registers
registers-text = Uittreksels van gemeentelijke registers. Signalen worden ermee vergeleken. Alles is versleuteld. Een uittreksel gaat vanzelf weg na de termijn die in het beleidspakket bij de bron staat.
registers-none = Er is nog niets ingelezen.
registers-rows = { $number ->
    [one] één regel
   *[other] { $number } regels
 }
registers-file = Bestand
registers-imported = Ingelezen
registers-until = Bewaard tot
registers-bad = { $number ->
    [one] Eén regel was niet te lezen
   *[other] { $number } regels waren niet te lezen
 }
registers-remove = Verwijderen
registers-remove-text = Alle regels worden vernietigd. Wat u erover hebt vastgelegd in dossiers blijft.
registers-remove-submit = Ja, verwijder dit uittreksel
registers-new = Een uittreksel inlezen
registers-upload = Verder
register-source = Welke bron?
register-file = Bestand (CSV tot 100 MB, Excel tot 60 MB)
register-dated = Van welke dag is het uittreksel?
error-register-file = Kies een CSV- of Excel-bestand met op de eerste regel de namen van de kolommen.
error-register-large = Dit bestand is te groot. Een groter bestand leest de beheerder in met de opdracht: meldroute import.
error-register-quote = Op de eerste regel wordt een aanhalingsteken geopend en niet gesloten. Zet het recht in het bestand.
error-register-busy = Dit bestand kan nu niet gelezen worden, want het is te druk. Probeer het over een minuut opnieuw.
error-register-columns = Geef minstens één kolom een betekenis waarop kan worden vergeleken, zoals een naam of adres.
done-register-removed = Het uittreksel is vernietigd.
rows-head = regel;fout
row-fields = { $found } vakken, waar de eerste regel er { $wanted } heeft
row-encoding = kolom { $column } bevat een teken dat niet te lezen is
row-quote = een aanhalingsteken wordt geopend en niet gesloten
row-empty = er staat niets in dat kan worden vergeleken
row-broken = geen regel van een CSV-bestand
columns-title = Wat staat in welke kolom?
columns-one = Dit bestand heeft maar één kolom. Is het wel een tabel? Kies een CSV- of Excel-bestand met de namen van de kolommen op de eerste regel, gescheiden door puntkomma’s of komma’s.
columns-text = Alleen kolommen met een betekenis worden bewaard. Laat de rest leeg.
columns-source = Bron
columns-owner = Eigenaar
columns-kept = Bewaard
columns-days = { $number } dagen
columns-header = Kolom
columns-first = Eerste regels
columns-meaning = Betekenis
columns-mode = Wat gebeurt met eerdere uittreksels van deze bron?
columns-mode-replace = Vervangen
columns-mode-add = Aanvullen; regels die er al zijn, worden overgeslagen
columns-submit = Lees in
column-none = niet bewaren
column-id = nummer of kenmerk
column-name = hele naam
column-given-name = voornamen of voorletters
column-prefix = tussenvoegsel
column-surname = achternaam
column-date-of-birth = geboortedatum
column-sex = geslacht
column-nationality = nationaliteit
column-street = straat
column-house-number = huisnummer
column-addition = huisletter of toevoeging
column-address = heel adres
column-postcode = postcode
column-city = plaats
column-phone = telefoon
column-email = e-mail
column-national-id = burgerservicenummer
column-organisation = organisatie
column-kvk = KvK- of vestigingsnummer
column-plate = kenteken
column-iban = rekeningnummer
column-handle = naam op internet
column-use = gebruiksdoel of soort vergunning
column-note = opmerking (wordt niet vergeleken)
progress-title = Inlezen
progress-reading = { $number } regels gelezen. Deze pagina ververst vanzelf.
progress-done = { $number ->
    [one] Klaar: één regel ingelezen.
   *[other] Klaar: { $number } regels ingelezen.
 }
progress-bad = { $number ->
    [one] Eén regel was niet te lezen; u vindt die bij het register.
   *[other] { $number } regels waren niet te lezen; u vindt ze bij het register.
 }
progress-known = { $number ->
    [one] Eén regel was er al.
   *[other] { $number } regels waren er al.
 }
progress-unchanged = Dit bestand is al ingelezen. Er is niets veranderd.
progress-failed = Het inlezen is niet gelukt. Er is niets veranderd. Probeer het opnieuw.
