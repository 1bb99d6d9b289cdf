skip-to-content = Naar de inhoud
sign-out = Uitloggen
other-language-first = Sla eerst op wat u typte.
other-language = English
switch-municipality = U werkt nu voor
switch = Wissel
navigation = Hoofdmenu
navigation-here = In dit onderdeel
menu = Menu
municipality = Gemeente { $name }
what-this-is = Meldroute mensenhandel
find = Naam, adres of kenmerk
find-go = Zoek
own-account = Uw account
group-work = Werk
group-approach = Aanpak
group-accountability = Verantwoording
group-administration = Beheer
group-report = Melden
due-late = { $days ->
    [0] vandaag verlopen
    [one] 1 dag te laat
   *[other] { $days } dagen te laat
  }
due-today = vandaag vóór { $time } uur
due-on-the-day = vandaag
due-tomorrow = morgen
due-days = nog { $days } dagen
before-today = vandaag vóór { $time } uur
before-tomorrow = vóór morgen { $time } uur
before-day = vóór { $day }
print-line = Vertrouwelijk · afgedrukt door { $who } op { $at }
demo-title = Oefenomgeving
demo-note = Dit is een oefenomgeving. Alle mensen, adressen en signalen zijn verzonnen.
footer = Meldroute – melden en opvolgen van signalen van mensenhandel. Nu gevaar?
call-112 = Bel 112
form-faults = Dit klopt nog niet
back-to-start = Terug naar het begin
yes = Ja
no = Nee
save = Sla op
problem-not-found = Deze pagina is er niet
problem-not-found-text = Het adres klopt niet, of deze pagina is niet voor u bedoeld.
problem-elsewhere = Dit dossier hoort bij { $name }.
problem-elsewhere-text = U werkt nu voor { $here }.
problem-elsewhere-open = Wissel en open
problem-forbidden = U hebt geen toegang tot deze pagina
problem-forbidden-text = Deze pagina hoort bij een andere rol. Denkt u dat dit niet klopt? Vraag het uw beheerder.
problem-conflict = Iemand anders was u voor
problem-conflict-text = Een collega heeft dit intussen gewijzigd. Er is niets overschreven. Ga terug, ververs de pagina en probeer het opnieuw.
account-waits = Er wacht iets van u: een rol die nog niet geldt, of een vraag van een andere gemeente.
account-waits-look = Kijk bij Account
problem-nobody-left = Er moet iemand overblijven
problem-nobody-left-text = Niemand anders kan dit dan nog: er moet altijd een beheerder zijn, en een aandachtsfunctionaris die de kluis kan openen. Er is niets gewijzigd.
problem-vault-closed = Open eerst de kluis
problem-vault-closed-text = Hiervoor is de kluis met de gegevens van melders nodig. Open de kluis en probeer het opnieuw.
problem-too-many = Even wachten
problem-too-many-text = Er is te vaak geprobeerd.
problem-wait = { $minutes ->
    [1] Wacht een minuut en probeer het dan opnieuw.
   *[other] Wacht { $minutes } minuten en probeer het dan opnieuw.
  }
problem-bad-request = Dit begrijpen we niet
problem-bad-request-text = De gegevens kwamen niet goed aan. Ga terug en probeer het opnieuw.
problem-too-large = Dit is te groot
problem-too-large-text = De tekst of het bestand is te groot. Een bestand mag 10 MB zijn, alle tekst samen 1 MB (honderden bladzijden). Ga terug: wat u typte staat er nog.
problem-internal = Er ging iets mis
problem-internal-text = Het ligt niet aan u. Probeer het later opnieuw of bel uw beheerder.
problem-reference = Noem daarbij dit nummer: { $reference }
mail-subject = Er staat iets voor u klaar
mail-new = Er staat iets voor u klaar in Meldroute. Log in om het te lezen: { $link }
mail-danger = Er staat iets voor u klaar in Meldroute dat niet kan wachten. Log nu in om het te lezen: { $link }
demo-codes = Accounts en codes
held-title = Dit is nog niet verstuurd
held-text = U was uitgelogd voordat dit verstuurd was. Er is nog niets opgeslagen. Een wachtzin moet u opnieuw typen.
held-submit = Verstuur alsnog
problem-busy = Het is nu erg druk
problem-busy-text = Wacht een halve minuut en probeer het opnieuw. Wat u typte is er nog als u teruggaat.
problem-tampered = De gegevens kloppen niet
problem-tampered-text = Iets in de database staat er niet meer zoals dit programma het schreef. Er is niets gedaan. Bel uw beheerder en laat de controle draaien (meldroute check).
suggestion-title = Een sterke wachtzin voor u
suggestion-text = Schrijf deze zes woorden op papier, bewaar het papier achter slot, en typ de woorden hieronder over. U ziet wat u typt: zorg dat niemand meekijkt. De woorden zijn nergens bewaard.
show-secret = Toon
hide-secret = Verberg
suggestion-again = Een andere
held-list-title = Nog niet verstuurd
held-list-text = U was uitgelogd voordat dit verstuurd werd. Het blijft tot morgen staan. U vindt deze lijst ook bij Account.
held-list-on = Ga hiermee verder
held-list-link = { $count ->
    [one] Eén formulier is nog niet verstuurd
   *[other] { $count } formulieren zijn nog niet verstuurd
  }
