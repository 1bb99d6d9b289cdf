locations-title = Locaties
locations-text = Locaties die aandacht vragen: huisvesting van arbeidsmigranten, hotels, vakantieparken, salons, bedrijven en bouwplaatsen. Bovenaan staat waar het eerst moet worden gekeken. Een signaal is niet nodig.
locations-new = Voeg een locatie toe
locations-map = Bekijk de kaart
locations-import = Lees een uittreksel in
locations-show = Toon
locations-none = Er wordt nog geen locatie gevolgd. Voeg er een toe, hier of in een dossier.
locations-nothing = Geen locatie gevonden.
locations-address = Adres
locations-kind = Soort
locations-next = Volgende keer kijken
locations-last = Laatst gekeken
locations-people = Mensen gezien
locations-of = (mag: { $count })
locations-crowded = te veel
locations-dossiers = Dossiers
locations-more = Meer locaties
locations-all-kinds = Alle soorten
locations-find = Zoek
locations-find-adres = Zoek een adres
    .hint = Straat en nummer, of postcode en nummer.
locations-export = Neem deze lijst mee als bestand (CSV)
locations-soort = Soort
locations-wat = Welke
locations-what-alles = Alle gevolgde locaties
locations-what-kijken = Nu kijken
locations-what-signalen = Met dossiers
locations-what-einde = Niet meer gevolgd
locations-due-title = { $count ->
    [one] Locatie bekijken
   *[other] Locaties bekijken
}
locations-due = Alle { $count } locaties om nu te bekijken
locations-due-damaged = { $count ->
    [one] 1 van deze locaties is beschadigd en niet meer te lezen. Vraag de beheerder om meldroute check te draaien.
   *[other] { $count } van deze locaties zijn beschadigd en niet meer te lezen. Vraag de beheerder om meldroute check te draaien.
}
locations-panel = Locaties
locations-map-title = Kaart van de locaties
locations-map-text = Elke locatie heeft een vorm die bij de soort hoort, en een nummer. Onder de kaart staat dezelfde informatie als tabel.
locations-map-whole = Terug naar de hele kaart
locations-map-none = Van geen van deze locaties zijn coördinaten bekend, of zij liggen ergens anders.
locations-map-of = Kaart van de gemeente { $municipality } met de locaties. De tabel hieronder zegt hetzelfde.
locations-map-several = Meer locaties bij elkaar
locations-map-source = Grens van de gemeente: CBS en Kadaster, 2023 (CC BY 4.0).
locations-map-table = Wat op de kaart staat
locations-map-number = Nummer
locations-map-closer = { $count } locaties: kijk dichterbij
locations-map-more = en nog { $count }
locations-map-unplaced = { $count ->
    [one] Van 1 locatie zijn geen coördinaten bekend.
   *[other] Van { $count } locaties zijn geen coördinaten bekend.
}
locations-map-elsewhere = { $count ->
    [one] 1 locatie ligt buiten deze kaart.
   *[other] { $count } locaties liggen buiten deze kaart.
}
location-kind = Wat voor locatie is het?
location-kind-housing = Huisvesting van arbeidsmigranten
location-kind-hotel = Hotel
location-kind-park = Vakantiepark of camping
location-kind-massage = Massage- of schoonheidssalon
location-kind-nails = Nagelstudio
location-kind-farm = Land- of tuinbouwbedrijf
location-kind-building = Bouwplaats
location-kind-escort = Thuis- of escortadres
location-kind-other = Iets anders
location-why = Waarom volgt u deze locatie?
location-why-area = Risicogebied of risicobranche
location-why-signal = Signaal
location-why-permit = Vergunning
location-why-tip = Tip
location-street = Straat
    .hint = Of, als er geen adres is, waar het is. Bijvoorbeeld: veld langs de rondweg.
location-number = Huisnummer en toevoeging
location-postcode = Postcode
location-town = Plaats
location-next = Wanneer moet er worden gekeken?
    .hint = Mag leeg blijven.
location-used = Waarvoor wordt de locatie gebruikt?
location-permitted = Wat is er toegestaan?
    .hint = Volgens vergunning of omgevingsplan.
location-allowed = Hoeveel mensen mogen er zijn?
location-owner = Eigenaar
location-employer = Werkgever of uitzendbureau
location-note = Notitie
    .hint = Noem geen slachtoffers of andere betrokkenen. Wat over iemand gaat, schrijft u in het dossier.
