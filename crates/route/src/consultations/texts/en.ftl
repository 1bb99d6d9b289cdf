consultations-title = On the agenda
consultations-intro = What the officer wants to discuss. You see only what is on the agenda.
consultations-none = Nothing is on the agenda.
dossier-consultation = Consultation
dossier-consult-open = Put on the agenda or record the outcome
consultations-all = All consultations
consultations-no-seat = You take part in no consultation now. Ask your administrator.
