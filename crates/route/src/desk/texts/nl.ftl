work-title = Mijn werk
work-closed-title = Afgesloten dossiers
work-vault = Open de kluis om te zien wie meldde en om door te zetten.
work-from-partner = Leg een signaal van een partner vast
work-none = Er wacht niets op u.
work-received = gemeld
work-many = 1.000+
work-tile-urgent = spoed
work-tile-late = te laat
work-tile-today = vandaag
work-tile-soon = komende week
work-tile-later = later of wachtend
elsewhere-urgent = { $count } spoed
work-urgent = Spoed
work-urgent-late = Spoed, waarvan { $count } te laat
work-asked = Wacht op { $who }
work-also = Ook:
work-damaged = Iets in dit dossier is beschadigd. Bel uw beheerder.
work-late = Te laat
work-today = Vandaag
work-soon = Komende week
work-later = Later
work-waiting = Wacht op een ander
closed-all = Alle jaren
closed-jaar = Jaar van afsluiten
closed-vorm = Vorm
closed-uitkomst = Uitkomst
closed-volgorde = Volgorde
closed-all-forms = Alle vormen
closed-all-outcomes = Alle uitkomsten
closed-by-closed = Laatst afgesloten
closed-by-received = Laatst gemeld
closed-by-outcome = Uitkomst
closed-by-title = Naam
closed-show = Toon
closed-count = { $count ->
    [0] Er zijn geen afgesloten dossiers.
    [one] Eén dossier.
   *[other] { $count } dossiers.
  }
closed-count-least = { $count } van de laatste 2.000 dossiers. Kies een jaar om verder terug te kijken.
closed-export = Download deze lijst als CSV
closed-reference = Kenmerk
closed-form = Vorm
closed-dossier = Dossier
closed-outcome = Uitkomst
closed-received = Gemeld
closed-at = Afgesloten
urgent = spoed
danger-now = nu gevaar
next-by = { $why ->
    [none] { $step } { $by }.
   *[other] { $step } { $by }: { $why }.
  }
next-late = { $why ->
    [none] { $step }: { $by }.
   *[other] { $step } nu, dit is { $by }: { $why }.
  }
next-why-reported-danger = de melder zag acuut gevaar
next-why-danger = er is nu iemand in gevaar
next-why-minor = het gaat misschien om een minderjarige
next-why-sign = er is een ernstig teken
next-why-obligatory = het beleid verplicht dit
dossier-all-partners = Alle partners


next-added = Lees wat de melder schreef
next-partner-waits = Koppel terug aan de partner
next-marked-ends = Vraag de partner of het langer mag
next-reporter-asked = Wacht op antwoord van de melder
next-assess = Beoordeel
next-refer = Zet door
next-feedback = Leg terugkoppeling vast
next-tell = Vertel de melder
done-destroyed = Het dossier is vernietigd.

dossier-subjects = Betrokkenen
dossier-added = aangevuld
dossier-history = Rol door de tijd:
dossier-change = Aanvullen of wijzigen
dossier-add-subject = Betrokkene toevoegen
dossier-open-obligations = Nog te doen volgens het beleid:
dossier-assess-again = Beoordeel opnieuw
subject-capacity = Rol
subject-name = Naam (als u die weet)
subject-appearance = Hoe ziet de persoon eruit?
subject-minor = Misschien jonger dan 18
subject-minor-still = Toch misschien jonger dan 18, bijvoorbeeld omdat papieren niet kloppen
subject-birth = Geboortedatum of leeftijd
subject-address = Adres
subject-phone = Telefoon
subject-plate = Kenteken
subject-online = Naam op internet
subject-more = Meer
note-text = Notitie
note-submit = Noteer
feedback-submit = Leg terugkoppeling vast
feedback-give-up = Wacht niet langer
reopen-reason = Waarom gaat dit dossier weer open?
reopen-submit = Heropen het dossier
destroy-title = Vernietig dit dossier
destroy-text = De sleutel van het dossier wordt gewist. Niemand kan het daarna nog lezen. Dit kan niet terug.
destroy-reference = Typ het kenmerk over
destroy-submit = Vernietig voorgoed


work-more = Volgende dossiers

error-answered-already = Een collega legde deze terugkoppeling al vast. Wat u typte staat hier klaar als notitie.
error-no-step-now = Dit is al gedaan, of kan nu niet meer. Wat u typte staat hier klaar als notitie.


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
since-line = Sinds uw vorige bezoek ({ $day }):
since-title = Sinds uw vorige bezoek
since-day = U was hier eerder op { $day }.
since-none = Sindsdien kwam er niets bij.
since-first = U was hier niet eerder. De volgende keer ziet u hier wat er intussen bij kwam.
since-more = Hier staan de laatste honderd.
since-gone = Een deel is vernietigd, of is niet te lezen.
since-signals = { $count ->
    [one] 1 nieuw signaal
   *[other] { $count } nieuwe signalen
  }
