feed-title = Termijnen in uw agenda
feed-what = Met een geheime link ziet u in Outlook of een andere agenda op welke dag hoeveel termijnen aflopen. Nooit waar het over gaat.
feed-link = Dit is uw link. Kopieer die nu: u ziet hem hier maar één keer.
feed-how = Kies in uw agenda ‘abonneren via internet’ en plak de link. Deel de link met niemand. Kwijt of gedeeld? Maak dan een nieuwe.
feed-on = De link staat aan.
feed-make = Maak een link
feed-renew = Maak een nieuwe link: de oude stopt
feed-end = Zet de link uit
feed-name = Meldroute
feed-late = { $count ->
    [one] Meldroute: één termijn is voorbij
   *[other] Meldroute: { $count } termijnen zijn voorbij
  }
feed-due = { $urgent ->
    [0] { $count ->
        [one] Meldroute: één termijn
       *[other] Meldroute: { $count } termijnen
      }
   *[other] { $count ->
        [one] Meldroute: één termijn, met spoed
       *[other] Meldroute: { $count } termijnen, waarvan { $urgent } met spoed
      }
  }
done-feed-ended = De link staat uit.
