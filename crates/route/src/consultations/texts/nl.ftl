consultations-title = Op de agenda
consultations-intro = Wat de aandachtsfunctionaris wil bespreken. U ziet alleen wat op de agenda staat.
consultations-none = Er staat niets op de agenda.
dossier-consultation = Overleg
dossier-consult-open = Op de agenda zetten of uitkomst vastleggen
consultations-all = Alle overleggen
consultations-no-seat = U neemt nu aan geen overleg deel. Vraag het uw beheerder.
