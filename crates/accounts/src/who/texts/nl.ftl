who-title = Wie is wie
who-danger = Is er nu gevaar? Bel
who-officers = De aandachtsfunctionaris
who-officers-what = Bij de aandachtsfunctionaris komt elk signaal in vertrouwen binnen. Twijfelt u of iets een signaal is? Bel gerust.
who-team = Team
who-phone = Telefoon
who-present = Aanwezig
who-no-phone = Nog geen telefoonnummer ingevuld.
who-nobody = Er is nog geen aandachtsfunctionaris. Vraag het uw beheerder.
who-happens = Wat er met een signaal gebeurt
who-step-1 = U meldt wat u ziet. Eén zin is genoeg, en niemand ziet uw naam behalve de aandachtsfunctionaris.
who-step-2 = De aandachtsfunctionaris beoordeelt het binnen { $days ->
    [one] één dag
   *[other] { $days } dagen
  }, bij spoed binnen { $hours } uur.
who-step-3 = Komt een persoon, bedrijf of adres al voor, dan wordt dat ernaast gelegd. Zo nodig wordt het signaal besproken.
who-step-4 = Het gaat door naar de partner die er iets mee kan.
who-step-5 = Die partner koppelt terug wat er is gebeurd.
who-step-6 = U hoort wat er met uw signaal is gedaan, op de manier die u koos.
who-partners = Partners
who-partners-what = Met deze organisaties werkt de gemeente samen. De aandachtsfunctionaris zet door; u hoeft ze niet zelf te bellen.
who-some = Bij een vorm van uitbuiting
who-any = Bij elke vorm van uitbuiting
who-others = Overige partners
who-numbers = Nummers die iedereen mag bellen
who-report = Meld een signaal
reach-open = Hoe bent u te bereiken?
reach-team = Team
reach-phone = Telefoonnummer
reach-present = Wanneer bent u aanwezig?
    .hint = Bijvoorbeeld: maandag en donderdag, 9 tot 16 uur.
done-reach = Zo vinden collega’s u.
error-reach-phone = Vul een telefoonnummer in, zoals 0348 12 34 56.
error-reach-long = Schrijf dit korter: hoogstens 120 tekens.
first-reach = Vul in op welk nummer en wanneer u te bereiken bent