held-files = Een bestand wordt dan niet bewaard: kies uw bestanden opnieuw.
held-choose = Terug naar het formulier
held-typed = Dit had u getypt:
job-kind-mail = Mail versturen
job-kind-held = Bewaarde formulieren opruimen
job-why-mail-off = Er is geen mailserver ingesteld.
job-why-mail-server = De mailserver is niet bereikbaar of gaf een fout.
job-why-mail-refused = De mailserver weigert dit bericht.
job-why-mail-address = Het mailadres van de ontvanger of de afzender klopt niet.
guest-open = Open uw link
guest-open-text = U kreeg deze link omdat een gemeente u iets wil vragen of laten zien. Na deze knop werkt de link alleen nog in deze browser. Gebruik dus een apparaat waar u later ook bij kunt en anderen niet.
guest-open-code = Code
  .hint = Acht cijfers. U kreeg ze van wie u de link gaf, bijvoorbeeld aan de telefoon.
error-guest-code = Deze code werkt niet. Typ de acht cijfers nog eens. Lukt het dan niet, dan is de link verlopen of ingetrokken: vraag een nieuwe aan wie u deze gaf.
guest-open-submit = Open
guest-refused = Deze link werkt niet
guest-refused-text = De link is verlopen, ingetrokken of niet compleet, of de code klopt niet. Kreeg u een code? Ga terug en typ de code nog eens. Werkt het dan nog niet? Vraag een nieuwe link aan wie u deze gaf.
guest-elsewhere = Deze link is al geopend
guest-elsewhere-text = De link is al geopend op een ander apparaat of in een andere browser, en werkt alleen daar. Ga daar verder, of vraag een nieuwe link aan wie u deze gaf. Hebt u de link niet zelf geopend? Zeg dat er dan bij.
guest-closed = Deze pagina opent alleen met een link
guest-closed-text = Open de link uit het bericht dat u kreeg, in dezelfde browser als de eerste keer. Werkt dat niet? Dan is de link verlopen of ingetrokken: vraag een nieuwe aan wie u deze gaf. Als u net iets verstuurde, is dat niet aangekomen.
guest-signed-in = U bent ingelogd
guest-signed-in-text = Deze link is voor iemand zonder account. Is de link voor u? Log dan uit, en open de link opnieuw.
guest-state-waiting = nog niet geopend
guest-state-opened = geopend
guest-state-guessed = gestopt: te vaak een verkeerde code
guest-state-expired = verlopen
guest-state-withdrawn = ingetrokken
job-kind-guests = Oude gastlinks opruimen
job-kind-blobs = Bestanden opruimen die bij niets horen
form-faults-title = Fout:
term-hours = { $count } uur
term-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
  }
term-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weken
  }
term-months = { $count ->
    [one] 1 maand
   *[other] { $count } maanden
  }
