leave-quickly = Snel weg

report-title = Een signaal melden
report-danger-first = Is er nu gevaar? Bel eerst
report-intro = Twijfelt u? Meld het toch. Een half vermoeden is genoeg, en niets is verplicht. Het kost ongeveer een minuut.
choose-person = Het gaat over een persoon
choose-place = Het gaat over een plek
report-what-happens = Wat er daarna gebeurt
report-draft-persoon = U hebt een concept over een persoon dat nog niet verstuurd is.
report-draft-plaats = U hebt een concept over een plek dat nog niet verstuurd is.
report-draft-go = Ga verder
report-promise-name = Alleen de aandachtsfunctionaris mensenhandel ziet wie u bent. Uw naam gaat nooit mee naar een ander.
report-promise-follow = U ziet onder ‘Mijn signalen’ wat er met uw signaal gebeurt.
report-promise-doubt = U hoeft niets te bewijzen of uit te zoeken. Doe geen eigen onderzoek: dat kan gevaarlijk zijn.
report-elsewhere = Liever ergens anders terecht?
report-kind-persoon = Signaal over een persoon
report-kind-plaats = Signaal over een plek
report-nothing-required = Vul in wat u weet. De rest laat u leeg.
report-danger = Is er nu iemand in gevaar?
report-call-112 = Is er nu gevaar? Bel dan meteen
report-what = Wat is u opgevallen?
report-seen = Wat hebt u zelf gezien of gehoord?
    .hint = Schrijf op wat u zag, niet wat u ervan vindt.
report-more-sources = Van een ander gehoord, of uw eigen conclusie
report-heard = Wat hoorde u van iemand anders?
    .hint = De politie moet weten wat u zelf zag en wat u van een ander hoorde.
report-concluded = Wat denkt u zelf dat er aan de hand is?
report-who = Om wie of wat gaat het?
report-subject = Betrokkene { $number }
report-subject-kind = Wat is het?
report-subject-capacity = In welke rol?
report-subject-name = Naam of omschrijving
report-subject-minor = Jonger dan 18, of misschien
report-subject-more = Meer over deze betrokkene
report-subject-birth = Geboortedatum of leeftijd
report-subject-address = Adres
report-subject-phone = Telefoon
report-subject-plate = Kenteken
report-subject-online = Naam op internet
report-add-subject = Nog een betrokkene
report-indicators = Welke tekenen ziet u?
report-indicators-text = Deze lijst helpt om op te letten. Eén teken kan al genoeg zijn om te melden. Geen enkel teken hier? Meld toch.
report-about-you = Over u
report-about-you-text = Alleen de aandachtsfunctionaris kan dit lezen.
report-contact = Hoe hoort u wat er is gedaan?
contact-here = Hier, onder ‘Mijn signalen’
contact-phone = Bel mij ook
contact-mail = Mail mij ook
contact-none = Neem geen contact op
report-safe-title = Wat is veilig voor u?
report-safe = Hoe en wanneer kunnen we u veilig bereiken?
    .hint = Bijvoorbeeld: gedeelde telefoon, alleen na vijf uur, mijn collega mag het niet weten.
report-phone = Telefoon
report-email = Ander e-mailadres
report-number = Personeelsnummer
report-behalf-title = Ik meld namens iemand anders
report-behalf-text = Voor een telefoontje, een brief of een collega. Laat de naam leeg als de melder anoniem wil blijven.
report-channel = Hoe kwam het binnen?
report-behalf-name = Naam van de melder
report-behalf-phone = Telefoon van de melder
report-behalf-email = E-mail van de melder
report-files = Foto’s of documenten
    .hint = JPEG, PNG, WebP of PDF, ten hoogste 10 MB per bestand. Een Word-bestand slaat u eerst op als PDF. Uit foto’s halen we de plaats en andere verborgen gegevens.
report-send = Verstuur het signaal
draft-saved = Bewaard als concept
draft-offline = Geen verbinding. Uw tekst staat nog hier; we proberen het opnieuw.
thanks-title = Uw signaal is binnen
thanks-reference = Dit is uw kenmerk. Schrijf het op of maak een foto. Met dit kenmerk kunnen we het over uw signaal hebben zonder uw naam te noemen.
thanks-next = De aandachtsfunctionaris bekijkt uw signaal. Onder ‘Mijn signalen’ ziet u wat ermee gebeurt.
thanks-noted = Ik heb het kenmerk genoteerd
thanks-go = Naar mijn signalen

subject-kind = Wat is het?

error-something = Vul ten minste één ding in: wat u zag, waar, of om wie het gaat
shared-title = Gedeeld met mij
shared-intro = Wat een collega eerst met u wilde bespreken. Vul aan en stuur door. Het blijft het signaal van uw collega, die ziet wat ermee gebeurt.
shared-none = Er is niets met u gedeeld.
shared-open = Bekijk en stuur door
report-share-title = Eerst bespreken met uw teamcoördinator
report-share-text = Uw teamcoördinator leest wat u invulde, kan het aanvullen en stuurt het door. Bestanden gaan niet mee. Uw concept blijft staan. Stuurt u het zelf ook, dan zijn het twee signalen.
report-share-with = Teamcoördinator
report-share = Deel met deze teamcoördinator
done-shared = Gedeeld met uw teamcoördinator. Zodra het is doorgestuurd, staat het in deze lijst.
done-passed-on = Doorgestuurd naar de aandachtsfunctionaris.

report-passed-on = Uw teamcoördinator stuurde hiervan een eigen versie door, als uw signaal.
report-passed-on-link = Bekijk wat er is gestuurd
draft-ended = U bent uitgelogd. Verstuur het signaal gewoon: u logt dan opnieuw in, en alles staat er nog.

error-files-also = { $count ->
    [one] Kies uw bestanden opnieuw: ook { $names } is niet bewaard.
   *[other] Kies uw bestanden opnieuw: ook { $names } zijn niet bewaard.
  }
error-files-again = { $count ->
    [one] Kies uw bestand opnieuw: { $names } is niet bewaard.
   *[other] Kies uw bestanden opnieuw: { $names } zijn niet bewaard.
  }
report-held = Dit is nog niet verstuurd: u was uitgelogd. Uw tekst staat er nog. Had u foto’s of documenten gekozen? Kies uw bestanden opnieuw, want die zijn niet bewaard. Verstuur het signaal daarna.
report-draft-shared = U deelde het met uw teamcoördinator. Die kan het aanvullen en stuurt het door.
critical = ernstig teken
report-when = Wanneer?
report-coordinator = Hebt u dit besproken met uw teamcoördinator?
dossier-danger = melder zag acuut gevaar
dossier-indicators = Tekenen die de melder aankruiste
dossier-files = Bestanden
dossier-file = Bestand { $number }
happened-reported = Gemeld
dossier-vulnerabilities = Wat iemand kwetsbaarder maakt
dossier-vulnerabilities-why = Een kwetsbaarheid is geen teken van uitbuiting.
dossier-download = Download
