# ---- Menu ----
nav-work = Mijn werk
nav-report = Melden
nav-mine = Mijn signalen
nav-disclosures = Verstrekkingen
nav-vault = Kluis
leave-quickly = Snel weg
older = Oudere
urgent = spoed
minor = minderjarig
critical = ernstig teken

# ---- Melden ----
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
report-place = Waar?
report-when = Wanneer?
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
report-coordinator = Hebt u dit besproken met uw teamcoördinator?
report-behalf-title = Ik meld namens iemand anders
report-behalf-text = Voor een telefoontje, een brief of een collega. Laat de naam leeg als de melder anoniem wil blijven.
report-channel = Hoe kwam het binnen?
channel-form = Formulier
channel-phone = Telefoon
channel-letter = Brief
channel-visit = Gesprek
channel-mail = E-mail
report-behalf-name = Naam van de melder
report-behalf-phone = Telefoon van de melder
report-behalf-email = E-mail van de melder
report-files = Foto’s of documenten
    .hint = JPEG, PNG, WebP of PDF, ten hoogste 10 MB per bestand. Een Word-bestand slaat u eerst op als PDF. Uit foto’s halen we de plaats en andere verborgen gegevens.
report-send = Verstuur het signaal
draft-saved = Bewaard als concept
draft-offline = Geen verbinding. Uw tekst staat nog hier; we proberen het opnieuw.
subject-kind-person = Persoon
subject-kind-organisation = Bedrijf of organisatie
subject-kind-address = Adres
subject-kind-vehicle = Voertuig
subject-kind-phone = Telefoonnummer
subject-kind-online = Naam op internet
source-seen = Zelf gezien of gehoord
source-heard = Van een ander gehoord
source-concluded = Eigen conclusie
thanks-title = Uw signaal is binnen
thanks-reference = Dit is uw kenmerk. Schrijf het op of maak een foto. Met dit kenmerk kunnen we het over uw signaal hebben zonder uw naam te noemen.
thanks-next = De aandachtsfunctionaris bekijkt uw signaal. Onder ‘Mijn signalen’ ziet u wat ermee gebeurt.
thanks-noted = Ik heb het kenmerk genoteerd
thanks-go = Naar mijn signalen
done-reported = Bedankt. Uw signaal staat in de lijst.
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
one-messages = Berichten voor u
one-no-messages = Er zijn nog geen berichten.
one-reported = Wat u meldde

# ---- Kluis ----
vault-title = De kluis
vault-what = In de kluis staan de namen van melders. Alleen een aandachtsfunctionaris met een eigen wachtzin kan die lezen. Na een half uur zonder gebruik gaat de kluis vanzelf dicht.
vault-passphrase = Uw wachtzin voor de kluis
vault-open = Open de kluis
vault-is-open = De kluis is open.
vault-close = Sluit de kluis
vault-new-passphrase = Nieuwe wachtzin
    .hint = Typ de zes woorden over, of kies zelf zes losse woorden. Hoofdletters en spaties maken niet uit. Neem iets anders dan uw wachtwoord.
vault-waiting-for = { $name } heeft een wachtzin gekozen en wacht op toegang.
vault-grant = Geef { $name } toegang
vault-change = Wijzig uw wachtzin
vault-choose = Kies een wachtzin. Daarna geeft een aandachtsfunctionaris met een open kluis u toegang.
vault-you-wait = U hebt een wachtzin gekozen. Vraag een aandachtsfunctionaris met een open kluis om u toegang te geven, of gebruik de herstelsleutel.
vault-lost = Wachtzin kwijt?
vault-lost-text = Vraag een collega met een open kluis om u opnieuw toegang te geven: kies dan eerst hieronder een nieuwe wachtzin. Of gebruik de herstelsleutel uit de gemeentekluis.
vault-choose-again = Kies een nieuwe wachtzin en wacht op een collega
vault-recovery = Herstelsleutel
    .hint = Acht groepjes van vijf tekens. Leeg laten als een collega u toegang geeft.
