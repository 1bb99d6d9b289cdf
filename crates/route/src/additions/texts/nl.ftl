additions-title = Later aangevuld door de melder
additions-count = { $count ->
    [one] Eén aanvulling
   *[other] { $count } aanvullingen
  }
additions-danger = de melder zegt nu dat iemand in gevaar is
additions-signs = Tekenen
additions-files = { $count ->
    [one] Er kwam één bestand bij. Het staat bij de bestanden.
   *[other] Er kwamen { $count } bestanden bij. Ze staan bij de bestanden.
  }
additions-contact = De melder schreef opnieuw hoe contact veilig is. Lees dat bij Melder, voordat u een bericht stuurt.
additions-read = Ik heb dit gelezen
done-addition-read = Vastgelegd: u hebt de aanvulling gelezen.
happened-added = Aangevuld door de melder
