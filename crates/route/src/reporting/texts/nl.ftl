report-title = Een signaal melden
report-danger-first = Is er nu gevaar? Bel eerst
report-intro = Twijfelt u? Meld het toch. Een half vermoeden is genoeg, en niets is verplicht. Het kost ongeveer een minuut.
report-what-happens = Wat er daarna gebeurt
report-draft-persoon = Uw concept over een persoon
report-draft-plaats = Uw concept over een plek
report-draft-go = Verder
report-promise-name = Alleen de aandachtsfunctionaris mensenhandel ziet wie u bent. Uw naam gaat nooit mee naar een ander.
report-promise-follow = U ziet onder ‘Mijn signalen’ wat er met uw signaal gebeurt.
report-promise-doubt = U hoeft niets te bewijzen of uit te zoeken. Doe geen eigen onderzoek: dat kan gevaarlijk zijn.
report-elsewhere = Liever ergens anders terecht?
report-kind-persoon = Signaal over een persoon
report-kind-plaats = Signaal over een plek
report-danger = Is er nu iemand in gevaar?
report-call-112 = Ja? Bel meteen
report-seen = Wat hebt u zelf gezien of gehoord?
    .hint = Schrijf op wat u zag, niet wat u ervan vindt.
report-more-sources = Ook iets gehoord, of een vermoeden?
report-heard = Wat hoorde u van iemand anders?
    .hint = De politie moet weten wat u zelf zag en wat u van een ander hoorde.
report-concluded = Wat denkt u zelf dat er aan de hand is?
report-subject = Persoon, bedrijf of adres { $number }
report-subject-kind = Wat is het?
report-subject-capacity = In welke rol?
report-subject-name = Naam (als u die weet)
report-subject-appearance = Hoe ziet de persoon eruit?
report-subject-minor = Misschien jonger dan 18
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
report-files = Foto
report-send = Verstuur het signaal
draft-saved = Bewaard als concept
draft-offline = Geen verbinding. Uw tekst staat nog hier; we proberen het opnieuw.
report-to-discuss = { $count ->
    [one] Een collega deelde een signaal met u. Bekijk het
   *[other] Collega’s deelden { $count } signalen met u. Bekijk ze
  }
thanks-title = Uw signaal is binnen
thanks-reference = Uw kenmerk is
thanks-next = De aandachtsfunctionaris bekijkt uw signaal binnen { $days } dagen. Het kenmerk en wat ermee gebeurt staan onder ‘Mijn signalen’.
thanks-go = Naar mijn signalen

subject-kind = Wat is het?

error-something = Vul minstens één ding in: wat u zag, waar, of om wie het gaat.
shared-title = Gedeeld met mij
shared-intro = Wat een collega eerst met u wil bespreken. Vul aan en stuur door, of geef het terug met een vraag. Het blijft het signaal van uw collega, die ziet wat ermee gebeurt. Gebeurt er niets mee, dan gaat het na een tijd vanzelf naar de aandachtsfunctionaris.
shared-none = Er is niets met u gedeeld.
shared-open = Bekijk en stuur door
report-share-title = Eerst bespreken met uw teamcoördinator
report-share-text = Uw teamcoördinator ziet dat u het deelt, leest wat u invulde, kan het aanvullen en stuurt het door. Foto’s en documenten kunnen niet mee: die verstuurt u zelf met het signaal. Uw concept blijft staan. Verstuurt u het zelf, dan vervalt wat u deelde. Gebeurt er niets mee, dan gaat het na { $days } dagen vanzelf naar de aandachtsfunctionaris, en bij spoed na { $hours } uur.
report-share-with = Teamcoördinator
report-share = Deel met deze teamcoördinator
done-shared = Gedeeld met uw teamcoördinator. Zodra het is doorgestuurd, staat het bij ‘Mijn signalen’.
done-passed-on = Doorgestuurd naar de aandachtsfunctionaris.

