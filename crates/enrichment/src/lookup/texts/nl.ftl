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
lookup-place = plaats van het signaal
