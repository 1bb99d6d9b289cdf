//! Meetings of a table: what is brought, recorded, agreed, done and corrected.

use proptest::prelude::*;
use testkit::meeting::{STEPS, TABLE, boxes, ticked};

use super::way::ASKED;
use super::{Play, id_behind, send, value};

#[derive(Debug, Clone, Copy)]
pub enum OfMeeting {
    /// On the agenda.
    Agenda,
    /// All that waits is taken in.
    Planned,
    /// What was said, and something agreed; who does it: the officer, or who came.
    Recorded {
        by_other: bool,
    },
    Done,
    /// Said anew: with another day, other words, or nothing agreed any more.
    Corrected {
        agreed: &'static str,
        later: bool,
    },
}

pub fn step() -> impl Strategy<Value = OfMeeting> {
    use OfMeeting::{Agenda, Corrected, Done, Planned, Recorded};
    let agreed = prop::sample::select(vec![SEE, "Rijd er langs", ""]);
    prop_oneof![
        3 => Just(Agenda),
        3 => Just(Planned),
        3 => any::<bool>().prop_map(|by_other| Recorded { by_other }),
        2 => Just(Done),
        2 => (agreed, any::<bool>()).prop_map(|(agreed, later)| Corrected { agreed, later }),
    ]
}

const SEE: &str = "Kijk wie er woont";

pub async fn take(play: &mut Play<'_>, step: OfMeeting) {
    match step {
        OfMeeting::Agenda => {
            let text = play.said("Een busje.");
            let fields = [
                ("table", TABLE),
                ("text", &text),
                ("action", "agenda"),
                ASKED,
            ];
            let path = format!("{}/overleg", play.dossier());
            send(&play.officer, &path, &fields).await;
        }
        OfMeeting::Planned => planned(play).await,
        OfMeeting::Recorded { by_other } => recorded(play, by_other).await,
        OfMeeting::Done => {
            let page = play.officer.get(&play.dossier()).await.text();
            let path = format!("{}/afspraak/", play.dossier());
            if let Some(action) = id_behind(&page, &path) {
                send(&play.officer, &(path + &action), &[]).await;
            }
        }
        OfMeeting::Corrected { agreed, later } => corrected(play, agreed, later).await,
    }
}

async fn planned(play: &mut Play<'_>) {
    let path = format!("/overleg/{TABLE}/bijeenkomst");
    let page = play.officer.get(&path).await.text();
    let (form, items) = (value(&page, "", "form"), ticked(&page, "items"));
    let day = play.day(0);
    let mut fields = vec![("form", form.as_str()), ("day", &day), ("time", "00:00")];
    fields.extend(STEPS);
    fields.extend(items.iter().map(|id| ("items", id.as_str())));
    fields.extend([
        ("0-other-name", "Gijs Gast"),
        ("0-other-role", "wijkagent"),
        ("0-other-mailbox", "gijs@politie.example"),
    ]);
    let meeting = send(&play.officer, &path, &fields).await;
    play.meeting = meeting.or(play.meeting.take());
}

async fn recorded(play: &Play<'_>, by_other: bool) {
    let Some(meeting) = &play.meeting else { return };
    let path = format!("{meeting}/verslag");
    let page = play.officer.get(&path).await.text();
    let (form, came) = (value(&page, "", "form"), boxes(&page, "came"));
    let (said, day) = (play.said("De wijkagent let erop."), play.day(20));
    let owner = came.first().filter(|_| by_other);
    let mut fields = vec![
        ("form", form.as_str()),
        ("execute", "public_task"),
        ("text-1", &said),
        ("what-1-0", SEE),
        ("day-1-0", &day),
        ("owner-1-0", owner.map_or("", String::as_str)),
    ];
    fields.extend(came.iter().map(|id| ("came", id.as_str())));
    send(&play.officer, &path, &fields).await;
}

async fn corrected(play: &Play<'_>, agreed: &str, later: bool) {
    let Some(meeting) = &play.meeting else { return };
    let page = play.officer.get(meeting).await.text();
    let Some(item) = id_behind(&page, "/verbeteren/") else {
        return;
    };
    let path = format!("{meeting}/verbeteren/{item}");
    let seen = value(&page, &path, "seen");
    let (said, day) = (
        play.said("Toch niet."),
        play.day(if later { 30 } else { 20 }),
    );
    let mut fields = vec![("text", said.as_str()), ("seen", &seen)];
    if !agreed.is_empty() {
        fields.extend([
            ("execute", "public_task"),
            ("what-0", agreed),
            ("day-0", &day),
        ]);
    }
    send(&play.officer, &path, &fields).await;
}
