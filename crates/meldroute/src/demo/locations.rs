//! Locations at risk: some with a look that is due, one with two dossiers, one that is not watched any more.

use std::collections::BTreeSet;

use platform::clock::{self, DAY};
use platform::{Actor, App, Clock, DossierId, Millis, Result};
use response::locations::{self, Address, Begun, Head, Kind, LocationId, Looked, Spot, State, Why};
use route::dossiers::Refusal;

use super::cases::{open_dossiers, together};
use super::dossiers::refused;
use super::people::Staff;

/// A place of the demo: nobody lives there.
struct Made {
    kind: Kind,
    street: &'static str,
    number: &'static str,
    town: &'static str,
    spot: (i32, i32),
    why: Why,
    used: &'static str,
    allowed: Option<u32>,
    owner: &'static str,
    /// In so many days somebody must look.
    next: Option<i64>,
}

const ALL: [Made; 7] = [
    Made {
        kind: Kind::Housing,
        street: "Verzonnenkade",
        number: "14",
        town: "Montfoort",
        spot: (124_300, 451_500),
        why: Why::Signal,
        used: "Slaapplaatsen boven een loods.",
        allowed: Some(8),
        owner: "Verzonnen Vastgoed bv",
        next: Some(0),
    },
    Made {
        kind: Kind::Farm,
        street: "Nergensweg",
        number: "3",
        town: "Linschoten",
        spot: (123_440, 453_170),
        why: Why::Area,
        used: "Kas met seizoenswerk.",
        allowed: None,
        owner: "Kwekerij Denkbeeldig",
        next: Some(9),
    },
    Made {
        kind: Kind::Hotel,
        street: "Fantasieplein",
        number: "1",
        town: "Montfoort",
        spot: (125_500, 450_500),
        why: Why::Area,
        used: "Hotel met lang verblijf.",
        allowed: Some(40),
        owner: "",
        next: Some(30),
    },
    Made {
        kind: Kind::Nails,
        street: "Bedachte Dwarsstraat",
        number: "22a",
        town: "Montfoort",
        spot: (124_950, 451_000),
        why: Why::Tip,
        used: "",
        allowed: None,
        owner: "",
        next: Some(5),
    },
    Made {
        kind: Kind::Park,
        street: "Sprookjespad",
        number: "7",
        town: "Linschoten",
        spot: (122_690, 452_410),
        why: Why::Area,
        used: "Vakantiehuisjes, het hele jaar bezet.",
        allowed: Some(60),
        owner: "Park Luchtkasteel",
        next: None,
    },
    Made {
        kind: Kind::Massage,
        street: "Bedachte Dwarsstraat",
        number: "30",
        town: "Montfoort",
        spot: (124_970, 451_020),
        why: Why::Permit,
        used: "",
        allowed: None,
        owner: "",
        next: None,
    },
    Made {
        kind: Kind::Building,
        street: "Denkbeeldige Ring",
        number: "100",
        town: "Montfoort",
        spot: (126_270, 450_260),
        why: Why::Area,
        used: "Nieuwbouw.",
        allowed: None,
        owner: "",
        next: None,
    },
];

pub async fn make(app: &App, clock: &Clock, staff: &Staff, today: Millis) -> Result<()> {
    let who = &staff.officer;
    clock.set(today);
    app.opened.put(who, staff.vault.clone(), today);
    let mut made = Vec::new();
    for one in &ALL {
        made.push(begin(app, who, one, today).await?);
    }
    let [first, .., last] = made[..] else {
        return Ok(());
    };
    look(app, who, first, today).await?;
    let open = open_dossiers(app, who.tenant).await?;
    // Those that are in a case go first.
    let open = together(app, who.tenant, open).await?;
    link(app, who, first, &open).await?;
    let others = BTreeSet::new();
    let turned = (
        State::Ended,
        "Het werk is klaar, er wordt niet meer gebouwd.",
    );
    let ended = locations::turn(app, who, (last, "1"), turned, &others).await;
    ended.map_err(refused)
}

async fn begin(app: &App, who: &Actor, made: &Made, today: Millis) -> Result<LocationId> {
    let (x, y) = made.spot;
    let day = made.next.map(|days| clock::day(today + days * DAY));
    let begun = Begun {
        form: app.clock.id_without_time(),
        head: Head {
            kind: made.kind,
            address: Address {
                street: made.street.to_owned(),
                number: made.number.to_owned(),
                postcode: String::new(),
                town: made.town.to_owned(),
            },
            why: vec![made.why],
            used: made.used.to_owned(),
            permitted: String::new(),
            allowed: made.allowed,
            owner: made.owner.to_owned(),
            employer: String::new(),
            note: String::new(),
            spot: Some(Spot { x, y }),
        },
        next: day.as_deref().unwrap_or_default(),
        dossier: None,
    };
    let begun = locations::begin(app, who, begun, &BTreeSet::new()).await;
    begun.map_err(refused)
}

/// Two of these dossiers belong to it: the first of which nothing stands at the place already.
async fn link(app: &App, who: &Actor, at: LocationId, dossiers: &[DossierId]) -> Result<()> {
    let mut linked = 0;
    for dossier in dossiers {
        match locations::link(app, who, (at, *dossier), &BTreeSet::new()).await {
            Ok(()) => linked += 1,
            Err(Refusal::Typed(_)) => {}
            Err(refusal) => return Err(refused(refusal)),
        }
        if linked == 2 {
            break;
        }
    }
    Ok(())
}

/// More people than may be there; somebody must look again today.
async fn look(app: &App, who: &Actor, id: LocationId, today: Millis) -> Result<()> {
    let (day, next) = (clock::day(today - 20 * DAY), clock::day(today));
    let looked = Looked {
        form: app.clock.id_without_time(),
        day: &day,
        by: "Toezicht",
        text: "Twaalf slaapplaatsen, één uitgang. De eigenaar was er niet.",
        people: "12",
        next: &next,
    };
    let version = locations::version(app, who, id).await.map_err(refused)?;
    let others = BTreeSet::new();
    let looked = locations::look(app, who, (id, &version), &looked, &others).await;
    looked.map_err(refused)
}