location-first = Coördinaat: x of breedte
    .hint = Bijvoorbeeld 125062 (RD) of 52,0457. Mag leeg blijven; dan staat de locatie niet op de kaart.
location-second = Coördinaat: y of lengte
    .hint = Bijvoorbeeld 450910 (RD) of 4,9508.
location-state-watched = wordt gevolgd
location-state-ended = niet meer gevolgd
location-begin = Volg een locatie
location-begin-title = Een locatie toevoegen
location-begin-save = Voeg de locatie toe
location-form-text = Wat u hier schrijft, blijft staan als een dossier wordt vernietigd.
location-there = Dit adres staat al in het register. Kijk daar, of koppel uw dossier eraan.
location-back-to-dossier = Terug naar dossier { $reference }
location-change = Wijzig
location-change-title = De locatie wijzigen
location-change-save = Bewaar
location-crowded = De laatste keer waren er meer mensen dan er mogen zijn.
location-because = Gevolgd vanwege
location-is-used = Gebruik
location-is-permitted = Toegestaan
location-people-allowed = Mensen toegestaan
location-its-owner = Eigenaar
location-its-employer = Werkgever of uitzendbureau
location-its-note = Notitie
location-its-spot = Coördinaten
location-extract = Volgens het uittreksel van { $date }
location-looks = Wie er keek en wat die zag
location-looks-none = Er is nog niet gekeken.
location-people-seen = { $count ->
    [one] 1 mens gezien
   *[other] { $count } mensen gezien
}
location-look-title = Schrijf op dat er is gekeken
location-look-day = Op welke dag?
location-look-by = Wie keek er?
    .hint = Een functie of organisatie, geen naam.
location-look-text = Wat was er te zien?
location-look-people = Hoeveel mensen waren er?
location-look-next = Wanneer weer kijken?
    .hint = Mag leeg blijven. Wat voor een latere dag gepland is, blijft dan staan.
location-look-save = Schrijf op
location-not-all = Er horen nog dossiers bij deze locatie die hier niet te lezen zijn.
location-damaged = Een deel van wat hier over locaties stond, is beschadigd en niet meer te lezen. Vraag de beheerder om meldroute check te draaien.
location-look-due = kijken: { $due }
location-dossiers-none = Bij deze locatie hoort geen dossier. U koppelt er een in het dossier, onder Locaties.
location-plan-next = Wanneer moet er worden gekeken?
location-plan-save = Plan
location-turns = Gevolgd en niet meer gevolgd
location-end-title = Niet meer volgen
location-end-reason = Waarom hoeft deze locatie niet meer te worden gevolgd?
location-end-save = Volg niet meer
location-again-title = Weer volgen
location-again-reason = Waarom volgt u deze locatie weer?
location-again-save = Volg weer
location-hint = Dit adres wordt al gevolgd:
location-link-here = Koppel
location-watch = Volg deze locatie
location-link = Koppel aan een locatie in het register
location-link-where = Op welk adres?
    .hint = Straat en nummer, of postcode en nummer.
