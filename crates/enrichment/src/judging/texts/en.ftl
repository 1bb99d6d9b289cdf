evidence-looks-same = same description
lookup-ask = You are going to search data about people. Say once why. It is kept with this dossier.
lookup-reason = Why do you look this up?
lookup-usual-reason = To see whether those involved are known already, so that the signal can be enriched (reporting route, step 3).
lookup-start = Look this up
lookup-because = Reason:
lookup-because-unreadable = It cannot be read. Tell the administrator. You can go on looking.
lookup-proposals = These are proposals of the program. You decide. Nothing is merged or deleted, and you can take back every judgement.
lookup-to-judge = { $number ->
    [0] Everything was judged.
   *[other] { $number } still to judge.
 }
lookup-to-judge-here = { $number ->
    [0] all judged
   *[other] { $number } still to judge
 }
lookup-back = Back to the dossier
lookup-nothing-to-look = This signal names no person, organisation, address or number to look up.
lookup-none = Nothing found. That does not mean that somebody is unknown: consult the sources below too.
lookup-none-strong = Nothing that is probably the same was found.
lookup-more-strong = { $number ->
    [one] Show the other strong match too
   *[other] Show { $number } other strong matches too
 }
lookup-more-weak = { $number ->
    [one] Show one weak match too
   *[other] Show { $number } weak matches too
 }
lookup-everything = Everything about this subject
lookup-identical = same number or address
lookup-nearly-certain = almost certainly the same
lookup-likely = probably the same
lookup-perhaps = perhaps the same
lookup-shares = has something in common
lookup-described = same description
lookup-fits = What fits
lookup-differs = What differs
lookup-dossier = Dossier or register
lookup-when = When
lookup-verdict = Your judgement
lookup-side = Compare the details
lookup-here = In this signal
lookup-there = There
lookup-known = Compared with { $number } subjects and rows.
judge-same = The same
judge-other = Not the same
judge-undo = Take back
judge-all = { $number ->
    [2] All two are the same
    [3] All three are the same
    [4] All four are the same
    [5] All five are the same
    [6] All six are the same
    [7] All seven are the same
    [8] All eight are the same
    [9] All nine are the same
    [10] All ten are the same
    [11] All eleven are the same
    [12] All twelve are the same
   *[other] All { $number } are the same
 }
judge-all-folded = { $number ->
    [one] with the one that is folded
   *[other] with the { $number } that are folded
  }
judge-all-text = You record that { $who } is the same as:
judge-all-submit = { $number ->
    [2] Yes, all two are the same
    [3] Yes, all three are the same
    [4] Yes, all four are the same
    [5] Yes, all five are the same
    [6] Yes, all six are the same
    [7] Yes, all seven are the same
    [8] Yes, all eight are the same
    [9] Yes, all nine are the same
    [10] Yes, all ten are the same
    [11] Yes, all eleven are the same
    [12] Yes, all twelve are the same
   *[other] Yes, all { $number } are the same
 }
judged-same = The same
judged-other = Not the same
judged-conflict = People judged this differently
judged-by = by
done-judged-same = Recorded: the same. You can take this back.
done-judged-other = Recorded: not the same. You can take this back.
done-judged-all = Recorded: all the same. You can take back every judgement.
done-judged-open = The judgement was taken back.
done-checked = The sources were updated.
check-title = Sources
check-text = Record which sources you consulted, outside this program too.
check-open = not looked at yet
check-nothing = nothing found
check-found = something found
check-not-allowed = I may not see it
check-more = Legal basis and note
check-by-program = looked up by the program
check-note = Note
check-submit = Save sources
check-imported = { $number } rows imported
housing-title = Living at this address
housing-registered = Registered in the imported population data
housing-inhabited = May people live here?
housing-yes = Yes, by the use of the building
housing-no = No, living is not among the uses of the building
housing-unknown = Unknown: no use was imported
housing-permits = Permits
housing-no-permits = none found
subject-page-title = Everything about this subject
subject-page-text = { $number ->
    [one] Occurs in one dossier.
   *[other] Occurs in { $number } dossiers.
 }
subject-page-rows = { $number ->
    [one] One row of a register was confirmed.
   *[other] { $number } rows of registers were confirmed.
 }
again-counts = { $signals ->
    [one] one new signal
   *[other] { $signals } new signals
 }, { $closed ->
    [one] one closed dossier
   *[other] { $closed } closed dossiers
 }.
again-compare = Compare
again-not-now = Not now
done-put-off = The question was put away. It comes back when something new comes in.
paper-looked = Looked up whether this is known already
paper-source = Source consulted: { $source }
paper-result = Outcome
paper-judged = Judged whether it is the same
paper-judgement = Judgement
paper-same = { $one } is the same as in { $other }
paper-other = { $one } is another than in { $other }
paper-dossier = dossier { $reference }
