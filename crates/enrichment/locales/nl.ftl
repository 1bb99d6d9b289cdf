# ---- Menu ----
nav-search = Zoeken
nav-registers = Registers

# ---- Wat voor en tegen spreekt ----
evidence-given-exact = { $rarity ->
    [rare] zelfde zeldzame voornaam
    [common] zelfde veelvoorkomende voornaam
   *[plain] zelfde voornaam
 }
evidence-given-sound = voornaam klinkt hetzelfde
evidence-given-variant = voornaam is een roepnaam of andere vorm
evidence-given-edit = voornaam scheelt één letter
evidence-given-near = voornaam lijkt erop
evidence-given-prefix = voornaam is een afkorting ervan
evidence-given-elsewhere = voornaam staat bij de andere voornamen
evidence-given-different = andere voornaam
evidence-initial-same = zelfde voorletter
evidence-initial-different = andere voorletter
evidence-surname-exact = { $rarity ->
    [rare] zelfde zeldzame achternaam
    [common] zelfde veelvoorkomende achternaam
   *[plain] zelfde achternaam
 }
evidence-surname-sound = achternaam klinkt hetzelfde
evidence-surname-variant = achternaam is een andere schrijfwijze
evidence-surname-edit = achternaam scheelt één letter
evidence-surname-near = achternaam lijkt erop
evidence-surname-prefix = achternaam is een deel ervan
evidence-surname-elsewhere = een deel van de achternaam is gelijk
evidence-surname-different = andere achternaam
evidence-order-straight = namen op dezelfde plaats
evidence-order-swapped = voornaam en achternaam omgewisseld
evidence-birth-same = zelfde geboortedatum
evidence-birth-swapped = dag en maand omgewisseld
evidence-birth-slip = geboortedatum scheelt één cijfer
evidence-birth-two-parts = geboortedatum deels gelijk
evidence-birth-year = zelfde geboortejaar
evidence-birth-near-year = bijna hetzelfde geboortejaar
evidence-birth-different = andere geboortedatum
evidence-birth-part-same = geboortedatum past, voor zover bekend
evidence-birth-part-near-year = bijna hetzelfde geboortejaar
evidence-birth-part-different = ander geboortejaar
evidence-sex-same = zelfde geslacht
evidence-sex-different = ander geslacht
evidence-nationality-same = zelfde nationaliteit
evidence-nationality-different = andere nationaliteit
evidence-address-same = zelfde adres
evidence-address-addition = zelfde huisnummer, andere toevoeging
evidence-address-near = adres lijkt erop
evidence-address-other-number = zelfde straat, ander huisnummer
evidence-address-town = zelfde plaats, ander adres
evidence-address-different = ander adres
evidence-street-same = zelfde straat
evidence-street-town = zelfde plaats, andere straat
evidence-street-different = andere straat
evidence-town-same = zelfde plaats
evidence-town-different = andere plaats
evidence-organisation-same = { $rarity ->
    [rare] zelfde zeldzame organisatienaam
    [common] zelfde veelvoorkomende organisatienaam
   *[plain] zelfde organisatienaam
 }
evidence-organisation-nearly = organisatienaam bijna gelijk
evidence-organisation-partly = organisatienaam deels gelijk
evidence-organisation-different = andere organisatienaam
evidence-phone-same = zelfde telefoonnummer
evidence-phone-slip = telefoonnummer scheelt één teken
evidence-phone-different = ander telefoonnummer
evidence-email-same = zelfde e-mailadres
evidence-email-slip = e-mailadres scheelt één teken
evidence-email-different = ander e-mailadres
evidence-national-id-same = zelfde burgerservicenummer
evidence-national-id-slip = burgerservicenummer scheelt één teken
evidence-national-id-different = ander burgerservicenummer
evidence-trade-same = zelfde KvK-nummer
evidence-trade-slip = KvK-nummer scheelt één teken
evidence-trade-different = ander KvK-nummer
evidence-plate-same = zelfde kenteken
evidence-plate-slip = kenteken scheelt één teken
evidence-plate-different = ander kenteken
evidence-iban-same = zelfde rekeningnummer
evidence-iban-slip = rekeningnummer scheelt één teken
evidence-iban-different = ander rekeningnummer
evidence-handle-same = zelfde naam op internet
evidence-handle-slip = naam op internet scheelt één teken
evidence-handle-different = andere naam op internet
evidence-looks-same = zelfde omschrijving

