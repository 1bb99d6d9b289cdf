older = Oudere

field-minor = Minderjarig

done-assess-first = Beoordeel het signaal eerst.

refer-intro = Dit advies volgt uit uw beoordeling en het beleid. U beslist. Een verplichte partner overslaan kan alleen met een reden.
refer-told = doorgezet
refer-passed-over = niet ingelicht, met reden
refer-prepare = Zet door
refer-consult = Naar het overleg
refer-later = Later verder
refer-afterwards = Wat er daarna gebeurt, zoals wij het verwachten:
refer-may-tell = Wat u terug kunt horen, zoals wij het verwachten:
refer-pass-over-submit = Niet inlichten, om deze reden
pass-reason = Waarom licht u deze partner niet in?
done-passed-over = De reden staat in het dossier.
handover-title = Doorzetten naar { $partner }
handover-back = Terug naar het advies
handover-intro = Aangevinkt is het minste dat deze partner nodig heeft. De melder gaat nooit mee.
handover-items = Wat gaat mee?
handover-words = Tekst die meegaat: { $label }
handover-why = Waarom mag en moet dit?
handover-question = Wat vraagt u?
handover-purpose = Doel
handover-purpose-default = Opvolging van een signaal van mogelijke mensenhandel
handover-basis = Grondslag
handover-consent = Toestemming van de betrokkene
consent-given = Ja, gegeven
consent-none = Nee
handover-consent-why = Waarom zonder toestemming?
    .hint = Bijvoorbeeld: vragen is nu niet veilig.
handover-proportionality = Waarom is dit nodig, en niet meer dan nodig?
    .hint = Eén zin.
handover-method = Hoe gaat het naar de partner?
handover-passphrase = Uw wachtzin voor de kluis
    .hint = Nodig om na te gaan dat de melder er niet in staat.
handover-submit = Leg vast en maak de PDF
handover-due = Graag terugkoppeling voor
handover-told-before = { $partner } kreeg dit dossier al eerder. Kijk in het dossier of nog een keer nodig is.
handover-group-noticed = Wat is opgemerkt
handover-group-assessed = Beoordeling
handover-group-files = Bestanden
handover-indicators = Tekenen
handover-ages = Leeftijd van mogelijke slachtoffers
handover-file = Bestand { $number }
unknown-age = onbekend
done-handed-over = Doorgezet. De overdracht (PDF) wordt gedownload. Geef die aan de partner.
part-statements = wat is opgemerkt
part-place = plaats en tijd
part-victims = slachtoffers
part-vulnerabilities = kwetsbaarheden
part-others = andere betrokkenen
part-addresses = adressen
part-vehicles = voertuigen
part-contacts = telefoon en internet
part-indicators = tekenen
part-assessment = beoordeling
part-files = bestanden
register-title = Verstrekkingen
register-intro = Wat is met wie gedeeld, wanneer en waarom.
register-jaar = Jaar
register-partner = Partner
register-all-years = Alle jaren
register-all-partners = Alle partners
register-show = Toon
register-count = { $count ->
    [0] Er is nog niets gedeeld.
    [one] Eén verstrekking.
   *[other] { $count } verstrekkingen.
  }
register-when = Wanneer
register-dossier = Dossier
register-who = Met wie
register-what = Wat
register-why = Waarom
register-status = Terugkoppeling

error-nothing-chosen = Kies wat er meegaat.
error-file-unreadable = De tekst van een gekozen PDF is niet te lezen. Daarom is niet na te gaan of de melder erin staat. Laat dat bestand weg.
error-look-again = Kijk nog één keer naar wat meegaat.
error-leak-contact = U staat als contact op de overdracht en u bent ook de melder, of u heet net zo. Laat een andere aandachtsfunctionaris dit doorzetten.
handover-place = Plaats
handover-when = Tijd
handover-forms = Vorm van uitbuiting
handover-severity = Ernst
handover-acute = Acuut gevaar
handover-smuggling = Ook mensensmokkel
handover-vulnerabilities = Wat iemand kwetsbaar maakt
handover-assessment = Toelichting
error-file-unprintable = Een gekozen foto is niet te openen en kan niet mee. Laat de foto weg, of geef die apart aan de partner.

handover-file-inside = staat in dit document
handover-file-beside = wordt apart meegegeven
done-handed-over-beside = Doorgezet. De overdracht (PDF) wordt gedownload. Geef die aan de partner. Geef de bestanden die eronder staan apart mee.
dossier-referrals = Doorgezet
dossier-no-referrals = Nog niets doorgezet.
dossier-feedback-due = terugkoppeling verwacht voor
dossier-pdf = Download de overdracht (PDF)
dossier-beside = Geef deze bestanden apart mee. Ze staan niet in de overdracht.
dossier-beside-file = Download bestand { $number } ({ $kind })
happened-referred = Doorgezet naar { $about }

