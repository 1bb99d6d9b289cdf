locations-title = Locations
locations-text = Locations that need attention: housing of labour migrants, hotels, holiday parks, salons, businesses and building sites. Where somebody must look first stands on top. A signal is not needed.
locations-new = Add a location
locations-map = Look at the map
locations-import = Take in an extract
locations-show = Show
locations-none = No location is watched yet. Add one, here or in a dossier.
locations-nothing = No location was found.
locations-address = Address
locations-kind = Kind
locations-next = Next look
locations-last = Last look
locations-people = People seen
locations-of = (allowed: { $count })
locations-crowded = too many
locations-dossiers = Dossiers
locations-more = More locations
locations-all-kinds = All kinds
locations-find = Find
locations-find-adres = Find an address
    .hint = Street and number, or postcode and number.
locations-export = Take this list along as a file (CSV)
locations-soort = Kind
locations-wat = Which
locations-what-alles = All watched locations
locations-what-kijken = To be looked at now
locations-what-signalen = With dossiers
locations-what-einde = Not watched any more
locations-due-title = { $count ->
    [one] Look at a location
   *[other] Look at locations
}
locations-due = All { $count } locations to look at now
locations-due-damaged = { $count ->
    [one] 1 of these locations is damaged and cannot be read any more. Ask the administrator to run meldroute check.
   *[other] { $count } of these locations are damaged and cannot be read any more. Ask the administrator to run meldroute check.
}
locations-panel = Locations
locations-map-title = Map of the locations
locations-map-text = Each location has a shape that belongs to its kind, and a number. Below the map a table says the same.
locations-map-whole = Back to the whole map
locations-map-none = The coordinates of none of these locations are known, or they lie elsewhere.
locations-map-of = Map of the municipality of { $municipality } with the locations. The table below says the same.
locations-map-several = Several locations together
locations-map-source = Border of the municipality: CBS and Kadaster, 2023 (CC BY 4.0).
locations-map-table = What is on the map
locations-map-number = Number
locations-map-closer = { $count } locations: look closer
locations-map-more = and { $count } more
locations-map-unplaced = { $count ->
    [one] The coordinates of 1 location are not known.
   *[other] The coordinates of { $count } locations are not known.
}
locations-map-elsewhere = { $count ->
    [one] 1 location lies outside this map.
   *[other] { $count } locations lie outside this map.
}
location-kind = What kind of location is it?
location-kind-housing = Housing of labour migrants
location-kind-hotel = Hotel
location-kind-park = Holiday park or camp site
location-kind-massage = Massage or beauty salon
location-kind-nails = Nail studio
location-kind-farm = Farm or horticulture
location-kind-building = Building site
location-kind-escort = Home or escort address
location-kind-other = Something else
location-why = Why do you watch this location?
location-why-area = Area or sector at risk
location-why-signal = Signal
location-why-permit = Permit
location-why-tip = Tip
location-street = Street
    .hint = Or, where there is no address, where it is. For example: field along the ring road.
location-number = House number and addition
location-postcode = Postcode
location-town = Town
location-next = When must somebody look?
    .hint = May stay empty.
location-used = What is the location used for?
location-permitted = What is permitted?
    .hint = By permit or environmental plan.
location-allowed = How many people may be there?
location-owner = Owner
location-employer = Employer or agency
location-note = Note
    .hint = Name no victims or others who are involved. What is about somebody you write in the dossier.
location-first = Coordinate: x or latitude
    .hint = For example 125062 (RD) or 52.0457. May stay empty; then the location is not on the map.
location-second = Coordinate: y or longitude
    .hint = For example 450910 (RD) or 4.9508.
location-state-watched = watched
location-state-ended = not watched any more
location-begin = Watch a location
location-begin-title = Adding a location
location-begin-save = Add the location
location-form-text = What you write here stays when a dossier is destroyed.
location-there = This address is in the register already. Look there, or connect your dossier to it.
location-back-to-dossier = Back to dossier { $reference }
location-change = Change
location-change-title = Changing the location
location-change-save = Save
location-crowded = The last time more people were there than may be.
location-because = Watched because of
location-is-used = Use
location-is-permitted = Permitted
location-people-allowed = People allowed
location-its-owner = Owner
location-its-employer = Employer or agency
location-its-note = Note
location-its-spot = Coordinates
location-extract = According to the extract of { $date }
location-looks = Who looked, and what was seen
location-looks-none = Nobody looked yet.
location-people-seen = { $count ->
    [one] 1 person seen
   *[other] { $count } people seen
}
location-look-title = Write down that somebody looked
location-look-day = On which day?
location-look-by = Who looked?
    .hint = A function or an organisation, no name.
location-look-text = What was there to see?
location-look-people = How many people were there?
location-look-next = When to look again?
    .hint = May stay empty. What is planned for a later day then stays.