# ---- Komt al voor ----
lookup-title = Komt dit al voor?
lookup-ask = U gaat zoeken in gegevens over mensen. Zeg één keer waarom. Dat wordt bij dit dossier bewaard.
lookup-reason = Waarom zoekt u dit op?
lookup-usual-reason = Nagaan of de betrokkenen al bekend zijn, zodat het signaal kan worden verrijkt (meldroute, stap 3).
lookup-start = Zoek dit op
lookup-because = Reden:
lookup-because-unreadable = Deze is niet te lezen. Meld dat aan de beheerder. U kunt gewoon verder zoeken.
lookup-proposals = Dit zijn voorstellen van het programma. U beslist. Niets wordt samengevoegd of verwijderd, en u kunt elk oordeel terugnemen.
lookup-to-judge = { $number ->
    [0] Alles is beoordeeld.
   *[other] Nog { $number } te beoordelen.
 }
lookup-to-judge-here = { $number ->
    [0] alles beoordeeld
   *[other] nog { $number } te beoordelen
 }
lookup-not-whole = Een groot register wordt nog verwerkt. Kijk over een minuut nog eens voor alles.
lookup-back = Terug naar het dossier
lookup-nothing-to-look = Dit signaal noemt geen persoon, organisatie, adres of nummer om na te gaan.
lookup-none = Niets gevonden. Dat betekent niet dat iemand onbekend is: kijk ook in de bronnen hieronder.
lookup-none-strong = Geen sterke overeenkomst gevonden.
lookup-more-strong = { $number ->
    [one] Toon ook de andere sterke overeenkomst
   *[other] Toon ook { $number } andere sterke overeenkomsten
 }
lookup-more-weak = { $number ->
    [one] Toon ook één zwakke overeenkomst
   *[other] Toon ook { $number } zwakke overeenkomsten
 }
lookup-place = plaats van het signaal
lookup-everything = Alles over deze betrokkene
lookup-identical = zelfde nummer of adres
lookup-nearly-certain = vrijwel zeker dezelfde
lookup-likely = waarschijnlijk dezelfde
lookup-perhaps = misschien dezelfde
lookup-shares = deelt een gegeven
lookup-described = zelfde omschrijving
lookup-fits = Wat past
lookup-differs = Wat verschilt
lookup-dossier = Dossier of register
lookup-when = Wanneer
lookup-verdict = Uw oordeel
lookup-side = Vergelijk gegevens
lookup-here = In dit signaal
lookup-there = Daar
lookup-known = Vergeleken met { $number } betrokkenen en regels.
judge-same = Dezelfde
judge-other = Niet dezelfde
judge-undo = Neem het oordeel terug
judge-all = { $number ->
    [2] Alle twee dezelfde
    [3] Alle drie dezelfde
    [4] Alle vier dezelfde
    [5] Alle vijf dezelfde
    [6] Alle zes dezelfde
    [7] Alle zeven dezelfde
    [8] Alle acht dezelfde
    [9] Alle negen dezelfde
    [10] Alle tien dezelfde
    [11] Alle elf dezelfde
    [12] Alle twaalf dezelfde
   *[other] Alle { $number } dezelfde
 }
judge-all-folded = { $number ->
    [one] ook de ene die is ingeklapt
   *[other] ook de { $number } die zijn ingeklapt
  }
judge-all-text = U legt vast dat { $who } dezelfde is als:
judge-all-submit = { $number ->
    [2] Ja, alle twee zijn dezelfde
    [3] Ja, alle drie zijn dezelfde
    [4] Ja, alle vier zijn dezelfde
    [5] Ja, alle vijf zijn dezelfde
    [6] Ja, alle zes zijn dezelfde
    [7] Ja, alle zeven zijn dezelfde
    [8] Ja, alle acht zijn dezelfde
    [9] Ja, alle negen zijn dezelfde
    [10] Ja, alle tien zijn dezelfde
    [11] Ja, alle elf zijn dezelfde
    [12] Ja, alle twaalf zijn dezelfde
   *[other] Ja, alle { $number } zijn dezelfde
 }
