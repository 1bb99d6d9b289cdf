//! What partners and reporters do, and what is done for them.

use proptest::prelude::*;
use testkit::Browser;

use super::way::hands_over;
use super::{Play, id_behind, send, value};

/// A partner that a handover goes to through this program, and the officer about it.
#[derive(Debug, Clone, Copy)]
pub enum OfPartner {
    HandedOver,
    Opens,
    Looks,
    Says(&'static str),
    /// The officer read it, or answers.
    Heard {
        answers: bool,
    },
    /// A new link, or none.
    Link(&'static str),
}

pub fn of_partner() -> impl Strategy<Value = OfPartner> {
    use OfPartner::{HandedOver, Heard, Link, Looks, Opens, Says};
    let said = vec!["accepted", "asked", "interim", "final", "handed_back"];
    prop_oneof![
        3 => Just(HandedOver),
        4 => Just(Opens),
        2 => Just(Looks),
        4 => prop::sample::select(said).prop_map(Says),
        3 => any::<bool>().prop_map(|answers| Heard { answers }),
        1 => prop::sample::select(vec!["renew", "withdraw"]).prop_map(Link),
    ]
}

pub async fn by_partner(play: &mut Play<'_>, step: OfPartner) {
    match step {
        OfPartner::HandedOver => hands_over(&play.officer, play.id, "nla", true).await,
        OfPartner::Opens => opens(play).await,
        OfPartner::Looks => {
            if let Some((partner, page)) = &play.partner {
                let status = partner.get(page).await.status;
                assert!(status.as_u16() < 500, "{status}");
            }
        }
        OfPartner::Says(what) => {
            if let Some((partner, page)) = &play.partner {
                let text = play.said("Er is iets.");
                let said = [
                    ("what", what),
                    ("text", &text),
                    ("outcome", "taken_up"),
                    ("sure", "on"),
                ];
                send(partner, page, &said).await;
            }
        }
        OfPartner::Heard { answers } => heard(play, answers).await,
        OfPartner::Link(action) => {
            let page = play.officer.get(&play.dossier()).await.text();
            if let Some(path) = of_handover(play, &page) {
                send(
                    &play.officer,
                    &format!("{path}/link"),
                    &[("action", action)],
                )
                .await;
            }
        }
    }
}

/// The partner opens the link that the officer sees, with the code that stands there.
async fn opens(play: &mut Play<'_>) {
    let page = play.officer.get(&play.dossier()).await.text();
    let shown = |marker: &str| {
        let rest = page.split(marker).nth(1)?;
        rest.split('<').next().map(str::to_owned)
    };
    let (Some(link), Some(code)) = (shown("/gast/"), shown("class=\"spoken\">")) else {
        return;
    };
    let partner = Browser::new(play.world);
    let link = format!("/gast/{link}");
    if let Some(to) = send(&partner, &link, &[("code", &code)]).await {
        play.partner = Some((partner, to));
    }
}

/// Where the officer answers a partner.
fn of_handover(play: &Play<'_>, page: &str) -> Option<String> {
    let path = format!("{}/partner/", play.dossier());
    id_behind(page, &format!("action=\"{path}")).map(|id| path + &id)
}

async fn heard(play: &Play<'_>, answers: bool) {
    let page = play.officer.get(&play.dossier()).await.text();
    let Some(path) = of_handover(play, &page) else {
        return;
    };
    let (seen, text) = (value(&page, &path, "seen"), play.said("Dat weten we niet."));
    let action = if answers { "reply" } else { "seen" };
    let fields = [("action", action), ("text", &text), ("seen", &seen)];
    send(&play.officer, &path, &fields).await;
}

/// The officer and the own employee talk.
#[derive(Debug, Clone, Copy)]
pub enum OfReporter {
    Asked,
    /// The officer waits no longer.
    Enough,
    Answers,
    Adds,
    Read,
}

pub fn of_reporter() -> impl Strategy<Value = OfReporter> {
    use OfReporter::{Adds, Answers, Asked, Enough, Read};
    prop_oneof![
        3 => Just(Asked),
        1 => Just(Enough),
        2 => Just(Answers),
        2 => Just(Adds),
        2 => Just(Read),
    ]
}

pub async fn with_reporter(play: &Play<'_>, step: OfReporter) {
    let own = "/mijn/1/aanvullen";
    match step {
        OfReporter::Asked => talk(play, "ask").await,
        OfReporter::Enough => talk(play, "enough").await,
        OfReporter::Answers => {
            let page = play.employee.get("/mijn/1").await.text();
            let [form, about, told] =
                ["form-id", "about", "told"].map(|name| value(&page, own, name));
            let said = play.said("Wit, met een deuk.");
            let fields = [
                ("form-id", form.as_str()),
                ("about", &about),
                ("told", &told),
                ("said", &said),
            ];
            if !form.is_empty() {
                send(&play.employee, own, &fields).await;
            }
        }
        OfReporter::Adds => {
            let page = play.employee.get(own).await.text();
            let [form, about] = ["form-id", "about"].map(|name| value(&page, "", name));
            let seen = play.said("Ze zijn er weer.");
            let fields = [
                ("form-id", form.as_str()),
                ("about", &about),
                ("seen", &seen),
            ];
            if !form.is_empty() {
                send(&play.employee, own, &fields).await;
            }
        }
        OfReporter::Read => {
            let page = play.officer.get(&play.dossier()).await.text();
            let path = format!("{}/aangevuld", play.dossier());
            let seen = value(&page, &path, "seen");
            send(&play.officer, &path, &[("seen", &seen)]).await;
        }
    }
}

async fn talk(play: &Play<'_>, action: &str) {
    let page = play.officer.get(&play.dossier()).await.text();
    let path = format!("{}/gesprek", play.dossier());
    let (version, message) = (
        value(&page, &path, "version"),
        play.said("Welke kleur had het?"),
    );
    let fields = [
        ("version", version.as_str()),
        ("message", &message),
        ("action", action),
    ];
    send(&play.officer, &path, &fields).await;
}

/// What a partner that sent a signal is owed, and the end date of what stands under the Wpg.
#[derive(Debug, Clone, Copy)]
pub enum OfSender {
    /// Told what became of it, or not for a reason.
    Told(&'static str),
    /// It stays longer, or ends.
    Ends(&'static str),
}

pub fn of_sender() -> impl Strategy<Value = OfSender> {
    prop_oneof![
        prop::sample::select(vec!["told", "not"]).prop_map(OfSender::Told),
        prop::sample::select(vec!["longer", "end"]).prop_map(OfSender::Ends),
    ]
}

pub async fn for_sender(play: &Play<'_>, step: OfSender) {
    let text = play.said("Het loopt nog.");
    match step {
        OfSender::Told(action) => {
            let day = play.day(-1);
            let fields = [
                ("how", "phone"),
                ("day", day.as_str()),
                ("text", &text),
                ("action", action),
            ];
            let path = format!("{}/teruggekoppeld", play.dossier());
            send(&play.officer, &path, &fields).await;
        }
        OfSender::Ends(action) => {
            let page = play.officer.get(&play.dossier()).await.text();
            let until = play.day(33);
            let fields = [
                ("action", action),
                ("until", until.as_str()),
                ("why", &text),
            ];
            if let Some(part) = id_behind(&page, "/einddatum/") {
                let path = format!("{}/einddatum/{part}", play.dossier());
                send(&play.officer, &path, &fields).await;
            }
        }
    }
}