vault-recover = Herstel de toegang
recovery-once = Dit is de nieuwe herstelsleutel. U ziet hem maar één keer. Leg hem in de gemeentekluis.
recovery-pdf = Download als PDF
recovery-renew-title = Nieuwe herstelsleutel
recovery-renew-text = Doe dit als de sleutel is gebruikt of kwijt is. De oude werkt daarna niet meer.
recovery-renew = Maak een nieuwe herstelsleutel
vault-recovery-sure = Ik kan de nieuwe sleutel nu printen of overschrijven, en in de gemeentekluis leggen.
vault-replace-sure = Ik kan de nieuwe herstelsleutel nu printen of overschrijven, en in de gemeentekluis leggen.
vault-renewing = { $count ->
    [one] Nog één signaal wordt opnieuw versleuteld. Laat de kluis zo lang open.
   *[other] Nog { $count } signalen worden opnieuw versleuteld. Laat de kluis zo lang open.
  }
error-recovery-safe = Zorg eerst dat u de sleutel kunt bewaren, en vink dat aan.
error-recovery-made = De herstelsleutel is al gemaakt, en wordt niet nog een keer getoond. Hebt u hem niet? Maak dan een nieuwe.
error-passphrase-password = Dit is uw wachtwoord om in te loggen. Neem voor de kluis iets anders.
done-vault-open = De kluis is open.
done-vault-closed = De kluis is dicht.
done-passphrase = Uw wachtzin is opgeslagen.
done-granted = Toegang gegeven.
done-recovered = De toegang is hersteld. Maak nu een nieuwe herstelsleutel.
error-passphrase-empty = Vul uw wachtzin in.
error-passphrase = Deze wachtzin opent de kluis niet
error-recovery-typo = Deze sleutel is niet goed overgetypt. Kijk naar elk groepje van vijf tekens.
error-recovery-wrong = Deze sleutel is goed getypt, maar hoort niet (meer) bij deze kluis

# ---- Werklijst ----
work-title = Mijn werk
work-closed-title = Afgesloten dossiers
work-vault = De kluis is dicht. Open hem om te zien wie meldde en om door te zetten.
work-none = Er wacht niets op u.
work-none-closed = Er zijn nog geen afgesloten dossiers.
work-received = ontvangen
work-due = voor
work-late = te laat sinds
find-reference = Zoek op kenmerk
find-submit = Zoek
error-reference = Er is geen dossier met dit kenmerk
next-assess = Beoordeel
next-refer = Zet door
next-feedback = Terugkoppeling
next-tell = Vertel de melder
done-closed = Het dossier is afgesloten.
done-destroyed = Het dossier is vernietigd.

# ---- Dossier ----
back-to-dossier = Terug naar dossier { $reference }
dossier-title = Dossier { $reference }
state-received = nieuw
state-assessed = beoordeeld
state-referred = doorgezet
state-closed = afgesloten
dossier-reported = Wat is gemeld
dossier-danger = melder zag acuut gevaar
dossier-indicators = Tekenen die de melder aankruiste
dossier-files = Bestanden
dossier-file = Bestand { $number }
dossier-subjects = Betrokkenen
dossier-added = aangevuld
dossier-history = Rol door de tijd:
dossier-change = Aanvullen of wijzigen
dossier-add-subject = Betrokkene toevoegen
dossier-open-obligations = Nog te doen volgens het beleid:
dossier-assess-again = Beoordeel opnieuw
dossier-referrals = Doorgezet
dossier-no-referrals = Nog niets doorgezet.
dossier-feedback-due = terugkoppeling verwacht voor
dossier-pdf = Download de overdracht (PDF)
dossier-consultation = Overleg
dossier-consult-open = Op de agenda zetten of uitkomst vastleggen
dossier-reporter = Melder
dossier-anonymous = De melder is niet bekend.
dossier-sealed = Wie meldde, staat in de kluis.
dossier-assessment = Beoordeling
dossier-pack = Beoordeeld volgens beleidspakket { $version }
dossier-timeline = Verloop
dossier-after = Na het afsluiten
reporter-name = Naam
reporter-phone = Telefoon
reporter-email = E-mail
reporter-number = Personeelsnummer
reporter-safe = Veilig contact
field-name = Naam
field-birth = Geboortedatum of leeftijd
field-address = Adres
field-phone = Telefoon
field-plate = Kenteken
field-online = Naam op internet
field-more = Meer
field-minor = Minderjarig
subject-kind = Wat is het?
subject-capacity = Rol
subject-name = Naam of omschrijving
subject-minor = Minderjarig, of misschien
subject-birth = Geboortedatum of leeftijd
subject-address = Adres
subject-phone = Telefoon
subject-plate = Kenteken
subject-online = Naam op internet
subject-more = Meer
done-subject = De betrokkene is opgeslagen.
note-text = Notitie
note-submit = Noteer
done-noted = Genoteerd.
consultation-table = Overleg
consultation-text = Waarover, of wat kwam eruit?
consultation-passphrase = Uw wachtzin voor de kluis
    .hint = Alleen voor de agenda: nodig om na te gaan dat de melder er niet in staat.