judged-same = Dezelfde
judged-other = Niet dezelfde
judged-conflict = Hierover is verschillend geoordeeld
judged-by = door
done-judged-same = Vastgelegd: dezelfde. U kunt dit terugnemen.
done-judged-other = Vastgelegd: niet dezelfde. U kunt dit terugnemen.
done-judged-all = Vastgelegd: allemaal dezelfde. U kunt elk oordeel terugnemen.
done-judged-open = Het oordeel is teruggenomen.
done-checked = De bronnen zijn bijgewerkt.
check-title = Bronnen
check-text = Leg vast welke bronnen u hebt geraadpleegd, ook buiten dit programma.
check-open = nog niet bekeken
check-nothing = niets gevonden
check-found = iets gevonden
check-not-allowed = mag ik niet inzien
check-more = Grondslag en toelichting
check-by-program = nagegaan door het programma
check-note = Toelichting
check-submit = Sla de bronnen op
check-imported = { $number } regels ingelezen
housing-title = Wonen op dit adres
housing-registered = Ingeschreven in de ingelezen bevolkingsgegevens
housing-inhabited = Mag hier worden gewoond?
housing-yes = Ja, volgens het gebruiksdoel
housing-no = Nee, wonen staat niet bij het gebruiksdoel
housing-unknown = Onbekend: er is geen gebruiksdoel ingelezen
housing-permits = Vergunningen
housing-no-permits = geen gevonden
subject-page-title = Alles over deze betrokkene
subject-page-text = { $number ->
    [one] Komt voor in één dossier.
   *[other] Komt voor in { $number } dossiers.
 }
subject-page-rows = { $number ->
    [one] Er is één regel uit een register bevestigd.
   *[other] Er zijn { $number } regels uit registers bevestigd.
 }
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
network-title = Netwerk
network-text = Wie met wie samenhangt, voor zover iemand dat heeft bevestigd. Voorstellen staan hier niet bij.
network-drawing = Tekening van het netwerk; de tabel eronder zegt hetzelfde
network-form = Vorm van uitbuiting
network-since = Signalen vanaf
network-all-forms = alle vormen
network-filter = Toon
network-cut = Niet alles past op deze pagina: kies een vorm of een latere datum.
network-table = In een tabel
network-signal = Signaal
network-subjects = Betrokkenen
network-forms = Vorm
network-expand = Toon wat hiermee samenhangt
again-title = Misschien al bekend
again-counts = { $signals ->
    [one] één nieuw signaal
   *[other] { $signals } nieuwe signalen
 }, { $closed ->
    [one] één gesloten dossier
   *[other] { $closed } gesloten dossiers
 }.
again-compare = Vergelijken
again-not-now = Nu niet
done-put-off = De vraag is weggezet. Zij komt terug als er iets nieuws bij komt.

# ---- Registers ----
registers-title = Registers
registers-text = Uittreksels van gemeentelijke registers. Signalen worden ermee vergeleken. Alles is versleuteld. Een uittreksel gaat vanzelf weg na de termijn die in het beleidspakket bij de bron staat.
registers-none = Er is nog niets ingelezen.
registers-rows = { $number ->
    [one] één regel
   *[other] { $number } regels
 }
registers-file = Bestand
registers-dated = stand van
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
registers-no-sources = In het beleidspakket staan nog geen bronnen. De beheerder kan ze toevoegen.
registers-upload = Verder
register-source = Welke bron?
register-file = Bestand (CSV tot 100 MB, Excel tot 60 MB)
register-dated = Van welke dag is het uittreksel?
error-register-file = Kies een CSV- of Excel-bestand met op de eerste regel de namen van de kolommen.
error-register-large = Dit bestand is te groot. Een groter bestand leest de beheerder in met de opdracht: meldroute import.
error-register-quote = Op de eerste regel wordt een aanhalingsteken geopend en niet gesloten. Zet het recht in het bestand.
error-register-busy = Dit bestand kan nu niet gelezen worden, want het is te druk. Probeer het over een minuut opnieuw.
error-register-columns = Geef minstens één kolom een betekenis waarop kan worden vergeleken, zoals een naam of adres.
error-date = Vul een datum in.
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
columns-basis = Grondslag
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
job-kind-import = Register inlezen
job-kind-registers = Uittreksels opruimen waarvan de termijn voorbij is
job-why-import-file-gone = Het bestand is er niet meer. Neem het opnieuw in.

# In the audit log.
audit-lookup-read = nagegaan of iemand of iets al voorkomt
audit-lookup-reasoned = reden van nagaan vastgelegd
audit-lookup-judged = geoordeeld of twee dezelfde zijn
audit-lookup-put-off = vraag over een gesloten dossier weggezet
audit-lookup-checked = geraadpleegde bronnen vastgelegd
audit-lookup-searched = gezocht in dossiers en registers
audit-extract-imported = register ingelezen
audit-extract-read = register ingezien
audit-extract-removed = register verwijderd
state-closed = afgesloten
paper-looked = Nagegaan of dit al bekend is
paper-source = Bron geraadpleegd: { $source }
paper-result = Uitkomst
paper-judged = Beoordeeld of het dezelfde is
paper-judgement = Oordeel
paper-same = { $one } is dezelfde als in { $other }
paper-other = { $one } is een ander dan in { $other }
paper-dossier = dossier { $reference }
