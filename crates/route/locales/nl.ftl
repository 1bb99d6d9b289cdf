# ---- Menu ----
nav-work = Mijn werk
nav-report = Melden
nav-mine = Mijn signalen
nav-disclosures = Verstrekkingen
nav-closed = Afgesloten
minor = minderjarig

# ---- Melden ----
report-place = Waar was dit?
seen-place = Waar het was
seen-when = Wanneer het was
channel-form = Formulier
channel-phone = Telefoon
channel-letter = Brief
channel-visit = Gesprek
channel-mail = E-mail
channel-system = Ander systeem
channel-partner = Van een partner
subject-kind-person = Persoon
subject-kind-organisation = Bedrijf of organisatie
subject-kind-address = Adres
subject-kind-vehicle = Voertuig
subject-kind-phone = Telefoonnummer
subject-kind-online = Naam op internet
source-seen = Zelf gezien of gehoord
source-heard = Van een ander gehoord
source-concluded = Eigen conclusie
source-said = Geschreven aan de aandachtsfunctionaris

# ---- Kluis ----
vault-passphrase = Uw wachtzin voor de kluis
vault-open = Open de kluis
done-vault-open = De kluis is open.
done-passphrase = Uw wachtzin is opgeslagen.
error-passphrase = Deze wachtzin opent de kluis niet.

# ---- Werklijst ----
error-reference = Er is geen dossier met dit kenmerk.
done-closed = Het dossier is afgesloten.

# ---- Dossier ----
back-to-dossier = Terug naar dossier { $reference }
dossier-title = Dossier { $reference }
state-received = nieuw
state-assessed = beoordeeld
state-referred = doorgezet
dossier-reported = Wat is gemeld
field-name = Naam
field-appearance = Uiterlijk
field-birth = Geboortedatum of leeftijd
field-address = Adres
field-phone = Telefoon
field-plate = Kenteken
field-online = Naam op internet
field-more = Bijzonderheden
done-subject = De betrokkene is opgeslagen.
done-noted = Genoteerd.
done-agenda = Het staat op de agenda.
done-consulted = De uitkomst is vastgelegd.
feedback-text = Wat liet deze partner weten, of waarom wacht u er niet meer op?
feedback-awaiting = wacht op terugkoppeling
feedback-answered = terugkoppeling ontvangen
feedback-returned = teruggegeven
feedback-given_up = niet meer op gewacht
done-feedback = Vastgelegd.
done-reopened = Het dossier is weer open.
done-is-closed = Dit dossier is afgesloten. Heropen het om verder te gaan.
done-no-such-step = Dat kan nu nog niet met dit dossier. Hieronder staat wat eerst moet.

# ---- Beoordelen ----
severity-unclear = Nog niet te zeggen
severity-concern = Punten van zorg
severity-serious = Ernstig
severity-very_serious = Zeer ernstig: direct ingrijpen is nodig
done-assessed = De beoordeling is vastgelegd.

# ---- Doorzetten ----
method-phone = Telefonisch
method-secure_mail = Beveiligde mail
method-in_person = Persoonlijk
method-portal = Via een portaal
method-meldroute = Via Meldroute

# ---- Vertellen en afsluiten ----
close-title = Vertellen en afsluiten
outcome-referred = Doorgezet naar een partner
outcome-local = Lokaal opgepakt
outcome-other_problem = Geen mensenhandel, wel een ander probleem dat is overgedragen
outcome-no_follow_up = Geen vervolg
outcome-merged = Samengevoegd met een ander dossier
close-contact-here = De melder leest uw bericht onder ‘Mijn signalen’.
close-contact-phone = De melder wil ook gebeld worden.
close-contact-mail = De melder wil ook een mail. Stuur die zelf, zonder het kenmerk of details.
close-contact-none = De melder wil geen contact.

# ---- Fouten ----
error-choose = Maak een keuze.
error-ages = Typ leeftijden in hele jaren met komma’s ertussen, zoals 17, 19. Typ ? voor onbekend.
error-why = Schrijf op waarom.
error-closed-meanwhile = Een collega sloot dit dossier intussen af. Er is niets opgeslagen, en wat u typte staat er nog. Heropen het dossier om verder te gaan.
error-changed = Een collega heeft dit dossier intussen gewijzigd. Er is niets opgeslagen, en wat u typte staat er nog. Bekijk het dossier, en sla dit daarna opnieuw op.
error-something-known = Vul minstens één gegeven in.
error-no-note = Schrijf eerst een notitie.
error-leak = Hierin staat wie meldde: { $words }. Haal dat weg.
error-someone-else = Vink bij elk woord aan dat het niet om wie meldde gaat. Gaat het daar wel om? Haal het dan weg.
error-destroy = Het kenmerk klopt niet. Er is niets vernietigd.
nav-consultations = Overleg
nav-shared = Gedeeld met mij

# ---- Registers ----
error-heard = Laat eerst de zes woorden voorlezen, en vink dat aan.

