whole-panel = Het hele dossier
whole-panel-text = Voor het archief, een bezwaar of klacht, of de rechter.
whole-link = Maak er één PDF van
whole-title = Het hele dossier als PDF
whole-text = Alles uit dit dossier op volgorde van tijd, met wie wat deed. Wie meldde staat er niet in. Dat u dit maakt en waarom, staat daarna in het dossier.
whole-for = Waarvoor is dit?
whole-to-keep = PDF/A zonder slot, om jaren te bewaren.
whole-to-seal = Met een slot: de ontvanger opent het met woorden die u één keer ziet.
whole-reason = Waarom is dit nodig?
    .hint = Eén of twee zinnen. Ze staan ook op de eerste bladzijde.
whole-passphrase = Wachtzin van de kluis
    .hint = Alleen met een open kluis kan het programma weglaten wat de melder kan aanwijzen.
whole-submit = Maak de PDF
whole-ready-title = De PDF is klaar
whole-opens-title = Deze woorden openen de PDF
whole-opens-text = Schrijf ze nu op, met een spatie ertussen: u ziet ze maar één keer. Geef ze telefonisch of op papier, nooit in hetzelfde bericht als de PDF. Openen gaat met elk gewoon programma voor PDF: Edge, Chrome, Firefox of Adobe Reader.
whole-open-text = Deze PDF heeft geen slot. Zet hem meteen in het archief en bewaar geen kopie.
whole-fetch = Haal de PDF op
whole-taken-out = { $number ->
    [one] Op één plaats is een woord weggelaten dat de melder kan aanwijzen.
   *[other] Op { $number } plaatsen is een woord weggelaten dat de melder kan aanwijzen.
}
whole-words-title = Is dit de naam van iemand anders?
whole-words-text = Deze woorden kunnen van de melder zijn en zijn weggelaten. Kruis aan welke van iemand anders zijn. Dan blijven ze staan.
whole-someone-else = Van iemand anders
whole-again = Maak de PDF opnieuw
whole-beside = Bestanden zitten niet in de PDF. Ze staan er wel in, met hun grootte en SHA-256. U haalt ze op in het dossier.
