vault-status-open = Kluis open · { $minutes } min
vault-status-closed = Kluis dicht · openen
vault-title = De kluis
vault-what = In de kluis staan de namen van melders. Alleen een aandachtsfunctionaris met een eigen wachtzin kan die lezen. Na een half uur zonder gebruik gaat de kluis vanzelf dicht.
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
vault-lost-text = Vraag een collega met een open kluis om u opnieuw toegang te geven: kies dan eerst hieronder een nieuwe wachtzin. Of gebruik de herstelsleutel uit de brandkast van de gemeente.
vault-choose-again = Kies een nieuwe wachtzin en wacht op een collega
vault-recovery = Herstelsleutel
    .hint = Acht groepjes van vijf tekens. Leeg laten als een collega u toegang geeft.
vault-recover = Herstel de toegang
recovery-pdf = Download als PDF
recovery-renew-title = Nieuwe herstelsleutel
recovery-renew-text = Doe dit als de sleutel is gebruikt of kwijt is. De oude werkt daarna niet meer.
recovery-renew = Maak een nieuwe herstelsleutel
vault-recovery-sure = Ik kan de nieuwe sleutel nu printen of overschrijven, en in de brandkast van de gemeente leggen.
vault-replace-sure = Ik kan de nieuwe herstelsleutel nu printen of overschrijven, en in de brandkast van de gemeente leggen.
vault-damaged = { $count ->
    [one] Van één signaal kan de naam van de melder niet opnieuw versleuteld worden: de rij is beschadigd. Vraag de beheerder om meldroute check te draaien.
   *[other] Van { $count } signalen kan de naam van de melder niet opnieuw versleuteld worden: die rijen zijn beschadigd. Vraag de beheerder om meldroute check te draaien.
  }
vault-renewing = { $count ->
    [one] Nog één signaal wordt opnieuw versleuteld. Laat de kluis zo lang open.
   *[other] Nog { $count } signalen worden opnieuw versleuteld. Laat de kluis zo lang open.
  }
error-recovery-safe = Zorg eerst dat u de sleutel kunt bewaren, en vink dat aan.
error-recovery-made = De herstelsleutel is al gemaakt, en wordt niet nog een keer getoond. Hebt u de sleutel niet? Maak dan een nieuwe.
error-passphrase-password = Dit is uw wachtwoord om in te loggen. Neem voor de kluis iets anders.
done-vault-closed = De kluis is dicht.
done-granted = Toegang gegeven.
done-recovered = De toegang is hersteld. Maak nu een nieuwe herstelsleutel.
error-passphrase-empty = Vul uw wachtzin in.
error-recovery-typo = Deze sleutel is niet goed overgetypt. Kijk naar elk groepje van vijf tekens.
error-recovery-wrong = Deze sleutel is goed getypt, maar hoort niet (meer) bij deze kluis.

error-vault-last = U hebt de enige toegang tot de kluis. Gebruik de herstelsleutel, of open eerst de kluis.

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
vault-your-words = Lees deze zes woorden voor als uw collega u belt:
vault-replace-title = Nieuwe sleutel voor de kluis
vault-replace-text = Doe dit als een aandachtsfunctionaris is vertrokken. Alle namen worden opnieuw versleuteld; wie vertrok, kan met een oude kopie niets nieuws lezen. U krijgt ook een nieuwe herstelsleutel: leg die in de brandkast van de gemeente en vernietig de oude.
vault-replace = Maak een nieuwe sleutel
by-recovery-title = Bevestig met de herstelsleutel
by-recovery-recovery = Herstelsleutel
    .hint = Acht groepjes van vijf tekens.
by-recovery-text = Is er geen andere aandachtsfunctionaris die u kan bevestigen? Haal dan de herstelsleutel uit de brandkast van de gemeente en typ de sleutel over. Maak daarna onder Kluis een nieuwe.
by-recovery-submit = Bevestig mijn rol
dossier-reporter = Melder
dossier-anonymous = De melder is niet bekend.
dossier-sealed = Wie meldde, staat in de kluis.
reporter-name = Naam
reporter-phone = Telefoon
reporter-email = E-mail
reporter-number = Personeelsnummer
reporter-safe = Veilig contact
reporter-among = Is ook betrokken, als mogelijk slachtoffer
kept-title = Bewaar eerst de herstelsleutel
kept-text = Print deze sleutel en leg de print in een gesloten envelop in de brandkast van de gemeente. Met deze sleutel zijn de namen van melders te lezen als niemand de wachtzin meer weet. Zolang u niet zegt dat de sleutel is opgeborgen, blijft de sleutel hier staan, hoogstens een uur. Daarna toont Meldroute hem nooit meer.
kept-stored = Ik heb de sleutel geprint of overgeschreven, en opgeborgen.
kept-submit = Ga verder
error-kept = Berg de sleutel eerst op, en vink dat aan.
done-recovery-kept = De herstelsleutel is opgeborgen. Vernietig een vorige.
error-whole-tells = Naast elkaar zeggen twee teksten in dit dossier nog wie meldde. Haal dat uit een tekst die u kunt veranderen, of vraag wie Meldroute beheert om hulp.
reporter-at-partner = Bij wie het signaal vandaan komt
reporter-none-at-partner = Er is niet vastgelegd met wie u bij de partner contact had.
reporter-told-partner = Dit is wie u bij de partner sprak. Wat ervan werd, vertelt u aan de partner.