consultation-agenda = Zet op de agenda
consultation-outcome = Leg de uitkomst vast
done-agenda = Het staat op de agenda.
done-consulted = De uitkomst is vastgelegd.
feedback-text = Wat liet deze partner weten, of waarom wacht u er niet meer op?
feedback-submit = Leg terugkoppeling vast
feedback-give-up = Wacht hier niet meer op
feedback-awaiting = wacht op terugkoppeling
feedback-answered = terugkoppeling ontvangen
feedback-given_up = niet meer op gewacht
done-feedback = Vastgelegd.
reopen-reason = Waarom gaat dit dossier weer open?
reopen-submit = Heropen het dossier
done-reopened = Het dossier is weer open.
done-is-closed = Dit dossier is afgesloten. Heropen het om verder te gaan.
done-no-such-step = Dat kan nu nog niet met dit dossier. Hieronder staat wat eerst moet.
destroy-title = Vernietig dit dossier
destroy-text = De sleutel van het dossier wordt gewist. Niemand kan het daarna nog lezen. Dit kan niet terug.
destroy-reference = Typ het kenmerk over
destroy-submit = Vernietig voorgoed
happened-reported = Gemeld
happened-note = Notitie
happened-message = Bericht aan de melder
happened-agenda = Op de agenda: { $about }
happened-consulted = Besproken: { $about }
happened-passed_over = Niet doorgezet naar { $about }, omdat:
happened-closed = Afgesloten: { $about }
happened-reopened = Heropend, omdat:
happened-referred = Doorgezet naar { $about }
happened-answered = Terugkoppeling van { $about }
happened-given_up = Niet meer gewacht op { $about }, omdat:

# ---- Beoordelen ----
assess-title = Beoordelen
assess-forms = Welke vorm van uitbuiting kan dit zijn?
assess-severity = Hoe ernstig zijn de tekenen?
severity-unclear = Nog niet te zeggen
severity-concern = Punten van zorg
severity-serious = Ernstig
severity-very_serious = Zeer ernstig: direct ingrijpen is nodig
assess-acute = Er is nu iemand in gevaar
    .hint = Bel 112. De politie (AVIM) staat dan bovenaan het advies.
assess-ages = Leeftijd van mogelijke slachtoffers
    .hint = In jaren, met komma’s ertussen. Een ? voor wie u de leeftijd niet weet. Leeg als er geen slachtoffer bekend is.
assess-why = Waarom oordeelt u zo?
    .hint = Eén of twee zinnen voor het dossier.
assess-also = Speelt dit mee?
assess-network = Er is mogelijk een dadernetwerk
assess-several = Eén organisatie kan dit niet alleen aan
assess-housing = Slechte of onveilige huisvesting
assess-licence = Branche met vergunning of gevoelige branche
    .hint = Bijvoorbeeld massage, schoonheid of seksbedrijf.