report-passed-on = Wat u deelde, is doorgestuurd als uw signaal.
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
report-coordinator = Hebt u dit besproken met uw teamcoördinator?
dossier-danger = melder zag acuut gevaar
dossier-indicators = Tekenen die de melder aankruiste
dossier-files = Bestanden
dossier-file = Bestand { $number }
happened-reported = Gemeld
paper-channel = Hoe het binnenkwam
paper-danger = De melder zag acuut gevaar
paper-place = Waar?
choose-persoon = Het gaat over een persoon
choose-plaats = Het gaat over een plek
report-draft-when = van { $when }
report-draft-today = vandaag { $time }
report-draft-discard = Weggooien
report-draft-sure = Ja, gooi dit concept weg
report-back-asks = { $name } gaf dit terug, met een vraag. Vul aan en deel het opnieuw, of verstuur het zelf.
report-seen-there = Wat ziet of hoort u op die plek?
report-seen-more = Wat hebt u nog gezien of gehoord?
report-where = Welk adres of welke plek?
report-place-kind = Wat voor plek?
report-capacity-unknown = Weet ik niet
place-kind-home = Woning of kamer
place-kind-park = Vakantiepark of camping
place-kind-hotel = Hotel of pension
place-kind-company = Bedrijf, loods of bouwplaats
place-kind-farm = Boerderij of kas
place-kind-shop = Winkel, horeca of salon
place-kind-street = Op straat
place-kind-other = Iets anders
report-documents = Nog een foto, of een document
    .hint = JPEG, PNG, WebP of PDF, ten hoogste 10 MB per bestand. Een Word-bestand slaat u eerst op als PDF. Uit foto’s halen we de plaats en andere verborgen gegevens.
report-keep = Bewaar als concept
report-more = Meer vertellen
report-share-question = Wat wilt u vragen of bespreken?
report-back-question = Uw vraag aan uw collega
thanks-urgent = De aandachtsfunctionaris bekijkt uw signaal met spoed: binnen { $hours } uur. Het kenmerk en wat ermee gebeurt staan onder ‘Mijn signalen’.
thanks-danger = U schreef dat iemand nu in gevaar is. Hebt u 112 gebeld?
thanks-call = Bel 112
thanks-more = Weet u meer? Vul aan
already-title = U hebt dit signaal al verstuurd: { $reference }
already-text = Het is aangekomen. U hoeft niets opnieuw te sturen.
already-new = Nee, ik wil een nieuw signaal melden
more-title = Aanvullen: { $reference }
more-back = Signaal { $reference }
more-text = Wat u hier schrijft, komt bij uw signaal. Wat u eerder schreef, blijft staan.
more-changed = Daarna veranderde u iets. Hieronder staat wat nieuw is. Voeg het toe aan uw signaal.
more-other = Nee, het is een ander signaal: verstuur alles apart
more-other-files = Hoort er een foto bij? Kies die dan opnieuw
more-send = Voeg dit toe
same-title = Hoort dit bij { $reference }?
same-text = U verstuurde net dezelfde tekst. Die is aangekomen: u hoeft niets opnieuw te sturen. Alleen als dit een ander signaal is, verstuurt u het apart.
same-more = U verstuurde net dezelfde tekst. Hieronder staat wat nieuw is. Voeg het toe aan uw signaal.
more-oneself = Vul alleen in wat anders is dan u eerder schreef. Wat u leeg laat, blijft zoals het was.
error-nothing-added = Schrijf op wat u nog weet, of voeg een foto toe.
error-back-question = Schrijf op wat u uw collega wilt vragen.
shared-from = { $name } wil dit met u bespreken.
shared-back-title = Terug naar collega met vraag
shared-back-text = Uw collega ziet uw vraag bij het eigen concept. Wat u hier zelf aanvulde, gaat niet mee.
shared-back = Geef terug
done-given-back = Teruggegeven aan uw collega.
done-draft-kept = Uw concept is bewaard.
done-draft-kept-no-files = Uw concept is bewaard, zonder de bestanden. Kies die opnieuw als u verdergaat.
done-draft-gone = Het concept is weg.
done-added = Bedankt. Dit is toegevoegd aan uw signaal; de aandachtsfunctionaris leest het daar.
dossier-vulnerabilities = Wat iemand kwetsbaarder maakt
dossier-vulnerabilities-why = Een kwetsbaarheid is geen teken van uitbuiting.
dossier-download = Download
thanks-who = Op welk nummer en welke dagen: wie is wie
report-draft-goes-on = De teamcoördinator met wie u dit deelde, kan het niet meer doorsturen. Het gaat binnen een uur vanzelf naar de aandachtsfunctionaris, als uw signaal.
report-draft-withdraws = Uw teamcoördinator ziet het dan ook niet meer. Het wordt niet gemeld.
report-wordless = Signaal zonder tekst
error-share-danger = Er is nu gevaar. Verstuur het signaal meteen; bespreek het daarna met uw teamcoördinator.
begun-damaged = { $count ->
    [one] Eén concept van u is beschadigd: het is niet meer te lezen. Weet u het nog? Meld het dan opnieuw.
   *[other] { $count } concepten van u zijn beschadigd: ze zijn niet meer te lezen. Weet u het nog? Meld het dan opnieuw.
  }
