//! Cases: several dossiers together (chapters "Aanpak dadernetwerken" and "Arbeidsuitbuiting"), from the first to what came of each.

mod gone;
mod orders;
mod shown;
mod together;
mod words;

use platform::DossierId;
use testkit::case::{begin, close, join, placed, plan, write};
use testkit::meeting::id_after;
use testkit::partner::OF_POLICE;
use testkit::walk::{subjects, thing};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
const TITLE: &str = "Kas langs de rondweg";

/// Three dossiers; somebody at an address occurs in the first two.
pub struct Town {
    pub world: World,
    pub officer: Browser,
    pub ids: [DossierId; 3],
    pub references: [String; 3],
}

pub async fn town(world: World) -> Town {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let named = |name, address| {
        [
            ("seen", "Iets."),
            ("contact", "none"),
            ("subjects", "1"),
            ("subject-0-name", name),
            ("subject-0-address", address),
        ]
    };
    let (mut ids, mut references) = (Vec::new(), Vec::new());
    for fields in [
        named("Mirela Fantasia", "Verzonnenkade 14, Montfoort"),
        named("Mirela Fantasia", "Verzonnenkade 14, Montfoort"),
        named("Radboud Denkbeeldig", "Nergenslaan 2, Montfoort"),
    ] {
        let reference = world.report(&employee, &fields).await;
        ids.push(world.dossier_id(&reference).await);
        references.push(format!("{}-{}", &reference[..4], &reference[4..]));
    }
    Town {
        world,
        officer,
        ids: ids.try_into().unwrap(),
        references: references.try_into().unwrap(),
    }
}

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for one in words {
        assert!(text.contains(one), "{one}: {text}");
    }
}

/// Somebody looks a dossier up and says that the two are the same.
async fn confirmed(officer: &Browser, id: DossierId) {
    let path = format!("/dossier/{id}/nagaan");
    let why = [("reason", "Voor de proef.")];
    officer.post(&path, &why).await.moved();
    let thing = thing(&officer.page(&path).await, "Mirela");
    let subject = subjects(officer, id).await[0];
    let same = [("thing", thing.as_str()), ("verdict", "same")];
    officer
        .post(&format!("{path}/{subject}"), &same)
        .await
        .moved();
}

async fn whole(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let none = officer.words("/casussen").await;
    says(&none, &["Er is geen open casus."]);
    let case = begin(officer, first, TITLE).await;
    for id in [second, third] {
        join(officer, id, &case).await.moved();
        // Sent twice, it is in it once.
        join(officer, id, &case).await.moved();
    }
    confirmed(officer, first).await;
    let day = [("day", "2027-01-15"), ("owner", "nla")];
    plan(officer, &case, second, "Ga er samen langs", &day)
        .await
        .moved();
    write(officer, &case, "Eerst de vergunning.", "")
        .await
        .moved();
    let page = officer.words(&case).await;
    says(
        &page,
        &[
            TITLE,
            "Adres",
            "Ga er samen langs",
            "Nederlandse Arbeidsinspectie",
            "Mirela Fantasia",
            "in 2 dossiers",
            "Eerst de vergunning.",
            "Toegevoegd aan de casus Kas langs de rondweg",
            "Casus begonnen",
        ],
    );
    for reference in &town.references {
        says(&page, &[reference]);
    }
    let list = officer.words("/casussen").await;
    says(&list, &[TITLE, "Ga er samen langs", "3"]);
    planned_in_the_dossier(officer, &case, second).await;
    closed_and_opened(officer, &case, first).await;
    is_clean(&town.world).await;
}
on_both!(a_case_brings_dossiers_together_until_it_is_closed, whole);

/// An action is a task on its dossier; it is done there, and nothing closes before.
async fn planned_in_the_dossier(officer: &Browser, case: &str, id: DossierId) {
    let path = format!("/dossier/{id}");
    let closing = officer.words(&format!("{path}/afsluiten")).await;
    says(&closing, &["Vraag na of een partner deed wat in het plan"]);
    let told = close(officer, case, "measures", &[]).await.ok().text();
    says(&visible(&told), &["kan nog niet sluiten"]);
    let before = officer.page(&format!("{case}/sluiten")).await;
    assert!(
        before.contains("<details><summary>Vul alvast in"),
        "folded until then"
    );
    assert!(told.contains(&format!("href=\"{path}#casussen\"")));
    let deed = id_after(&officer.page(&path).await, "/actie/");
    let done = format!("{path}/actie/{deed}");
    officer.post(&done, &[]).await.moved();
    officer.post(&done, &[]).await.moved();
    let closing = officer.words(&format!("{path}/afsluiten")).await;
    assert!(!closing.contains("plan van een casus"), "{closing}");
}

/// Closing asks of each dossier what came of it; reopening says why.
async fn closed_and_opened(officer: &Browser, case: &str, first: DossierId) {
    let told = close(officer, case, "", &[]).await.ok().text();
    says(&visible(&told), &["Kies wat ervan kwam."]);
    let told = close(officer, case, "elsewhere", &[]).await.ok().text();
    says(&visible(&told), &["Schrijf op waar het verder gaat"]);
    let more = [("text-1", "De vergunning is ingetrokken.")];
    close(officer, case, "measures", &more).await.moved();
    let page = officer.words(case).await;
    says(
        &page,
        &[
            "gesloten",
            "Maatregelen genomen: De vergunning is ingetrokken.",
        ],
    );
    says(
        &officer.words("/casussen").await,
        &["Er is geen open casus.", "Gesloten casussen", TITLE],
    );
    let dossier = officer.words(&format!("/dossier/{first}")).await;
    says(
        &dossier,
        &["Wat ervan kwam in de casus Kas langs de rondweg"],
    );
    let again = format!("{case}/heropenen");
    let version = officer.get(case).await.ok().hidden_in(&again, "version");
    let empty = [("version", version.as_str()), ("reason", "")];
    let told = officer.post(&again, &empty).await.ok().text();
    says(&visible(&told), &["Schrijf op waarom."]);
    let why = [("version", version.as_str()), ("reason", "Er is meer.")];
    officer.post(&again, &why).await.moved();
    says(
        &officer.words(case).await,
        &["Casus heropend", "Er is meer."],
    );
    assert_eq!(
        officer.post(&again, &why).await.status,
        409,
        "decided on what stood there before"
    );
}

/// The field with the words about this dossier, on a page that asks about each.
async fn text_of(officer: &Browser, path: &str, id: DossierId) -> String {
    let placed = placed(&officer.get(path).await.ok());
    let there = placed.iter().find(|(_, one)| *one == id.to_string());
    there.unwrap().0.replace("dossier", "text")
}

/// As fields that are sent.
fn sent(placed: &[(String, String)]) -> Vec<(&str, &str)> {
    let each = placed.iter();
    each.map(|(name, id)| (name.as_str(), id.as_str()))
        .collect()
}

/// The same town, with a signal of the police beside it.
async fn with_partner(world: World) -> (Town, DossierId) {
    let town = town(world).await;
    let id = town.officer.takes_in(&OF_POLICE, &[]).await;
    (town, id)
}
