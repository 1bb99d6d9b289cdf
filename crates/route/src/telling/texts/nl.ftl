mine-title = Mijn signalen
mine-none = U hebt nog niets gemeld.
mine-report = Meld een signaal
status-received = Ontvangen
status-received-text = De aandachtsfunctionaris gaat het bekijken.
status-assessed = Bekeken
status-assessed-text = De aandachtsfunctionaris heeft het bekeken en bepaalt wie dit kan oppakken.
status-referred = Doorgezet
status-referred-text = Het is doorgezet naar een organisatie die dit kan oppakken.
status-closed = Afgerond
status-closed-text = De aandachtsfunctionaris heeft dit signaal afgerond.
one-title = Signaal { $reference }
one-outcome = Wat ermee is gedaan:
one-messages = Gesprek met de aandachtsfunctionaris
one-no-messages = Er is nog niets geschreven.
one-reported = Wat u meldde

close-missing = Eerst nog dit
missing-partner-waits = De partner die het signaal gaf, heeft nog niets teruggehoord. Koppel terug, of schrijf op waarom niet.
missing-added = De melder vulde iets aan dat nog niet is gelezen.
missing-assess = Het signaal is nog niet beoordeeld.
missing-refer = { $partner } is verplicht, maar nog niet ingelicht of met reden overgeslagen.
missing-feedback = { $partner } heeft nog niets laten weten. Leg dat vast, of schrijf op waarom u niet meer wacht.
close-outcome = Wat is ermee gedaan?
close-template = Vul de standaardtekst in
close-reason = Toelichting
    .hint = Verplicht bij een ander probleem of geen vervolg, en als u partners niet inlicht.
close-no-reporter = De melder is niet bekend. Er is niemand om het te vertellen.
close-no-contact = De melder wil geen contact. Er gaat geen bericht.
close-tell = Bericht aan de melder
close-safely = Ik heb gelezen wat veilig is en houd me daaraan
close-passphrase = Uw wachtzin voor de kluis
    .hint = Nodig om te zien hoe contact veilig is.
close-message = Wat vertelt u?
    .hint = Kiest u een andere uitkomst, dan gaat de standaardtekst van die uitkomst mee. Wat u zelf schreef, blijft.
close-submit = Verstuur en sluit af
close-only-message = Stuur alleen dit bericht, dossier blijft open
done-told = Het bericht staat klaar voor de melder.
message-referred =
    Bedankt voor uw signaal. Ik heb het bekeken en doorgezet naar een organisatie die dit kan oppakken.
    Over wat zij doen kan ik u niet altijd iets vertellen. Uw naam heb ik niet genoemd.
    Valt u weer iets op? Meld het opnieuw.
message-local =
    Bedankt voor uw signaal. Ik heb het bekeken en we pakken het binnen de gemeente op.
    Uw naam heb ik niet genoemd. Valt u weer iets op? Meld het opnieuw.
message-other_problem =
    Bedankt voor uw signaal. Het lijkt geen mensenhandel te zijn, maar er speelt wel iets anders.
    Dat heb ik doorgegeven aan wie daarover gaat. Uw naam heb ik niet genoemd.
message-no_follow_up =
    Bedankt voor uw signaal. Ik heb het bekeken. Er is nu te weinig om iets mee te doen.
    Het blijft bewaard: bij een nieuw signaal kan het alsnog belangrijk worden. Goed dat u het meldde.
message-merged =
    Bedankt voor uw signaal. Het hoort bij iets dat al bekend was. Uw informatie helpt daarbij.
    Uw naam heb ik niet genoemd.

error-subject-leak = Dit weet de melder niet. Haal dit eruit: { $words }.
error-message-empty = Schrijf wat u de melder vertelt.
error-missing = { $words } Daarom kan dit dossier nog niet dicht.
error-passes-over = Vink aan dat u deze partners niet inlicht, of zet eerst door.
error-merged-which = Vul het kenmerk in van het dossier waarmee u dit samenvoegt.
error-merged-unknown = Dit kenmerk hoort niet bij een dossier hier. Kijk het na: acht tekens, zoals ABCD-2345.
error-merged-itself = Dit is het kenmerk van dit dossier zelf. Vul dat van het andere in.
error-merged-closed = Dat dossier is afgesloten. Heropen het eerst: anders kijkt niemand meer naar dit signaal.
close-merged-with = Met welk dossier voegt u dit samen?
    .hint = Alleen bij ‘Samengevoegd met een ander dossier’. Vul het kenmerk van het andere dossier in, zoals ABCD-2345.