refer-group-obligation = Verplicht ({ $count })
refer-group-strong_advice = Sterk advies ({ $count })
refer-group-option = Kan ook ({ $count })
refer-group-other = Andere partners ({ $count })
refer-to-do = nog te doen
refer-prepare-to = naar { $partner }
refer-more = Meer over deze partner
refer-unsure-go = Bel ze na bij Beleid en partners
refer-unsure = { $count ->
    [one] Eén partner in dit advies is nog niet nagebeld, of te lang geleden.
   *[other] { $count } partners in dit advies zijn nog niet nagebeld, of te lang geleden.
  }
handover-check = Controleer wat de partner krijgt
handover-check-then = U ziet dan de PDF zelf. Er is nog niets vastgelegd.
handover-due-then = We vragen terugkoppeling vóór { $date }.
handover-named = Hierin staat wie meldde: { $words }. Haal dat weg, of laat het vinkje weg.
handover-asked = Let op: wie meldde heet ook ‘{ $words }’. Bij de controle vragen we of het hier om iemand anders gaat.
handover-telling = Let op: ‘{ $words }’. Verraadt dit wie meldde? Maak het dan ruimer.
handover-vaguer = Maak er ‘{ $words }’ van
error-leak-items = Hierin staat wie meldde: { $words }. Haal dat weg, of laat het vinkje weg. Gaat het om iemand anders die zo heet? Zet die dan in het dossier bij de betrokkenen: dan vragen we het bij de controle.
vaguer-municipality = bij de gemeente { $name }
vaguer-this-week = deze week
vaguer-last-week = vorige week
vaguer-week-of = in de week van { $day }
look-title = Controleer wat de partner krijgt
look-again = Kijk nog één keer naar wat meegaat.
look-again-why = Er is iets veranderd sinds u keek. Er is nog niets vastgelegd.
look-sheets = { $count ->
    [one] De PDF: één bladzijde
   *[other] De PDF: { $count } bladzijden
  }
look-sheet = Bladzijde { $number } van { $all } van de PDF. Dezelfde tekst staat op deze pagina onder ‘De tekst van de PDF’.
look-more-sheets = Dit zijn de eerste { $count } bladzijden. De hele tekst staat onder ‘De tekst van de PDF’.
look-facts = Aan wie, en waarom
look-to = Aan
look-stays = Dit gaat niet mee
look-stays-reporter = De melder. Die gaat nooit mee.
look-words = De tekst van de PDF
look-telling = Dit verraadt misschien wie meldde. Maak het ruimer met ‘Pas aan’, of ga door als het kan.
look-someone-else = Wie meldde heet ook zo. Vink aan wat van iemand anders is
look-is-name-of = ‘{ $word }’ is hier de naam van { $name }, niet van wie meldde
look-is-someone-else = ‘{ $word }’ is hier iemand anders, of iets anders, dan wie meldde
look-stands-in = Dit staat in: { $place }.
look-change = Pas aan
pass-on-own = U hebt dit signaal zelf gemeld.
pass-on-own-why = U kunt het daarom niet zelf doorzetten: u staat als contact op de overdracht. Vraag een andere aandachtsfunctionaris. Niemand ziet waarom u het vraagt.
pass-on-title = Laat een collega doorzetten
pass-on-nobody = Er is nu geen andere aandachtsfunctionaris. Vraag uw beheerder om een plaatsvervanger toe te voegen.
pass-on-ask = Vraag { $name }
pass-on-asked = Gevraagd: { $name }
done-colleague-asked = Uw collega vindt dit dossier bovenaan het werk en krijgt een mail zonder inhoud.
done-handed-over-next = Doorgezet. De overdracht (PDF) wordt gedownload.
handover-next = Geef die aan de partner. Nu nog: { $partner }.
dossier-next-partner = Volgende: { $partner }
dossier-ask-back = Vraag het na bij de partner:
handover-no-phone = Uw telefoonnummer staat niet in de overdracht, omdat u het niet invulde.
handover-no-phone-go = Vul het in bij Wie is wie
refer-again = Zet nog een keer door
refer-pass-over-open = Deze partner overslaan
look-contact = Zo bereikt de partner u
look-then-phone = Daarna belt u de partner en vertelt u wat in de PDF staat. Geeft u de PDF ook? Doe dat dan zelf: Meldroute verstuurt niets.
look-then-secure_mail = Daarna downloadt u de PDF en mailt u die zelf, beveiligd. Meldroute verstuurt niets.
look-then-in_person = Daarna downloadt u de PDF en geeft u die zelf aan de partner. Meldroute verstuurt niets.
look-then-portal = Daarna downloadt u de PDF en zet u die zelf in het portaal van de partner. Meldroute verstuurt niets.
