evidence-looks-same = zelfde omschrijving
lookup-ask = U gaat zoeken in gegevens over mensen. Zeg één keer waarom. Dat wordt bij dit dossier bewaard.
lookup-reason = Waarom zoekt u dit op?
lookup-usual-reason = Nagaan of de betrokkenen al bekend zijn, zodat het signaal kan worden verrijkt (meldroute, stap 3).
lookup-start = Zoek dit op
lookup-because = Reden:
lookup-because-unreadable = Deze is niet te lezen. Meld dat aan de beheerder. U kunt gewoon verder zoeken.
lookup-proposals = Dit zijn voorstellen van het programma. U beslist. Niets wordt samengevoegd of verwijderd, en u kunt elk oordeel terugnemen.
lookup-to-judge = { $number ->
    [0] Alles is beoordeeld.
   *[other] Nog { $number } te beoordelen.
 }
lookup-to-judge-here = { $number ->
    [0] alles beoordeeld
   *[other] nog { $number } te beoordelen
 }
lookup-back = Terug naar het dossier
lookup-nothing-to-look = Dit signaal noemt geen persoon, organisatie, adres of nummer om na te gaan.
lookup-none = Niets gevonden. Dat betekent niet dat iemand onbekend is: kijk ook in de bronnen hieronder.
lookup-none-strong = Geen sterke overeenkomst gevonden.
lookup-more-strong = { $number ->
    [one] Toon ook de andere sterke overeenkomst
   *[other] Toon ook { $number } andere sterke overeenkomsten
 }
lookup-more-weak = { $number ->
    [one] Toon ook één zwakke overeenkomst
   *[other] Toon ook { $number } zwakke overeenkomsten
 }
lookup-everything = Alles over deze betrokkene
lookup-identical = zelfde nummer of adres
lookup-nearly-certain = vrijwel zeker dezelfde
lookup-likely = waarschijnlijk dezelfde
lookup-perhaps = misschien dezelfde
lookup-shares = deelt een gegeven
lookup-described = zelfde omschrijving
lookup-fits = Wat past
lookup-differs = Wat verschilt
lookup-dossier = Dossier of register
lookup-when = Wanneer
lookup-verdict = Uw oordeel
lookup-side = Vergelijk gegevens
lookup-here = In dit signaal
lookup-there = Daar
lookup-known = Vergeleken met { $number } betrokkenen en regels.
judge-same = Dezelfde
judge-other = Niet dezelfde
judge-undo = Neem het oordeel terug
judge-all = { $number ->
    [2] Alle twee dezelfde
    [3] Alle drie dezelfde
    [4] Alle vier dezelfde
    [5] Alle vijf dezelfde
    [6] Alle zes dezelfde
    [7] Alle zeven dezelfde
    [8] Alle acht dezelfde
    [9] Alle negen dezelfde
    [10] Alle tien dezelfde
    [11] Alle elf dezelfde
    [12] Alle twaalf dezelfde
   *[other] Alle { $number } dezelfde
 }
judge-all-folded = { $number ->
    [one] ook de ene die is ingeklapt
   *[other] ook de { $number } die zijn ingeklapt
  }
judge-all-text = U legt vast dat { $who } dezelfde is als:
judge-all-submit = { $number ->
    [2] Ja, alle twee zijn dezelfde
    [3] Ja, alle drie zijn dezelfde
    [4] Ja, alle vier zijn dezelfde
    [5] Ja, alle vijf zijn dezelfde
    [6] Ja, alle zes zijn dezelfde
    [7] Ja, alle zeven zijn dezelfde
    [8] Ja, alle acht zijn dezelfde
    [9] Ja, alle negen zijn dezelfde
    [10] Ja, alle tien zijn dezelfde
    [11] Ja, alle elf zijn dezelfde
    [12] Ja, alle twaalf zijn dezelfde
   *[other] Ja, alle { $number } zijn dezelfde
 }
judged-same = Dezelfde
judged-other = Niet dezelfde
judged-conflict = Hierover is verschillend geoordeeld
judged-by = door
done-judged-same = Vastgelegd: dezelfde. U kunt dit terugnemen.
done-judged-other = Vastgelegd: niet dezelfde. U kunt dit terugnemen.
done-judged-all = Vastgelegd: allemaal dezelfde. U kunt elk oordeel terugnemen.
done-judged-open = Het oordeel is teruggenomen.
done-checked = De bronnen zijn bijgewerkt.
check-title = Bronnen
check-text = Leg vast welke bronnen u hebt geraadpleegd, ook buiten dit programma.
check-open = nog niet bekeken
check-nothing = niets gevonden
check-found = iets gevonden
check-not-allowed = mag ik niet inzien
check-more = Grondslag en toelichting
check-by-program = nagegaan door het programma
check-note = Toelichting
check-submit = Sla de bronnen op
check-imported = { $number } regels ingelezen
housing-title = Wonen op dit adres
housing-registered = Ingeschreven in de ingelezen bevolkingsgegevens
housing-inhabited = Mag hier worden gewoond?
housing-yes = Ja, volgens het gebruiksdoel
housing-no = Nee, wonen staat niet bij het gebruiksdoel
housing-unknown = Onbekend: er is geen gebruiksdoel ingelezen
housing-permits = Vergunningen
housing-no-permits = geen gevonden
subject-page-title = Alles over deze betrokkene
subject-page-text = { $number ->
    [one] Komt voor in één dossier.
   *[other] Komt voor in { $number } dossiers.
 }
subject-page-rows = { $number ->
    [one] Er is één regel uit een register bevestigd.
   *[other] Er zijn { $number } regels uit registers bevestigd.
 }
again-counts = { $signals ->
    [one] één nieuw signaal
   *[other] { $signals } nieuwe signalen
 }, { $closed ->
    [one] één gesloten dossier
   *[other] { $closed } gesloten dossiers
 }.
again-compare = Vergelijken
again-not-now = Nu niet
done-put-off = De vraag is weggezet. Zij komt terug als er iets nieuws bij komt.
paper-looked = Nagegaan of dit al bekend is
paper-source = Bron geraadpleegd: { $source }
paper-result = Uitkomst
paper-judged = Beoordeeld of het dezelfde is
paper-judgement = Oordeel
paper-same = { $one } is dezelfde als in { $other }
paper-other = { $one } is een ander dan in { $other }
paper-dossier = dossier { $reference }