assess-youth = Een jeugdgroep is betrokken
assess-soft = Zacht signaal: nog niet concreet
assess-smuggling = Ook mensensmokkel
    .hint = Mensensmokkel is geen mensenhandel, maar gaat vaak samen.
assess-indicators-title = Tekenen die dit steunen
assess-indicators = Kruis aan wat klopt
assess-submit = Leg vast en bekijk het advies
done-assessed = De beoordeling is vastgelegd.
done-assess-first = Beoordeel het signaal eerst.

# ---- Doorzetten ----
refer-title = Doorzetten
refer-intro = Dit advies volgt uit uw beoordeling en het beleid. U beslist. Een verplichte partner overslaan kan alleen met een reden.
refer-told = doorgezet
refer-passed-over = overgeslagen met reden
weight-obligation = verplicht
weight-strong_advice = sterk advies
weight-option = kan ook
refer-prepare = Zet door naar { $partner }
refer-consult = Naar het overleg
refer-others = Andere partners
refer-later = Later verder
refer-stale = gegevens niet op tijd bevestigd
refer-pass-over = Deze partner niet inlichten
refer-pass-over-submit = Sla over met deze reden
pass-reason = Waarom niet?
done-passed-over = De reden staat in het dossier.
handover-title = Doorzetten naar { $partner }
handover-back = Terug naar het advies
handover-intro = Aangevinkt is het minste dat deze partner nodig heeft. De melder gaat nooit mee.
handover-items = Wat gaat mee?
handover-words = Tekst die meegaat: { $label }
handover-why = Waarom mag en moet dit?
handover-question = Wat vraagt u?
handover-purpose = Doel
handover-purpose-default = Opvolging van een signaal van mogelijke mensenhandel
handover-basis = Grondslag
handover-consent = Toestemming van de betrokkene
consent-given = Ja, gegeven
consent-none = Nee
handover-consent-why = Waarom zonder toestemming?
    .hint = Bijvoorbeeld: vragen is nu niet veilig.
handover-proportionality = Waarom is dit nodig, en niet meer dan nodig?
    .hint = Eén zin.
handover-method = Hoe gaat het naar de partner?
method-phone = Telefonisch
method-secure_mail = Beveiligde mail
method-in_person = Persoonlijk
method-portal = Via een portaal
handover-passphrase = Uw wachtzin voor de kluis
    .hint = Nodig om na te gaan dat de melder er niet in staat.
handover-submit = Zet door en maak de overdracht
handover-preview = Bekijk opnieuw
handover-preview-title = Zo gaat het de deur uit
handover-due = Graag terugkoppeling voor
handover-told-before = { $partner } kreeg dit dossier al eerder. Kijk in het dossier of nog een keer nodig is.
work-more = Volgende dossiers
handover-group-noticed = Wat is opgemerkt
handover-group-assessed = Beoordeling
handover-group-files = Bestanden
handover-indicators = Tekenen
handover-ages = Leeftijd van mogelijke slachtoffers
handover-file = Bestand { $number }
unknown-age = onbekend
done-handed-over = Doorgezet. Download de overdracht en geef die aan de partner.
part-statements = wat is opgemerkt
part-place = plaats en tijd
part-victims = slachtoffers
part-others = andere betrokkenen
part-addresses = adressen
part-vehicles = voertuigen
part-contacts = telefoon en internet
part-indicators = tekenen
part-assessment = beoordeling
part-files = bestanden
register-title = Verstrekkingen
register-intro = Wat is met wie gedeeld, wanneer en waarom.
register-none = Er is nog niets gedeeld.
register-when = Wanneer
register-dossier = Dossier
register-who = Met wie
register-what = Wat
register-why = Waarom
register-status = Terugkoppeling

