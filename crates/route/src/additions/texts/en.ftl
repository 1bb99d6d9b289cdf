done-addition-read = Recorded: you read the addition.
happened-added = Added to by the reporter
