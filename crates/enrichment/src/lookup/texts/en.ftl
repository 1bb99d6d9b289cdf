evidence-given-exact = { $rarity ->
    [rare] same rare given name
    [common] same common given name
   *[plain] same given name
 }
evidence-given-sound = given name sounds the same
evidence-given-variant = given name is another form of it
evidence-given-edit = given name differs by one letter
evidence-given-near = given name is similar
evidence-given-prefix = given name is short for it
evidence-given-elsewhere = given name is among the other given names
evidence-given-different = other given name
evidence-initial-same = same initial
evidence-initial-different = other initial
evidence-surname-exact = { $rarity ->
    [rare] same rare surname
    [common] same common surname
   *[plain] same surname
 }
evidence-surname-sound = surname sounds the same
evidence-surname-variant = surname is another spelling
evidence-surname-edit = surname differs by one letter
evidence-surname-near = surname is similar
evidence-surname-prefix = surname is part of it
evidence-surname-elsewhere = part of the surname is the same
evidence-surname-different = other surname
evidence-order-straight = names in the same place
evidence-order-swapped = given name and surname swapped
evidence-birth-same = same date of birth
evidence-birth-swapped = day and month swapped
evidence-birth-slip = date of birth differs by one digit
evidence-birth-two-parts = date of birth partly the same
evidence-birth-year = same year of birth
evidence-birth-near-year = nearly the same year of birth
evidence-birth-different = other date of birth
evidence-birth-part-same = date of birth fits as far as known
evidence-birth-part-near-year = nearly the same year of birth
evidence-birth-part-different = other year of birth
evidence-sex-same = same sex
evidence-sex-different = other sex
evidence-nationality-same = same nationality
evidence-nationality-different = other nationality
evidence-address-same = same address
evidence-address-addition = same house number, other addition
evidence-address-near = address is similar
evidence-address-other-number = same street, other house number
evidence-address-town = same town, other address
evidence-address-different = other address
evidence-street-same = same street
evidence-street-town = same town, other street
evidence-street-different = other street
evidence-town-same = same town
evidence-town-different = other town
evidence-organisation-same = { $rarity ->
    [rare] same rare organisation name
    [common] same common organisation name
   *[plain] same organisation name
 }
evidence-organisation-nearly = organisation name nearly the same
evidence-organisation-partly = organisation name partly the same
evidence-organisation-different = other organisation name
evidence-phone-same = same phone number
evidence-phone-slip = phone number differs by one sign
evidence-phone-different = other phone number
evidence-email-same = same e-mail address
evidence-email-slip = e-mail address differs by one sign
evidence-email-different = other e-mail address
evidence-national-id-same = same national number
evidence-national-id-slip = national number differs by one sign
evidence-national-id-different = other national number
evidence-trade-same = same trade register number
evidence-trade-slip = trade register number differs by one sign
evidence-trade-different = other trade register number
evidence-plate-same = same number plate
evidence-plate-slip = number plate differs by one sign
evidence-plate-different = other number plate
evidence-iban-same = same account number
evidence-iban-slip = account number differs by one sign
evidence-iban-different = other account number
evidence-handle-same = same online name
evidence-handle-slip = online name differs by one sign
evidence-handle-different = other online name
lookup-place = place of the signal