# ---- Vertellen en afsluiten ----
close-title = Vertellen en afsluiten
close-missing = Eerst nog dit
missing-assess = Het signaal is nog niet beoordeeld.
missing-refer = { $partner } is verplicht, maar nog niet ingelicht of met reden overgeslagen.
missing-feedback = { $partner } heeft nog niets laten weten. Leg dat vast, of schrijf op waarom u niet meer wacht.
close-outcome = Wat is ermee gedaan?
outcome-referred = Doorgezet naar een partner
outcome-local = Lokaal opgepakt
outcome-other_problem = Geen mensenhandel, wel een ander probleem dat is overgedragen
outcome-no_follow_up = Geen vervolg
outcome-merged = Samengevoegd met een ander dossier
close-template = Zet de tekst klaar die hierbij past
close-reason = Toelichting
    .hint = Verplicht bij een ander probleem, geen vervolg of samenvoegen.
close-no-reporter = De melder is niet bekend. Er is niemand om het te vertellen.
close-no-contact = De melder wil geen contact. Er gaat geen bericht.
close-tell = Bericht aan de melder
close-contact-here = De melder leest het onder ‘Mijn signalen’.
close-contact-phone = De melder wil ook gebeld worden.
close-contact-mail = De melder wil ook een mail. Stuur die zelf, zonder het kenmerk of details.
close-contact-none = De melder wil geen contact.
close-safely = Ik heb gelezen wat veilig is en houd me daaraan
close-passphrase = Uw wachtzin voor de kluis
    .hint = Nodig om te zien hoe contact veilig is.
close-message = Wat vertelt u?
close-submit = Verstuur en sluit af
close-only-message = Alleen dit bericht sturen
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

# ---- Fouten ----
error-something = Vul ten minste één ding in: wat u zag, waar, of om wie het gaat
error-noted = Schrijf eerst het kenmerk op en zet hier een vinkje
error-file-large = ‘{ $name }’ is groter dan 10 MB
error-file-type = ‘{ $name }’ is geen JPEG, PNG, WebP of PDF
error-file-broken = ‘{ $name }’ is beschadigd en kan niet gelezen worden
error-file-heavy = ‘{ $name }’ is te groot of te ingewikkeld om te controleren. Maak het bestand kleiner, of maak er een foto van.
error-file-busy = ‘{ $name }’ kon niet gecontroleerd worden: het is te druk. Probeer het over een minuut opnieuw.
error-choose = Maak een keuze
error-ages = Typ leeftijden in hele jaren, met komma’s ertussen, en ? voor onbekend. Bijvoorbeeld: 17, 19, ?
error-why = Schrijf op waarom
error-answered-already = Een collega legde deze terugkoppeling al vast. Wat u typte staat hier klaar als notitie.
error-closed-meanwhile = Een collega sloot dit dossier intussen af. Er is niets opgeslagen, en wat u typte staat er nog. Heropen het dossier om verder te gaan.
error-no-step-now = Dit is al gedaan, of kan nu niet meer. Wat u typte staat hier klaar als notitie.
error-changed = Een collega heeft dit dossier intussen gewijzigd. Er is niets opgeslagen, en wat u typte staat er nog. Bekijk het dossier, en sla dit daarna opnieuw op.
error-required-here = Vul dit in
error-something-known = Vul ten minste één gegeven in
error-nothing-chosen = Kies wat er meegaat
error-file-unreadable = De tekst van een gekozen PDF is niet te lezen. Daarom is niet na te gaan of de melder erin staat. Laat dat bestand weg.
error-look-again = Er is iets veranderd aan wat meegaat. Zo gaat het nu de deur uit: kijk het na en leg het dan vast.
error-leak = Hierin staat wie meldde. Haal dit eruit: { $words }
error-leak-contact = U staat als contact op de overdracht en u bent ook de melder, of u heet net zo. Laat een andere aandachtsfunctionaris dit doorzetten.
error-subject-leak = Dit weet de melder niet. Haal dit eruit: { $words }
error-message-empty = Schrijf wat u de melder vertelt
error-missing = Er ontbreekt nog iets. Kijk bovenaan.
error-safely = Lees eerst wat veilig is voor de melder, en zet dan een vinkje
error-destroy = Het kenmerk klopt niet. Er is niets vernietigd.
error-vault-last = U hebt de enige toegang tot de kluis. Gebruik de herstelsleutel, of open eerst de kluis.
handover-place = Plaats
handover-when = Tijd
handover-forms = Vorm van uitbuiting
handover-severity = Ernst
handover-acute = Acuut gevaar
handover-assessment = Toelichting
nav-consultations = Overleg
consultations-title = Op de agenda
consultations-intro = Wat de aandachtsfunctionaris wil bespreken. U ziet alleen wat op de agenda staat.
consultations-none = Er staat niets op de agenda.
happened-assessed = Beoordeeld
nav-shared = Gedeeld met mij
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
error-file-unprintable = Een gekozen foto is niet te openen en kan niet mee. Laat hem weg, of geef hem apart aan de partner.