location-link-save = Koppel
location-unlink-save = Maak los
location-import-title = Een uittreksel inlezen
location-import-text = Een lijst van vergunningen of adressen, als CSV of Excel, met op de eerste regel de namen van de kolommen. Een adres dat er al staat, komt er niet dubbel in: wat het uittreksel zegt, komt naast wat u typte. Hoogstens 5000 regels.
location-import-file = Bestand
location-import-dated = Van welke dag is het uittreksel?
location-import-kind = Wat voor locaties zijn het?
location-import-why = Waarom volgt u deze locaties?
location-import-columns = Heten de kolommen anders?
location-import-columns-text = Gewone namen, zoals straat, huisnummer, postcode en plaats, herkent Meldroute. Heet een kolom anders, typ dan hier hoe.
location-import-col-street = Kolom met de straat
location-import-col-number = Kolom met het huisnummer
location-import-col-addition = Kolom met de toevoeging
location-import-col-postcode = Kolom met de postcode
location-import-col-town = Kolom met de plaats
location-import-col-x = Kolom met x of breedte
location-import-col-y = Kolom met y of lengte
location-import-col-use = Kolom met wat is toegestaan
location-import-col-allowed = Kolom met hoeveel mensen er mogen zijn
location-import-col-owner = Kolom met de eigenaar
location-import-save = Lees in
location-import-done = Ingelezen: { $new } nieuw, { $changed } bijgewerkt, { $same } zonder verschil.
location-import-twice = { $count ->
    [one] 1 regel telde niet mee: hetzelfde adres staat verderop nog een keer.
   *[other] { $count } regels telden niet mee: hetzelfde adres staat verderop nog een keer.
}
location-import-older = { $count ->
    [one] Bij 1 adres staat al een nieuwer uittreksel. Dat bleef staan.
   *[other] Bij { $count } adressen staat al een nieuwer uittreksel. Dat bleef staan.
}
location-import-ended = { $count ->
    [one] Niet meer gevolgd: 1. Die locatie blijft zo, tot u haar weer volgt.
   *[other] Niet meer gevolgd: { $count }. Die locaties blijven zo, tot u ze weer volgt.
}
location-import-skipped = Overgeslagen regels
location-import-line = Regel
location-import-column = Kolom
location-import-reason = Waarom
location-import-more = En nog { $count } regels.
location-row-address = Er staat geen adres.
location-row-long = Hier staat meer dan 120 tekens.
location-row-people = Dit is geen aantal mensen.
location-row-spot = Dit zijn geen coördinaten in Nederland.
location-row-fields = Deze regel heeft meer of minder kolommen dan de eerste.
location-row-encoding = Deze regel heeft tekens die niet te lezen zijn.
location-row-broken = Deze regel is niet te lezen.
error-location-line = Dit is te lang: hoogstens 120 tekens.
error-location-signs = Hier staan tekens die niet te zien zijn. Typ het opnieuw, op één regel.
error-location-sent-otherwise = Dit formulier was al verstuurd, met andere gegevens: die staan er al. Wat u nu typte, is niet opgeslagen en staat er nog. Hoort het er ook bij? Verstuur dit dan nog een keer.
error-location-looks-full = Er past niets meer bij deze locatie: er is al te vaak gekeken. Schrijf wat er te zien was in een dossier.
error-location-turned = Dit was al gedaan, met een andere reden. Er is niets opgeslagen, en wat u typte staat er nog. Bekijk de locatie.
error-location-long = Dit is te lang: hoogstens 6000 tekens.
error-location-street = Schrijf op waar de locatie is: een straat, of een postcode met huisnummer.
error-location-town = Schrijf op in welke plaats de locatie is.
error-location-postcode = Een postcode is zoals 3417 AB.
error-location-why = Kies waarom u volgt.
error-location-next = Kies een dag vanaf vandaag, binnen tien jaar.
error-location-there = Dit adres staat al in het register.
error-location-full = Bij een locatie horen hoogstens 40 dossiers.
error-location-names = Hier staat iets uit een dossier dat iemand aanwijst: een naam, adres, nummer of kenteken. Schrijf dat in het dossier.
error-location-names-joining = Bij deze locatie staat iets dat iemand uit dit dossier aanwijst. Haal dat daar eerst weg.
error-location-people = Vul een aantal in, zoals 12.
error-location-day = Kies een dag tot en met vandaag.
error-location-by = Schrijf op wie er keek.
error-location-saw = Schrijf op wat er te zien was.
error-location-reason = Schrijf op waarom.
error-location-meanwhile = Een collega heeft deze locatie intussen gewijzigd. Er is niets opgeslagen, en wat u typte staat er nog. Bekijk de locatie, en stuur het daarna opnieuw.
error-location-spot = Dit zijn geen coördinaten in Nederland. Vul ze allebei in, of geen van beide.
error-location-where = Schrijf het adres van de locatie op.
error-location-nowhere = Dit adres staat niet in het register. Voeg de locatie eerst toe.
error-location-column = Zo heet geen kolom in dit bestand.
error-location-columns = In dit bestand is geen kolom met een straat of een postcode gevonden. Typ hoe die kolom heet.
error-location-dated = Kies van welke dag het uittreksel is: een dag tot en met vandaag.
error-location-file = Kies een bestand met kolommen: CSV of Excel.
error-location-file-large = Dit bestand is te groot.
error-location-file-busy = Het is nu te druk om dit bestand in te lezen. Probeer het over een minuut opnieuw.
error-location-file-long = Dit bestand heeft meer dan 5000 regels. Knip het in stukken.
done-location-begun = De locatie staat in het register.
done-location-changed = De locatie is gewijzigd.
done-location-looked = Opgeschreven.
done-location-planned = Gepland.
done-location-ended = De locatie wordt niet meer gevolgd.
done-location-again = De locatie wordt weer gevolgd.
done-location-linked = Het dossier hoort nu bij de locatie.
done-location-unlinked = Het dossier is losgemaakt van de locatie.
happened-location-linked = Gekoppeld aan een locatie