error-safely = Lees eerst wat veilig is voor de melder, en zet dan een vinkje.

mine-damaged = { $count ->
    [one] Eén van uw signalen kan hier niet worden getoond. Bel de aandachtsfunctionaris.
   *[other] { $count } van uw signalen kunnen hier niet worden getoond. Bel de aandachtsfunctionaris.
  }
mine-waiting = U koos een nieuw wachtwoord. Wat u eerder meldde, is bewaard. Een aandachtsfunctionaris zet het weer in deze lijst, na een gesprek met u. Bij Account staat wie u kunt bellen.

one-files = Bestanden die meegingen
dossier-after = Na het afsluiten
one-back = Mijn signalen
one-steps = Hoe het ermee staat
one-step-done = gedaan
one-step-now = nu
one-step-later = later
one-step-not = was niet nodig
one-waits = U typte hier iets dat nog niet is verstuurd.
one-waits-go = Ga verder
one-more = Ik weet nog iets
more-seen = Wat weet u nog?
one-more-send = Voeg toe
one-more-all = Meer vertellen, of een foto erbij
one-added = aangevuld op { $when }
one-danger = u schreef dat iemand in gevaar was
one-signs = Tekenen die u aankruiste
one-file = Bestand { $number }
close-untold = Kiest u ‘Geen vervolg’ of ‘Samengevoegd met een ander dossier’? Dan hoeft u deze verplichte partners niet één voor één over te slaan:
close-passes-over = Ik licht hen niet in, om de reden hierboven
mine-news = { $count ->
    [one] Nieuw bericht
   *[other] { $count } nieuwe berichten
  }
one-danger-added = U schreef op { $when } dat iemand in gevaar was.

talk-title = Gesprek met de melder
talk-count = { $count ->
    [one] Eén bericht of aanvulling
   *[other] { $count } berichten en aanvullingen
  }
talk-waits = wacht op de melder
talk-asked = Gevraagd
talk-told = Bericht van u of een collega
talk-reporter = Melder
talk-open = Vraag of vertel de melder iets
talk-message = Uw vraag of bericht
    .hint = De melder leest dit bij Mijn signalen en krijgt geen mail. Noem de melder niet bij naam: dit staat buiten de kluis.
talk-safely = Ik heb gelezen wat veilig is en houd me daaraan
talk-passphrase = Uw wachtzin voor de kluis
    .hint = Nodig om te zien hoe contact veilig is.
talk-ask = Stel deze vraag
talk-tell = Stuur als bericht
talk-until = U wacht op antwoord van de melder. Is dat er op { $day } niet, dan ziet u het bij wat te laat is.
talk-enough = Ik wacht niet meer op antwoord
done-asked = Uw vraag staat klaar voor de melder.
done-talk-enough = Vastgelegd: u wacht niet meer op antwoord.
one-asked = Vraag van de aandachtsfunctionaris
one-told = Bericht van de aandachtsfunctionaris
one-wrote = U schreef
one-you-added = U vulde uw signaal aan
one-send = Stuur
one-no-contact = U wilde geen contact: dan krijgt u hier geen antwoord. Wilt u dat wel? Kies het bij ‘Meer vertellen, of een foto erbij’.
more-said = Schrijf de aandachtsfunctionaris
    .hint = Een vraag mag ook. Alleen de aandachtsfunctionaris leest dit. Uw naam hoeft er niet bij.
more-answer = Uw antwoord
    .hint = Alleen de aandachtsfunctionaris leest dit. Weet u het niet? Dat is ook een antwoord.
mine-asked = Er staat een vraag voor u klaar
talk-danger = de melder zegt nu dat iemand in gevaar is
talk-signs = Tekenen
talk-files = { $count ->
    [one] Er kwam één bestand bij. Het staat bij de bestanden.
   *[other] Er kwamen { $count } bestanden bij. Ze staan bij de bestanden.
  }
talk-contact = De melder schreef opnieuw hoe contact veilig is. Lees dat bij Melder, voordat u een bericht stuurt.
talk-read = Ik heb dit gelezen