returning-title = { $name } vraagt de eigen signalen terug
returning-text = { $name } koos een nieuw wachtwoord op { $date } en ziet daardoor de eigen signalen niet meer.
returning-hear = Bel of spreek { $name } zelf. Vraag diegene in te loggen en bij Account de drie woorden voor te lezen. Zijn het deze? Zo niet, kies dan Klopt niet: een ander met de link zou anders kunnen lezen wat { $name } meldde.
returning-own = Een andere aandachtsfunctionaris geeft deze terug. Lees diegene de drie woorden voor die bij uw Account staan.
error-returning-changed = Er is intussen iets veranderd. Kijk opnieuw naar de drie woorden.
returning-spoke = Ik sprak deze persoon zelf, en hoorde dezelfde drie woorden.
returning-yes = Geef de signalen terug
returning-no = Klopt niet
returning-waits = { $count ->
    [one] Eén collega vraagt de eigen signalen terug. Open de kluis om te kijken wie.
   *[other] { $count } collega’s vragen de eigen signalen terug. Open de kluis om te kijken wie.
  }
done-returned = Gedaan. Binnen een paar minuten staan de signalen weer in de eigen lijst.
done-not-returned = Niet teruggegeven. Vertel het uw beheerder: misschien gebruikte een ander de link.
vault-hear = Bel { $name }. Onder Kluis op het eigen scherm staan zes woorden. Laat die voorlezen. Zijn het deze? Zo niet, geef dan geen toegang en vertel het de FG: dan heeft iemand er iets tussen gezet.
vault-deputies = { $count ->
    [one] Een collega wacht op toegang tot de kluis. Open de kluis om die te geven.
   *[other] { $count } collega's wachten op toegang tot de kluis. Open de kluis om die te geven.
  }
vault-heard = Ik hoorde deze zes woorden van de collega zelf.
error-heard = Laat eerst de zes woorden voorlezen, en vink dat aan.
vault-your-words = Lees deze zes woorden voor als uw collega u belt:
vault-replace-title = Nieuwe sleutel voor de kluis
vault-replace-text = Doe dit als een aandachtsfunctionaris is vertrokken. Alle namen worden opnieuw versleuteld; wie vertrok, kan met een oude kopie niets nieuws lezen. U krijgt ook een nieuwe herstelsleutel: leg die in de gemeentekluis en vernietig de oude.
vault-replace = Maak een nieuwe sleutel
by-recovery-title = Bevestig met de herstelsleutel
by-recovery-recovery = Herstelsleutel
    .hint = Acht groepjes van vijf tekens.
by-recovery-text = Is er geen andere aandachtsfunctionaris die u kan bevestigen? Haal dan de herstelsleutel uit de gemeentekluis en typ hem over. Maak daarna onder Kluis een nieuwe.
by-recovery-submit = Bevestig mijn rol
report-passed-on = Uw teamcoördinator stuurde hiervan een eigen versie door, als uw signaal.
report-passed-on-link = Bekijk wat er is gestuurd
work-choose = U hebt nog geen wachtzin voor de kluis. Kies er een onder Kluis.
work-deputies = { $count ->
    [one] Een collega wacht op toegang tot de kluis.
   *[other] { $count } collega's wachten op toegang tot de kluis.
  }