location-look-save = Write down
location-not-all = More dossiers belong to this location, which cannot be read here.
location-damaged = Some of what stood here about locations is damaged and cannot be read any more. Ask the administrator to run meldroute check.
location-look-due = look: { $due }
location-dossiers-none = No dossier belongs to this location. You connect one in the dossier, under Locations.
location-plan-next = When must somebody look?
location-plan-save = Plan
location-turns = Watched and not watched any more
location-end-title = No longer watching
location-end-reason = Why need this location not be watched any more?
location-end-save = Watch no more
location-again-title = Watching again
location-again-reason = Why do you watch this location again?
location-again-save = Watch again
location-hint = This address is watched already:
location-link-here = Connect
location-watch = Watch this location
location-link = Connect to a location in the register
location-link-where = At which address?
    .hint = Street and number, or postcode and number.
location-link-save = Connect
location-unlink-save = Disconnect
location-import-title = Taking in an extract
location-import-text = A list of permits or addresses, as CSV or Excel, with the names of the columns on the first line. An address that is there already comes in no second time: what the extract says stands beside what you typed. At most 5000 lines.
location-import-file = File
location-import-dated = Of which day is the extract?
location-import-kind = What kind of locations are they?
location-import-why = Why do you watch these locations?
location-import-columns = Do the columns have other names?
location-import-columns-text = Meldroute knows usual names, such as straat, huisnummer, postcode and plaats. Where a column has another name, type it here.
location-import-col-street = Column with the street
location-import-col-number = Column with the house number
location-import-col-addition = Column with the addition
location-import-col-postcode = Column with the postcode
location-import-col-town = Column with the town
location-import-col-x = Column with x or latitude
location-import-col-y = Column with y or longitude
location-import-col-use = Column with what is permitted
location-import-col-allowed = Column with how many people may be there
location-import-col-owner = Column with the owner
location-import-save = Take in
location-import-done = Taken in: { $new } new, { $changed } updated, { $same } without difference.
location-import-twice = { $count ->
    [one] 1 line did not count: the same address stands further on again.
   *[other] { $count } lines did not count: the same address stands further on again.
}
location-import-older = { $count ->
    [one] Of 1 address a later extract is there already. That one stayed.
   *[other] Of { $count } addresses a later extract is there already. That one stayed.
}
location-import-ended = { $count ->
    [one] Not watched any more: 1. That location stays so until you watch it again.
   *[other] Not watched any more: { $count }. Those locations stay so until you watch them again.
}
location-import-skipped = Lines that were left out
location-import-line = Line
location-import-column = Column
location-import-reason = Why
location-import-more = And { $count } more lines.
location-row-address = There is no address.
location-row-long = This has more than 120 characters.
location-row-people = This is no number of people.
location-row-spot = These are no coordinates in the Netherlands.
location-row-fields = This line has more or fewer columns than the first.
location-row-encoding = This line has characters that cannot be read.
location-row-broken = This line cannot be read.
error-location-line = This is too long: at most 120 characters.
error-location-signs = There are signs here that do not show. Type it again, on one line.
error-location-sent-otherwise = This form was sent already, with something else in it: that is there. What you typed now was not stored and still stands here. Does it belong there too? Then send this once more.
error-location-looks-full = Nothing more fits at this location: somebody looked too often already. Write what was seen in a dossier.
error-location-turned = This was done already, with another reason. Nothing was stored, and what you typed still stands here. Look at the location.
error-location-long = This is too long: at most 6000 characters.
error-location-street = Write down where the location is: a street, or a postcode with a house number.
error-location-town = Write down in which town the location is.
error-location-postcode = A postcode is like 3417 AB.
error-location-why = Choose why you watch.
error-location-next = Choose a day from today on, within ten years.
error-location-there = This address is in the register already.
error-location-full = At most 40 dossiers belong to a location.
error-location-names = This has something of a dossier that points at somebody: a name, address, number or number plate. Write that in the dossier.
error-location-names-joining = What stands at this location points at somebody of this dossier. Take that away there first.
error-location-people = Give a number, like 12.
error-location-day = Choose a day up to today.
error-location-by = Write down who looked.
error-location-saw = Write down what was there to see.
error-location-reason = Write down why.
error-location-meanwhile = A colleague has changed this location meanwhile. Nothing was saved, and what you typed is still there. Look at the location, and then send it again.
error-location-spot = These are no coordinates in the Netherlands. Give both of them, or neither.
error-location-where = Write down the address of the location.
error-location-nowhere = This address is not in the register. Add the location first.
error-location-column = No column of this file has that name.
error-location-columns = No column with a street or a postcode was found in this file. Type the name of that column.
error-location-dated = Choose of which day the extract is: a day up to and including today.
error-location-file = Choose a file with columns: CSV or Excel.
error-location-file-large = This file is too large.
error-location-file-busy = It is too busy now to take in this file. Try again in a minute.
error-location-file-long = This file has more than 5000 lines. Cut it into parts.
done-location-begun = The location is in the register.
done-location-changed = The location was changed.
done-location-looked = Written down.
done-location-planned = Planned.
done-location-ended = The location is not watched any more.
done-location-again = The location is watched again.
done-location-linked = The dossier belongs to the location now.
done-location-unlinked = The dossier was disconnected from the location.
happened-location-linked = Connected to a location