begun-text = { $count ->
    [one] U hebt een concept. Ga daarmee verder, of begin een nieuw signaal. Het concept blijft dan staan.
   *[other] U hebt { $count } concepten. Ga daarmee verder, of begin een nieuw signaal. De concepten blijven dan staan.
  }
begun-new = Begin een nieuw signaal
begun-back = Terug
done-draft-withdrawn = Het concept is weg, ook bij uw teamcoördinator.
refused-draft-gone = Dat concept is er niet meer.
error-drafts-full = U hebt te veel concepten. Verstuur er eerst een, of gooi er een weg. Wat u nu typte, is nog niet bewaard.
error-share-files = Een foto of document gaat niet mee met wat u deelt. { $names } is niet bewaard. Deel zonder bestand, of kies het opnieuw en verstuur het signaal zelf.
error-shared-gone = Dit staat niet meer bij u: het is intussen doorgestuurd, teruggegeven of ingetrokken. Er is nu niets verstuurd. Wilt u wat hier staat zelf melden? Verstuur het dan als uw eigen signaal.
error-signal-gone = Het signaal waar dit bij hoorde, is er niet meer. Er is nog niets verstuurd. Verstuur dit als nieuw signaal.
error-which-signal = Hoort dit bij signaal { $reference }? Verstuur het dan nog een keer. Anders kiest u het goede signaal onder ‘Mijn signalen’.
done-added-danger = Dit is toegevoegd aan uw signaal. De aandachtsfunctionaris krijgt bericht dat dit niet kan wachten. Is er nu gevaar? Bel 112.
ask-title = Vragen?
ask-call = Bel { $name }:
ask-mail = Mail { $name }:
ask-reference = Noem het kenmerk, dan hoeft u uw naam niet te noemen.
ask-mail-only = Er is nog geen telefoonnummer bekend. Mail alleen dat u gebeld wilt worden, en schrijf niets over het signaal: een mail is niet geheim.
ask-away = { $name } is afwezig tot en met { $date }. Een collega neemt waar.
ask-away-all = { $name } is afwezig tot en met { $date }. Is er gevaar? Bel 112.
ask-nobody = Er is nog geen aandachtsfunctionaris die u kunt bellen. Vraag het uw teamcoördinator of uw leidinggevende.
thanks-other = Liever bellen met een ander?
report-language = Wat u typte, blijft staan.
report-when = Wanneer was dit?
report-news = { $count ->
    [one] Er staat iets voor u klaar bij Mijn signalen
   *[other] Er staat iets voor u klaar bij Mijn signalen ({ $count })
  }