work-returning = { $count ->
    [one] Eén collega vraagt de eigen signalen terug.
   *[other] { $count } collega’s vragen de eigen signalen terug.
  }
work-confirming = { $count ->
    [one] Eén collega wacht op uw bevestiging van een rol.
   *[other] { $count } collega’s wachten op uw bevestiging van een rol.
  }
work-look = Bekijk
draft-ended = U bent uitgelogd. Verstuur het signaal gewoon: u logt dan opnieuw in, en alles staat er nog.
mine-waiting = U koos een nieuw wachtwoord. Wat u eerder meldde, is bewaard. Een aandachtsfunctionaris zet het weer in deze lijst, na een gesprek met u. Bij Account staat wie u kunt bellen.

# ---- Bestanden ----
file-kind-photo = foto
file-kind-pdf = PDF
handover-file-inside = staat in dit document
handover-file-beside = wordt apart meegegeven
dossier-beside = Geef deze bestanden apart mee. Ze staan niet in de overdracht.
dossier-beside-file = Download bestand { $number } ({ $kind })
done-handed-over-beside = Doorgezet. Download de overdracht en geef die aan de partner. Geef de bestanden die eronder staan apart mee.
error-files-also = { $count ->
    [one] Kies uw bestanden opnieuw: ook { $names } is niet bewaard.
   *[other] Kies uw bestanden opnieuw: ook { $names } zijn niet bewaard.
  }
error-files-again = { $count ->
    [one] Kies uw bestand opnieuw: { $names } is niet bewaard.
   *[other] Kies uw bestanden opnieuw: { $names } zijn niet bewaard.
  }
one-files = Bestanden die meegingen:
one-file-kinds = { $count ->
    [one] één bestand: { $kinds }
   *[other] { $count } bestanden: { $kinds }
  }
report-held = Dit is nog niet verstuurd: u was uitgelogd. Uw tekst staat er nog. Had u foto’s of documenten gekozen? Kies uw bestanden opnieuw, want die zijn niet bewaard. Verstuur het signaal daarna.
report-draft-shared = U deelde het met uw teamcoördinator. Die kan het aanvullen en stuurt het door.
refer-all-stale = De gegevens van deze partners zijn niet op tijd bevestigd. Kijk na of ze nog kloppen, en vraag de beheerder ze te bevestigen.
job-kind-drafts = Oude concepten opruimen
job-why-closed = Het dossier is intussen afgesloten.

# In the audit log.
audit-vault-opened = kluis geopend
audit-vault-refused = kluis niet geopend: verkeerde wachtzin
audit-vault-passphrase = wachtzin gekozen
audit-vault-granted = toegang tot de kluis gegeven
audit-vault-recovered = kluis geopend met herstelsleutel
audit-vault-recovery_renewed = nieuwe herstelsleutel gemaakt
audit-signal-reported = signaal gemeld
audit-signal-assessed = signaal beoordeeld
audit-signal-referred = doorgezet naar een partner
audit-signal-closed = dossier afgesloten
audit-signal-reopened = dossier heropend
audit-partner-passed_over = verplichte partner overgeslagen met reden
audit-dossier-read = dossier gelezen
audit-dossier-noted = notitie gemaakt
audit-dossier-consulted = overleg vastgelegd
audit-dossier-destroyed = dossier vernietigd
audit-subject-changed = betrokkene gewijzigd
audit-feedback-recorded = terugkoppeling vastgelegd
audit-file-read = bestand gelezen
audit-handover-read = overdracht gelezen
audit-register-read = verstrekkingen gelezen
audit-reporter-told = bericht aan de melder
audit-agenda-read = agenda gelezen
audit-list-read = lijst met dossiers gelezen
audit-vault-replaced = nieuwe sleutel voor de kluis gemaakt
audit-reporter-returned = signalen teruggegeven na een nieuw wachtwoord
audit-reporter-not_returned = signalen niet teruggegeven
audit-reporters-renewed = namen opnieuw versleuteld
