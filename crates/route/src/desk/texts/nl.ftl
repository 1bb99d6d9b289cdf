urgent = spoed
critical = ernstig teken

report-when = Wanneer?
report-coordinator = Hebt u dit besproken met uw teamcoördinator?

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
next-assess = Beoordeel
next-refer = Zet door
next-feedback = Terugkoppeling
next-tell = Vertel de melder
done-destroyed = Het dossier is vernietigd.

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
subject-capacity = Rol
subject-name = Naam of omschrijving
subject-minor = Minderjarig, of misschien
subject-birth = Geboortedatum of leeftijd
subject-address = Adres
subject-phone = Telefoon
subject-plate = Kenteken
subject-online = Naam op internet
subject-more = Meer
note-text = Notitie
note-submit = Noteer
consultation-table = Overleg
consultation-text = Waarover, of wat kwam eruit?
consultation-passphrase = Uw wachtzin voor de kluis
    .hint = Alleen voor de agenda: nodig om na te gaan dat de melder er niet in staat.
consultation-agenda = Zet op de agenda
consultation-outcome = Leg de uitkomst vast
feedback-submit = Leg terugkoppeling vast
feedback-give-up = Wacht hier niet meer op
reopen-reason = Waarom gaat dit dossier weer open?
reopen-submit = Heropen het dossier
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

assess-smuggling = Ook mensensmokkel
    .hint = Mensensmokkel is geen mensenhandel, maar gaat vaak samen.

work-more = Volgende dossiers

error-answered-already = Een collega legde deze terugkoppeling al vast. Wat u typte staat hier klaar als notitie.
error-no-step-now = Dit is al gedaan, of kan nu niet meer. Wat u typte staat hier klaar als notitie.
happened-assessed = Beoordeeld


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

dossier-beside = Geef deze bestanden apart mee. Ze staan niet in de overdracht.
dossier-beside-file = Download bestand { $number } ({ $kind })
