questions-title = Vragen van collega’s
questions-text = Collega’s vragen hier of iets een signaal is, zonder te melden. Wie iets vraagt, staat nergens: ook u ziet dat niet. Denk mee. Is het een signaal? Schrijf dat dan: met één knop maakt de collega er een melding van.
questions-none = Er zijn geen vragen.
questions-one = Vraag { $number }
questions-due = Antwoord: { $due }
questions-ends = Beantwoord. Deze vraag verdwijnt op { $day }.
questions-asked = Vraag
questions-answered = Antwoord
questions-more = Schrijf nog iets
question-answer = Uw antwoord
    .hint = Vraag niet naar namen. Is het dringend? Schrijf dan dat de collega u belt.
questions-send = Stuur antwoord
questions-wait = { $count ->
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
questions-go = Naar de vragen
done-question-answered = Uw antwoord staat klaar voor wie het vroeg.
error-question-empty = Schrijf eerst iets op.
error-question-long = Dit is te lang. Schrijf het korter: 6000 tekens kan.
error-question-newer = Intussen schreef wie het vroeg nog iets. Lees dat eerst; uw tekst staat er nog.
error-answer-gone = Deze vraag is er niet meer: wie het vroeg, is klaar. Wat u schreef, staat hieronder.
error-question-gone = Deze vraag is er niet meer. Wat u schreef, kunt u als nieuwe vraag sturen.
error-question-many = U hebt tien vragen die nog wachten. Bel de aandachtsfunctionaris als het niet kan wachten.
error-question-waits = Deze vraag wacht nog op antwoord.