term-years = { $count } jaar
pack-fault = Regel { $line }, kolom { $column }: { $what }
pack-fault-missing-field = hier mist { $field }. Vul het in.
pack-fault-unknown-field = { $field } bestaat niet. Kies uit: { $expected }.
pack-fault-unknown-word = { $word } kan hier niet. Kies uit: { $expected }.
pack-fault-wrong-kind-text = hier hoort een tekst tussen aanhalingstekens.
pack-fault-wrong-kind-yes-no = hier hoort true (ja) of false (nee), zonder aanhalingstekens.
pack-fault-wrong-kind-list = hier hoort een lijst tussen rechte haken, zoals ["een", "twee"].
pack-fault-wrong-kind-number = hier hoort een heel getal, zonder aanhalingstekens.
pack-fault-wrong-kind = wat hier staat, is van een andere soort dan hier hoort.
pack-fault-duplicate-key = dit staat er twee keer. Haal er één weg.
pack-fault-syntax = dit is geen geldige TOML. Kijk naar aanhalingstekens, haken en het teken =.
pack-fault-syntax-value = hier staat een naam zonder waarde. Schrijf erachter = en de waarde.
pack-fault-syntax-quote = deze tekst is niet goed afgesloten. Zet vóór en achter de tekst een aanhalingsteken (").
pack-fault-syntax-bracket = deze lijst of kop klopt niet. Zet [ en ] eromheen, en een komma tussen de delen.
pack-fault-plain-id = de id “{ $id }” mag alleen letters, cijfers, - en _ hebben.
pack-fault-twice = de id “{ $id }” staat er twee keer. Geef elk een eigen id.
pack-fault-no-name = de partner “{ $id }” heeft geen naam die iemand kan lezen. Geef hem een naam met letters.
pack-fault-namesakes = de partners “{ $id }” en “{ $other }” heten hetzelfde. Geef elk een eigen naam.
pack-fault-group-unsaid = partner “{ $id }” kan een groep of een overleg zijn. Zet erbij: group = true of group = false.
pack-fault-missing-id = er mist een { $place } met id = “{ $id }”. Voeg die toe.
pack-fault-code = “{ $code }” is geen gemeentecode. Schrijf GM en vier cijfers, zoals GM0335.
pack-fault-colour = “{ $colour }” is geen kleur. Schrijf # en zes tekens, zoals #154273.
pack-fault-too-light = de kleur { $colour } is te licht: witte letters zijn er niet op te lezen. Kies een donkerder kleur.
pack-fault-no-accent = de steunkleur { $colour } valt niet op: donkere letters zijn er niet op te lezen, of hij lijkt te veel op de kleur van de balk. Kies een lichtere kleur.
pack-fault-mark = dit merk kan niet ({ $why }). Gebruik een SVG-tekening tot 30.000 tekens, met viewBox, zonder script en zonder iets van elders.
pack-fault-no-forms = er is geen enkele vorm van uitbuiting. Zet er minstens één [[forms]] in.
pack-fault-date = “{ $date }” is geen datum. Schrijf jaar-maand-dag, zoals 2026-12-31.
pack-fault-period = “tot” ({ $until }) ligt vóór “vanaf” ({ $from }). Wissel ze om.
pack-fault-unfit-phone = “{ $value }” van “{ $id }” kan niemand bellen. Schrijf één telefoonnummer, zoals 0348 47 64 00, 0800-2000 of 14 0348.
pack-fault-unfit-mail = “{ $value }” van “{ $id }” is geen mailadres. Schrijf één adres, zoals team@politie.nl.
pack-fault-unfit-scheme = “{ $value }” van “{ $id }” kan hier niet staan. Schrijf een webadres dat begint met https://, of een nummer, adres of naam.
pack-fault-no-value = niemand weet dit nummer of adres van “{ $id }” nog. Haal value dan weg.
pack-fault-unknown-partner = partner “{ $id }” staat niet in het pakket. Kies uit: { $known }.
pack-fault-age = de leeftijd { $age } kan niet. Kies 0 tot en met 120.
pack-fault-nothing = { $field } is nul. Neem minstens 1.
pack-fault-urgent-later = met spoed ({ $field }) mag het niet langer duren dan gewoon.
pack-fault-core-rule = er mist een regel die elk pakket houdt (bijlage 2, stap 4): { $expected }.
# In the audit log.
audit-municipality-founded = gemeente ingericht
audit-policy-adopted = beleidspakket in gebruik genomen
audit-schema-migrated = database bijgewerkt naar een nieuwe versie
audit-key-rotated = nieuwe instantiesleutel gemaakt
audit-guest-opened = gastlink geopend
audit-guest-refused = verkeerde code bij een gastlink
audit-guest-guessed = gastlink gestopt: te vaak een verkeerde code
audit-guest-forgotten = oude gastlinks opgeruimd
sure-absent = nog niet bekend
sure-unconfirmed = te bevestigen
sure-stale = opnieuw nabellen
sure-confirmed = bevestigd
number-before = laatst bevestigd:
leave-quickly = Snel weg
leave-skip = Snel weg van deze pagina
leave-how = U bent dan uitgelogd en ziet het weerbericht. Drie keer op Shift drukken doet hetzelfde.
leave-two = Shift. Druk nog twee keer om snel weg te gaan.
leave-one = Shift. Druk nog één keer om snel weg te gaan.
mail-shared = Een collega wil iets met u bespreken in Meldroute. Log in om het te lezen: { $link }
mail-shared-waits = In Meldroute wacht nog iets dat een collega met u wilde bespreken. Log in om het te lezen: { $link }
mail-shared-gone = Wat een collega in Meldroute met u wilde bespreken, staat niet meer bij u: het is doorgestuurd of met een ander gedeeld. U hoeft er niets meer mee te doen. { $link }
mail-week = Wat in Meldroute op u wacht: { $open }. Daarvan is te laat: { $late }. Log in om te beginnen: { $link }
mail-day = In Meldroute is een termijn voorbij, of er loopt vandaag een spoedtermijn af. Wat op u wacht: { $open }. Daarvan is te laat: { $late }. Log in om het te zien: { $link }
mail-urgent-late = In Meldroute is een termijn voorbij van iets dat niet kan wachten. Log nu in: { $link }
first-use-title = Aan de slag
first-use-count = { $done } van { $all } gedaan. Deze lijst verdwijnt als alles is gedaan.
first-use-is-done = gedaan
first-use-is-open = nog te doen
first-use-is-partly = { $done } van { $all }
help = Hulp
mail-passed-on = Een collega vraagt u om in Meldroute iets over te nemen. Log in om het te zien: { $link }
mail-agenda = Op de agenda van uw overleg staat in Meldroute iets klaar:
    { $places }
    Log in om het te lezen: { $link }
