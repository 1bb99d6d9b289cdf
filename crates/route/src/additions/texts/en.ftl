additions-title = Added later by the reporter
additions-count = { $count ->
    [one] One addition
   *[other] { $count } additions
  }
additions-danger = the reporter now says that somebody is in danger
additions-signs = Signs
additions-files = { $count ->
    [one] One file came with it. It is among the files.
   *[other] { $count } files came with it. They are among the files.
  }
additions-contact = The reporter wrote anew how contact is safe. Read that at Reporter before you send a message.
additions-read = I have read this
done-addition-read = Recorded: you read the addition.
happened-added = Added to by the reporter