# ---- Bestanden ----
picture-large = { $label }: bekijk groot
job-kind-drafts = Oude concepten opruimen
job-kind-end-dates = Einddatums van delen onder de Wpg en de WGS
job-kind-reminders = Herinneringen versturen
job-why-closed = Het dossier is intussen afgesloten.

# In the audit log.
audit-feed-made = agendalink gemaakt
audit-feed-ended = agendalink uitgezet
audit-vault-opened = kluis geopend
audit-vault-refused = kluis niet geopend: verkeerde wachtzin
audit-vault-passphrase = wachtzin gekozen
audit-vault-granted = toegang tot de kluis gegeven
audit-vault-recovered = kluis geopend met herstelsleutel
audit-vault-recovery_renewed = nieuwe herstelsleutel gemaakt
audit-signal-reported = signaal gemeld
audit-signal-added = signaal aangevuld door de melder
audit-partner-told_back = teruggekoppeld aan de partner die het signaal gaf
audit-partner-not_told_back = vastgelegd waarom niets is teruggekoppeld
audit-marked-extended = deel onder de Wpg of de WGS mag langer blijven
audit-marked-let_end = deel onder de Wpg of de WGS loopt af
audit-marked-ending = gevraagd of een deel langer mag blijven
audit-marked-ended = deel op de einddatum verwijderd
audit-addition-read = aanvulling gelezen
audit-signal-assessed = signaal beoordeeld
audit-signal-referred = doorgezet naar een partner
audit-signal-closed = dossier afgesloten
audit-signal-reopened = dossier heropend
audit-partner-passed_over = verplichte partner overgeslagen met reden
audit-dossier-read = dossier gelezen
audit-dossier-named = dossier een naam gegeven
audit-dossier-noted = notitie gemaakt
audit-advice-asked = advies zonder namen gevraagd
audit-dossier-consulted = overleg vastgelegd
audit-dossier-destroyed = dossier vernietigd
audit-subject-changed = betrokkene gewijzigd
audit-feedback-recorded = terugkoppeling vastgelegd
audit-file-read = bestand gedownload
audit-file-seen = foto bekeken
audit-file-shown = een foto in het klein bekeken op de pagina van een dossier
audit-handover-read = overdracht gelezen
audit-register-read = verstrekkingen gelezen
audit-reporter-told = bericht aan de melder
audit-reporter-asked = vraag aan de melder
audit-reporter-not_awaited = niet meer gewacht op de melder
audit-reporter-involved = nagegaan of de melder zelf betrokken is
audit-agenda-read = agenda gelezen
audit-list-exported = lijst van afgesloten dossiers als bestand meegenomen
audit-list-read = lijst met dossiers gelezen
audit-vault-replaced = nieuwe sleutel voor de kluis gemaakt
audit-reporter-returned = signalen teruggegeven na een nieuw wachtwoord
audit-reporter-not_returned = signalen niet teruggegeven
audit-reporters-renewed = namen opnieuw versleuteld
dossier-timeline = Verloop
happened-note = Notitie
happened-message = Bericht aan de melder
happened-asked = Vraag aan de melder
happened-agenda = Op de agenda: { $about }
happened-consulted = Besproken: { $about }
happened-corrected = Verslag verbeterd: { $about }
happened-corrected-since = Besproken: { $about } (later verbeterd)
happened-passed_over = Niet doorgezet naar { $about }, omdat:
happened-closed = Afgesloten: { $about }
happened-reopened = Heropend, omdat:
happened-merged = Samengevoegd met dossier { $about }
happened-merged_here = Dossier { $about } is hiermee samengevoegd
happened-advised = Advies zonder namen van { $about }
error-safe-victim = Dit geldt alleen voor een mogelijk slachtoffer. Wijzig eerst de rol.
happened-printed = Heel het dossier op papier: { $about }
print-for-archive = voor het archief
print-for-objection = voor een bezwaar of klacht
print-for-court = voor de rechter
print-for-other = voor iets anders
happened-answered = Terugkoppeling van { $about }
happened-returned = Teruggegeven door { $about }
happened-given_up = Niet meer gewacht op { $about }, omdat:
report-who = Om wie of wat gaat het?
error-called-long = Kies een naam van hoogstens 80 tekens.
reporter-before = was: { $said }
audit-dossier-passed_on = een collega gevraagd om door te zetten
field-minor = Minderjarig
audit-dossier-printed = heel het dossier op papier gezet
nav-questions = Vragen van collega’s
nav-ask = Is dit iets?
nav-colleague = Over een collega
nav-colleagues = Over collega’s
audit-question-asked = vraag zonder melding gesteld
audit-question-read = vragen van collega’s gelezen
audit-question-answered = vraag van een collega beantwoord
audit-question-ended = vraag van een collega weggehaald
error-minor-or-not = U vinkte ‘misschien jonger dan 18’ aan, maar de geboortedatum of leeftijd zegt 18 of ouder. Vink aan dat het toch zo kan zijn, verbeter de datum, of haal het vinkje weg.
