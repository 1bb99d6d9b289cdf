//! Cases: several dossiers together, with a plan.

use proptest::prelude::*;
use testkit::case::{close, join, leave, try_begin};

use super::{Play, id_behind, send, value};

#[derive(Debug, Clone, Copy)]
pub enum OfCase {
    Begun,
    /// With the dossier of the plan before.
    Joined,
    /// For which of the two; and does a partner do it?
    Planned {
        other: bool,
        by_partner: bool,
    },
    Done,
    Left,
    Closed,
    Reopened,
}

pub fn step() -> impl Strategy<Value = OfCase> {
    use OfCase::{Begun, Closed, Done, Joined, Left, Planned, Reopened};
    let planned = (any::<bool>(), any::<bool>());
    prop_oneof![
        3 => Just(Begun),
        2 => Just(Joined),
        4 => planned.prop_map(|(other, by_partner)| Planned { other, by_partner }),
        3 => Just(Done),
        1 => Just(Left),
        1 => Just(Closed),
        1 => Just(Reopened),
    ]
}

pub async fn take(play: &mut Play<'_>, step: OfCase) {
    if let OfCase::Begun = step {
        let title = play.said("Kas langs de rondweg");
        let begun = try_begin(&play.officer, play.id, &title, &[]).await;
        assert!(begun.status.as_u16() < 500, "{}", begun.text());
        if !begun.to().is_empty() {
            play.case = begun.to().split(['?', '#']).next().map(str::to_owned);
        }
    }
    if let Some(case) = &play.case {
        in_case(play, case, step).await;
    }
}

async fn in_case(play: &Play<'_>, case: &str, step: OfCase) {
    let officer = &play.officer;
    let answer = match step {
        OfCase::Begun => return,
        OfCase::Joined => join(officer, play.before, case).await,
        OfCase::Planned { other, by_partner } => {
            return planned(play, case, other, by_partner).await;
        }
        OfCase::Done => {
            let page = officer.get(&play.dossier()).await.text();
            let path = format!("{}/actie/", play.dossier());
            let Some(action) = id_behind(&page, &path) else {
                return;
            };
            officer.post(&(path + &action), &[]).await
        }
        OfCase::Left => leave(officer, play.id, case, "Hoort er niet bij.").await,
        OfCase::Closed => {
            let page = officer.get(&format!("{case}/sluiten")).await;
            if page.status != 200 || value(&page.text(), "", "version").is_empty() {
                return;
            }
            close(officer, case, "care", &[]).await
        }
        OfCase::Reopened => {
            let path = format!("{case}/heropenen");
            let version = value(&officer.get(case).await.text(), &path, "version");
            let fields = [
                ("version", version.as_str()),
                ("reason", "Het speelt weer."),
            ];
            officer.post(&path, &fields).await
        }
    };
    assert!(answer.status.as_u16() < 500, "{step:?}: {}", answer.text());
}

async fn planned(play: &Play<'_>, case: &str, other: bool, by_partner: bool) {
    let path = format!("{case}/actie");
    let page = play.officer.get(case).await.text();
    let form = value(&page, &path, "form");
    let id = if other { play.before } else { play.id };
    let (id, what, day) = (id.to_string(), play.said("Ga er kijken"), play.day(25));
    let fields = [
        ("form", form.as_str()),
        ("what", &what),
        ("dossier", &id),
        ("owner", if by_partner { "nla" } else { "" }),
        ("day", &day),
    ];
    send(&play.officer, &path, &fields).await;
}
