//! Steps of the route, as the officer takes them.

use platform::DossierId;
use platform::clock::{self, DAY};
use proptest::prelude::*;
use testkit::Browser;
use testkit::walk::hand_over;

use super::{Play, id_behind, send, value};
use crate::partner_answers::THROUGH;

/// Obligatory in one assessment and not in the other.
const PARTNERS: [&str; 4] = ["avim", "nla", "zorgcoordinator", "veilig_thuis"];

#[derive(Debug, Clone)]
pub enum OnTheWay {
    Assess {
        acute: bool,
        form: &'static str,
        age: &'static str,
    },
    HandOver(&'static str),
    PassOver(&'static str),
    /// A partner, or the emergency number, was rung.
    Called(&'static str),
    /// The first handover that has no answer, or any.
    Answer {
        give_up: bool,
    },
    Close,
    Reopen,
    Describe {
        minor: bool,
    },
    Note,
}

pub fn step() -> impl Strategy<Value = OnTheWay> {
    use OnTheWay::{Answer, Assess, Called, Close, Describe, HandOver, Note, PassOver, Reopen};
    let partner = || prop::sample::select(PARTNERS.to_vec());
    let forms = prop::sample::select(vec!["labour", "sexual", "criminal"]);
    let ages = prop::sample::select(vec!["17", "31", "?"]);
    prop_oneof![
        4 => (any::<bool>(), forms, ages).prop_map(|(acute, form, age)| Assess { acute, form, age }),
        3 => partner().prop_map(HandOver),
        4 => partner().prop_map(PassOver),
        1 => prop::sample::select(vec!["avim", "nla", "112"]).prop_map(Called),
        3 => any::<bool>().prop_map(|give_up| Answer { give_up }),
        2 => Just(Close),
        1 => Just(Reopen),
        1 => any::<bool>().prop_map(|minor| Describe { minor }),
        1 => Just(Note),
    ]
}

/// What the police asks before anything of its signal is passed on; of others nobody reads it.
pub const ASKED: (&str, &str) = ("asked-partner", "De wijkagent, gisteren.");

type Fields = Vec<(&'static str, String)>;

fn established(acute: bool, form: &str, age: &str) -> Fields {
    vec![
        ("severity", "serious".to_owned()),
        ("forms", form.to_owned()),
        ("ages", age.to_owned()),
        ("why", "Zo lijkt het nu.".to_owned()),
        ("acute", if acute { "on" } else { "" }.to_owned()),
    ]
}

/// What the page says that it shows; nothing when it has no such form now.
async fn version(officer: &Browser, path: &str) -> (&'static str, String) {
    let page = officer.get(path).await.text();
    ("version", value(&page, "", "version"))
}

fn called(play: &Play<'_>, partner: &str) -> Fields {
    let text = |text: &str| text.to_owned();
    vec![
        ("partner", text(partner)),
        ("with", text("De meldkamer")),
        ("day", clock::day(play.world.clock.now() - DAY)),
        ("time", text("08.30")),
        ("told", play.said("Zes mensen slapen achter een winkel.")),
        ("agreed", text("Er gaat vandaag iemand kijken.")),
        ("why", text("Er was brand geweest.")),
        (ASKED.0, text(ASKED.1)),
    ]
}

/// Where a step is taken, and what the officer fills in; nothing when the page has no such form.
async fn form(play: &Play<'_>, step: &OnTheWay) -> Option<(String, Fields)> {
    let (officer, dossier) = (&play.officer, play.dossier());
    let text = |text: &str| text.to_owned();
    Some(match step {
        OnTheWay::Assess { acute, form, age } => {
            let path = format!("{dossier}/beoordelen");
            let mut fields = vec![version(officer, &path).await];
            fields.extend(established(*acute, form, age));
            (path, fields)
        }
        OnTheWay::HandOver(_) => return None,
        OnTheWay::PassOver(partner) => {
            let reason = ("reason", text("Weten het al."));
            let fields = vec![("partner", text(partner)), reason];
            (format!("{dossier}/doorzetten"), fields)
        }
        OnTheWay::Called(partner) => (format!("{dossier}/gebeld"), called(play, partner)),
        OnTheWay::Answer { give_up } => {
            let page = officer.get(&dossier).await.ok().text();
            let referral = id_behind(&page, "/terugkoppeling/")?;
            let action = if *give_up { "give-up" } else { "answer" };
            let fields = vec![("text", text("Opgepakt.")), ("action", text(action))];
            (format!("{dossier}/terugkoppeling/{referral}"), fields)
        }
        OnTheWay::Close => {
            let path = format!("{dossier}/afsluiten");
            let fields = vec![
                version(officer, &path).await,
                ("outcome", text("local")),
                ("message", text("Bedankt, we hebben het opgepakt.")),
                ("action", text("close")),
            ];
            (path, fields)
        }
        OnTheWay::Reopen => {
            let why = ("reason", text("Nieuw nieuws."));
            let path = format!("{dossier}/heropenen");
            (path, vec![version(officer, &dossier).await, why])
        }
        OnTheWay::Describe { minor } => {
            let fields = vec![
                version(officer, &dossier).await,
                ("kind", text("person")),
                ("name", text("Iemand Verzonnen")),
                ("capacity", text("possible_victim")),
                ("minor", text(if *minor { "on" } else { "" })),
            ];
            (format!("{dossier}/betrokkene/new"), fields)
        }
        OnTheWay::Note => (
            format!("{dossier}/notitie"),
            vec![("text", text("Gebeld."))],
        ),
    })
}

/// Hands over, if the page offers that: on paper, or through this program.
pub async fn hands_over(officer: &Browser, id: DossierId, partner: &str, through: bool) {
    let path = format!("/dossier/{id}/doorzetten/{partner}");
    if officer.get(&path).await.status != 200 {
        return;
    }
    let mut fields = vec![ASKED];
    if through {
        fields.extend(THROUGH);
    }
    let answer = hand_over(officer, id, partner, &fields).await;
    assert!(answer.status.as_u16() < 500, "{}", answer.text());
}

/// Tries a step, as the page offers it; it may well be refused.
pub async fn take(play: &Play<'_>, step: &OnTheWay) {
    if let OnTheWay::HandOver(partner) = step {
        hands_over(&play.officer, play.id, partner, false).await;
    }
    let Some((path, fields)) = form(play, step).await else {
        return;
    };
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    let fields: Vec<(&str, &str)> = filled
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    send(&play.officer, &path, &fields).await;
}