since-answers = { $count ->
    [one] 1 terugkoppeling
   *[other] { $count } terugkoppelingen
  }
since-additions = { $count ->
    [one] 1 aanvulling
   *[other] { $count } aanvullingen
  }
since-vault = { $count ->
    [one] 1 collega wacht op de kluis
   *[other] { $count } collega’s wachten op de kluis
  }
next-up = Volgende:
dossier-crumbs = Waar u bent
dossier-steps = De zes stappen
dossier-next = Volgende stap
dossier-ask = Vraag terugkoppeling aan { $who }
dossier-answer-before = vóór { $day }
step-reported = Gemeld
step-assessed = Beoordeeld
step-discussed = Besproken
step-referred = Doorgezet
step-answered = Teruggekoppeld
step-told = Verteld
step-of = { $done } van { $all }
step-is-done = gedaan
step-is-now = hier staat u
step-is-also = is ook bezig
step-is-later = komt nog
step-is-not = was niet nodig
naming-open = Andere naam
naming-called = Naam van dit dossier
    .hint = Zo staat het in uw lijsten. Zet er geen namen van melders in. Leeg: de eerste woorden van het signaal.
naming-submit = Bewaar de naam
done-named = De naam is bewaard.
dossier-closed = gesloten op { $date }: { $outcome }
dossier-merged = Samengevoegd met dossier
dossier-merged-here = Hiermee samengevoegd: dossier
first-vault = Kies uw wachtzin en krijg toegang tot de kluis
first-signal = Probeer het: meld een eerste signaal
next-passed_on = Zet door voor een collega
whole-marked = (Hier stond iets wat onder de Wpg of de WGS valt. Het is niet opgenomen.)
whole-received = Binnengekomen
whole-state = Stand
hour-damaged = { $count ->
    [one] Van één dossier is iets beschadigd.
   *[other] Van { $count } dossiers is iets beschadigd.
  } Zie Mijn werk, en bel uw beheerder.
hour-title = Dit uur
hour-plan = Wat doe ik dit uur?
hour-back = Mijn werk
hour-intro = { $count ->
    [one] Eén stap, ongeveer { $minutes } minuten.
   *[other] { $count } stappen, samen ongeveer { $minutes } minuten. Begin bovenaan.
  }
hour-none = Er is nu niets te doen. Wat wacht, wacht op een ander.
hour-minutes = { $minutes } minuten
hour-why-danger = Nu in gevaar
hour-why-urgent = Spoed
hour-why-minor = Minderjarige
hour-why-late = Te laat
hour-why-today = Vandaag
hour-why-soon = Op tijd
hour-urgent-left = { $count ->
    [one] Eén spoedzaak past niet in dit uur. Vraag een collega, of neem er meer tijd voor.
   *[other] { $count } spoedzaken passen niet in dit uur. Vraag een collega, of neem er meer tijd voor.
  }
hour-how = Zo kiezen we: eerst wie nu in gevaar is, dan waar elke minuut het meeste voorkomt. Wat hier niet staat, staat in Mijn werk.
work-standing-in = { $name } is afwezig tot en met { $date }. U neemt waar: mail over nieuwe signalen komt bij u.
work-away = U staat als afwezig tot en met { $date }. Nieuwe signalen gaan naar uw collega’s.
work-away-change = Wijzig
safe-title = Veilig contact: lees dit voor u belt
safe-open = Hoe is contact veilig?
safe-language = Taal
safe-interpreter = Tolk
    .hint = Nodig? Welke taal, en mag die wel of niet uit de eigen kring komen?
safe-number = Veilig nummer
safe-time = Veilige tijd
safe-not_to_know = Wie mag dit niet weten
safe-guardian = Voogd
safe-children = Kinderen
    .hint = Zijn er kinderen, en waar?
done-safe = Vastgelegd hoe contact veilig is.
work-questions = { $count ->
    [one] Eén vraag wacht op antwoord{ $late ->
        [0] .
       *[other] {" "}en is te laat.
      }
   *[other] { $count } vragen wachten op antwoord{ $late ->
        [0] .
        [one] , één is te laat.
       *[other] , { $late } zijn te laat.
      }
  }
work-questions-go = Naar de vragen
hour-questions = { $count ->
    [one] Er wacht ook één vraag van een collega: reken daar vijf minuten voor.
   *[other] Er wachten ook { $count } vragen van collega’s: reken vijf minuten voor elke.
  }
hour-questions-go = Lees en antwoord
hour-calendar = Zet de termijnen in uw agenda
