feed-title = Terms in your calendar
feed-what = With a secret link you see in Outlook or another calendar on which day how many terms end. Never what they are about.
feed-link = This is your link. Copy it now: you see it here only once.
feed-how = In your calendar choose ‘subscribe from web’ and paste the link. Share it with nobody. Lost or shared? Then make a new one.
feed-on = The link is on.
feed-make = Make a link
feed-renew = Make a new link: the old one stops
feed-end = Turn the link off
feed-name = Meldroute
feed-late = { $count ->
    [one] Meldroute: one term is over
   *[other] Meldroute: { $count } terms are over
  }
feed-due = { $urgent ->
    [0] { $count ->
        [one] Meldroute: one term
       *[other] Meldroute: { $count } terms
      }
   *[other] { $count ->
        [one] Meldroute: one term, urgent
       *[other] Meldroute: { $count } terms, { $urgent } of them urgent
      }
  }
done-feed-ended = The link is off.
