whole-panel = The whole dossier
whole-panel-text = For the archive, an objection or complaint, or a court.
whole-link = Make one PDF of it
whole-title = The whole dossier as a PDF
whole-text = Everything in this dossier in the order of time, with who did what. Who reported is not in it. That you make this, and why, stands in the dossier afterwards.
whole-for = What is it for?
whole-to-keep = PDF/A without a lock, to be kept for years.
whole-to-seal = With a lock: whoever gets it opens it with words that you see once.
whole-reason = Why is this needed?
    .hint = One or two sentences. They stand on the first page too.
whole-passphrase = Passphrase of the vault
    .hint = Only with an open vault can the program leave out what may point at the reporter.
whole-submit = Make the PDF
whole-ready-title = The PDF is ready
whole-opens-title = These words open the PDF
whole-opens-text = Write them down now, with a space between them: you see them once. Give them on the phone or on paper, never in the same message as the PDF. Any ordinary program for PDF opens it: Edge, Chrome, Firefox or Adobe Reader.
whole-open-text = This PDF has no lock. Put it in the archive at once, and keep no copy.
whole-fetch = Fetch the PDF
whole-taken-out = { $number ->
    [one] In one place a word was left out that may point at the reporter.
   *[other] In { $number } places a word was left out that may point at the reporter.
}
whole-words-title = Is this somebody else’s name?
whole-words-text = These words may be the reporter’s, and were left out. Tick those that are somebody else’s. Then they stay.
whole-someone-else = Somebody else’s
whole-again = Make the PDF again
whole-beside = Files are not in the PDF. They are listed there with their size and SHA-256. You fetch them in the dossier.
