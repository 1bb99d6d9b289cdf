older = Older

field-minor = Minor

done-assess-first = First assess the signal.

refer-intro = This advice follows from your assessment and the policy. You decide. Passing over an obligatory partner needs a reason.
refer-told = handed over
refer-passed-over = not informed, with a reason
refer-prepare = Hand over
refer-consult = To the consultation
refer-later = Go on later
refer-afterwards = What happens next, as we expect it:
refer-may-tell = What you may hear back, as we expect it:
refer-pass-over-submit = Do not inform, for this reason
pass-reason = Why do you not inform this partner?
done-passed-over = The reason is in the dossier.
handover-title = Handing over to { $partner }
handover-back = Back to the advice
handover-intro = Ticked is the least that this partner needs. The reporter never goes along.
handover-items = What goes along?
handover-words = Text that goes along: { $label }
handover-why = Why may and must this be done?
handover-question = What do you ask?
handover-purpose = Purpose
handover-purpose-default = Follow-up of a signal of possible human trafficking
handover-basis = Legal basis
handover-consent = Consent of the person concerned
consent-given = Yes, given
consent-none = No
handover-consent-why = Why without consent?
    .hint = For example: asking is not safe now.
handover-proportionality = Why is this needed, and not more than needed?
    .hint = One sentence.
handover-method = How does it go to the partner?
handover-passphrase = Your passphrase for the vault
    .hint = Needed to check that the reporter is not in it.
handover-submit = Record and make the PDF
handover-due = Feedback please before
handover-told-before = { $partner } got this dossier before. Look in the dossier whether once more is needed.
handover-group-noticed = What was noticed
handover-group-assessed = Assessment
handover-group-files = Files
handover-indicators = Signs
handover-ages = Age of possible victims
handover-file = File { $number }
unknown-age = unknown
done-handed-over = Handed over. The handover (PDF) is being downloaded. Give it to the partner.
part-statements = what was noticed
part-place = place and time
part-victims = victims
part-vulnerabilities = vulnerabilities
part-others = others involved
part-addresses = addresses
part-vehicles = vehicles
part-contacts = phone and online
part-indicators = signs
part-assessment = assessment
part-files = files
register-title = Disclosures
register-intro = What was shared with whom, when and why.
register-jaar = Year
register-partner = Partner
register-all-years = All years
register-all-partners = All partners
register-show = Show
register-count = { $count ->
    [0] Nothing has been shared yet.
    [one] One disclosure.
   *[other] { $count } disclosures.
  }
register-when = When
register-dossier = Dossier
register-who = With whom
register-what = What
register-why = Why
register-status = Feedback

error-nothing-chosen = Choose what goes along.
error-file-unreadable = The text of a chosen PDF cannot be read, so nobody can check whether the reporter is in it. Leave that file out.
error-look-again = Look once more at what goes along.
error-leak-contact = You are the contact on the handover and you are also the reporter, or have the same name. Let another officer hand this over.
handover-place = Place
handover-when = Time
handover-forms = Form of exploitation
handover-severity = Severity
handover-acute = Acute danger
handover-smuggling = Smuggling as well
handover-vulnerabilities = What makes somebody vulnerable
handover-assessment = Explanation
error-file-unprintable = A chosen photo cannot be opened and cannot go along. Leave it out, or give it to the partner separately.

handover-file-inside = stands in this document
handover-file-beside = is given along separately
done-handed-over-beside = Handed over. The handover (PDF) is being downloaded. Give it to the partner. Give the files listed below it apart.
dossier-referrals = Handed over
dossier-no-referrals = Nothing handed over yet.
dossier-feedback-due = feedback expected before
dossier-pdf = Download the handover document (PDF)
dossier-beside = Give these files along separately. They are not in the handover document.
dossier-beside-file = Download file { $number } ({ $kind })
happened-referred = Handed to { $about }

refer-group-obligation = Obligatory ({ $count })
refer-group-strong_advice = Strong advice ({ $count })
refer-group-option = Also possible ({ $count })
refer-group-other = Other partners ({ $count })
refer-to-do = still to do
refer-prepare-to = to { $partner }
refer-more = More about this partner
refer-unsure-go = Ring them under Policy and partners
refer-unsure = { $count ->
    [one] One partner in this advice has not been rung to check yet, or too long ago.
   *[other] { $count } partners in this advice have not been rung to check yet, or too long ago.
  }
handover-check = Check what the partner gets
handover-check-then = You then see the PDF itself. Nothing has been recorded yet.
handover-due-then = We ask for feedback before { $date }.
handover-named = This says who reported: { $words }. Take it out, or leave this unticked.
handover-asked = Mind: the reporter is called ‘{ $words }’ too. When you check it we ask whether this is somebody else.
handover-telling = Mind: ‘{ $words }’. Does this give away who reported? Then make it vaguer.
handover-vaguer = Make it ‘{ $words }’
error-leak-items = This says who reported: { $words }. Take it out, or leave it unticked. Is it somebody else of that name? Then add them to who is involved in the dossier: we ask you when you check it.
vaguer-municipality = at the municipality of { $name }
vaguer-this-week = this week
vaguer-last-week = last week
vaguer-week-of = in the week of { $day }
look-title = Check what the partner gets
look-again = Look once more at what goes along.
look-again-why = Something changed since you looked. Nothing has been recorded yet.
look-sheets = { $count ->
    [one] The PDF: one page
   *[other] The PDF: { $count } pages
  }
look-sheet = Page { $number } of { $all } of the PDF. The same text is on this page under ‘The text of the PDF’.
look-more-sheets = These are the first { $count } pages. The whole text is under ‘The text of the PDF’.
look-facts = To whom, and why
look-to = To
look-stays = This does not go along
look-stays-reporter = The reporter, who never goes along.
look-words = The text of the PDF
look-telling = This may give away who reported. Make it vaguer with ‘Change it’, or go on if it can go.
look-someone-else = The reporter is called so too. Tick what is somebody else’s
look-is-name-of = ‘{ $word }’ is the name of { $name } here, not of who reported
look-is-someone-else = ‘{ $word }’ is somebody else here, or something else, not who reported
look-stands-in = This stands in: { $place }.
look-change = Change it
pass-on-own = You reported this signal yourself.
pass-on-own-why = So you cannot hand it over: you would be the contact on the handover. Ask another officer. Nobody sees why you ask.
pass-on-title = Let a colleague hand over
pass-on-nobody = There is no other officer now. Ask your administrator to add a deputy.
pass-on-ask = Ask { $name }
pass-on-asked = Asked: { $name }
done-colleague-asked = Your colleague finds this dossier on top of the work, and gets a mail that says nothing.
done-handed-over-next = Handed over. The handover (PDF) is being downloaded.
handover-next = Give it to the partner. Still to do: { $partner }.
dossier-next-partner = Next: { $partner }
dossier-ask-back = Ask the partner:
handover-no-phone = Your phone number is not in the handover, because you did not fill it in.
handover-no-phone-go = Fill it in at Who is who
refer-again = Hand over once more
refer-pass-over-open = Skip this partner
look-contact = How the partner reaches you
look-then-phone = Then you ring the partner and tell what is in the PDF. Do you give the PDF as well? Do that yourself: Meldroute sends nothing.
look-then-secure_mail = Then you download the PDF and mail it yourself, securely. Meldroute sends nothing.
look-then-in_person = Then you download the PDF and give it to the partner yourself. Meldroute sends nothing.
look-then-portal = Then you download the PDF and put it in the partner’s portal yourself. Meldroute sends nothing.