report-said = Uw antwoord of bericht aan de aandachtsfunctionaris
done-said = Verstuurd. De aandachtsfunctionaris leest het.
ask-page-title = Is dit iets?
choose-partner-why = Kreeg u een signaal van een andere organisatie?
choose-partner = Signaal van een partner
ask-in-doubt = Wilt u eerst iets vragen, zonder te melden?
ask-news = { $count ->
    [one] Er staat iets voor u klaar bij ‘Is dit iets?’
   *[other] Er staat iets voor u klaar bij ‘Is dit iets?’ ({ $count })
  }
ask-question = Wat zag of hoorde u, en wat wilt u weten?
    .hint = Het mag zonder namen. Ook uw eigen naam hoeft er niet bij.
ask-more = Wat wilt u nog vragen of vertellen?
ask-send = Stuur mijn vraag
ask-promise-name = De aandachtsfunctionaris leest uw vraag, en ziet niet van wie die is. Uw naam wordt nergens bewaard.
ask-promise-when = U krijgt binnen twee werkdagen antwoord, hier. U krijgt geen mail.
ask-promise-report = Dit is geen melding. Is het toch een signaal? Dan meldt u het met één knop, zonder iets over te typen.
ask-own = Uw vragen
ask-one = Vraag { $number }
ask-you = U schreef
ask-answer = Antwoord van de aandachtsfunctionaris
ask-waits = Wacht op antwoord.
ask-ends = Deze vraag verdwijnt op { $day }.
ask-report = Maak er een melding van
ask-more-open = Schrijf nog iets, of rond af
ask-done = Ik weet genoeg, haal weg
ask-given-back = Uw sessie was verlopen. Wat u typte, staat er nog.
done-question-asked = Uw vraag is verstuurd. Kijk hier binnen twee werkdagen voor het antwoord.
done-question-done = De vraag is weg.
refused-question-gone = Deze vraag is er niet meer.
colleague-page-title = Over een collega
colleague-in-doubt = Gaat het over iemand die hier werkt: een collega, een leidinggevende, de aandachtsfunctionaris, de beheerder? Meld het dan niet hier, maar zo:
colleague-news = Er staat iets voor u klaar bij ‘Over een collega’.
colleague-question = Wat zag of hoorde u, en over wie gaat het?
    .hint = Schrijf ook waar en wanneer. Schrijf uw eigen naam alleen op als u die wilt geven.
colleague-send = Stuur mijn melding
colleague-promise-name = Uw naam wordt nergens bewaard. Wie dit leest, kan u hier terugschrijven zonder te weten wie u bent.
colleague-promise-who = Alleen de integriteitscoördinator leest dit. Over wie het gaat, ziet niet dat het er is, ook niet als die aandachtsfunctionaris, coördinator of beheerder is. Gaat het over de integriteitscoördinator zelf? Ga dan naar de burgemeester, of bel de politie.
colleague-promise-when = U krijgt binnen twee werkdagen een bericht, hier. U krijgt geen mail.
colleague-own = Wat u meldde
colleague-answered = Bericht van de integriteitscoördinator
colleague-ends = Afgerond. Dit verdwijnt op { $day }.
colleague-nobody = In uw gemeente is nog niemand aangewezen die meldingen over collega’s leest. Ga naar de burgemeester, of bel de politie. De beheerder kan iemand de rol integriteitscoördinator geven.
done-colleague-told = Uw melding is verstuurd. Alleen de integriteitscoördinator leest haar.
report-not-about = Gaat het over iemand die hier werkt?
    .hint = Deze melding gaat naar de aandachtsfunctionaris. Gaat ze over de collega zelf, meld haar dan apart: dan leest alleen de integriteitscoördinator haar.
colleague-not = Nee, het gaat niet over { $name }
colleague-instead = Ja, meld het apart
error-colleague-named = In uw melding staat de naam van iemand die hier werkt. Zeg of het over die collega gaat.
ask-named = Uw eigen naam
ask-may-be-named = Mijn naam mag erin staan
error-question-named = Uw eigen naam staat in de tekst. Haal die weg, of vink aan dat ze erin mag staan: wie dit leest, weet dan wie u bent.
