//! Meetings of a table (bijlage 2, stap 3): planned, read by those who attend, recorded, and closed.

use platform::{DossierId, Role};
use testkit::meeting::{STEPS, TABLE, TODAY, boxes, id_after, plan, put_on_agenda, record, ticked};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
pub const HERE: &str = "here@a.example";
pub const BUS: &str = "Wie kent dit busje?";
pub const SHED: &str = "Een schuur met matrassen.";

/// Two dossiers with something on the agenda, and somebody with a seat at the table.
pub struct Met {
    pub world: World,
    pub officer: Browser,
    pub here: Browser,
    pub bus: DossierId,
    pub shed: DossierId,
}

async fn reported(
    world: &World,
    officer: &Browser,
    fields: &[(&str, &str)],
    text: &str,
    table: &str,
) -> DossierId {
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, fields).await;
    let id = world.dossier_id(&reference).await;
    put_on_agenda(officer, id, table, text).await;
    id
}

pub async fn met(world: World) -> Met {
    world.staff().await;
    let (roles, seat) = ([Role::Participant], [TABLE]);
    world
        .hire_at(HERE, "Test Here", world.montfoort, &roles, &seat)
        .await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let bus = reported(&world, &officer, &[("seen", "Een busje.")], BUS, TABLE).await;
    let shed = reported(&world, &officer, &[("seen", "Een schuur.")], SHED, TABLE).await;
    let here = world.sign_in(HERE).await;
    Met {
        world,
        officer,
        here,
        bus,
        shed,
    }
}

pub async fn is_clean(world: &World) {
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

/// What was said lands in the dossier; what was agreed is a task there, which keeps it open until it is done.
async fn landed(met: &Met) {
    let path = format!("/dossier/{}", met.bus);
    let dossier = met.officer.words(&path).await;
    says(
        &dossier,
        &[
            "De wijkagent kent het.",
            "Afspraak: Kijk wie er woont (aandachtsfunctionaris, uiterlijk 15 januari 2027).",
            "Dit hoorden: Test Here; Test participant; Gijs Gast, wijkagent",
            "Vraag na bij Gijs Gast, wijkagent: Rijd er langs",
        ],
    );
    let closing = met.officer.words(&format!("{path}/afsluiten")).await;
    says(
        &closing,
        &[
            "U deed nog niet wat in een overleg is afgesproken.",
            "Vraag na of een ander deed wat in een overleg is afgesproken.",
        ],
    );
    let page = met.officer.page(&path).await;
    for part in page.split("/afspraak/").skip(1) {
        let done = format!("{path}/afspraak/{}", &part[..36]);
        met.officer.post(&done, &[]).await.moved();
        // Sent twice, nothing happens.
        met.officer.post(&done, &[]).await.moved();
    }
    let closing = met.officer.words(&format!("{path}/afsluiten")).await;
    assert!(
        !closing.contains("in een overleg is afgesproken"),
        "{closing}"
    );
    let register = met.officer.words("/verstrekkingen").await;
    says(
        &register,
        &[
            "Besproken in een bijeenkomst",
            "Test Here; Test participant; Gijs Gast, wijkagent",
        ],
    );
}

async fn whole(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    says(
        &met.here.words("/overleg").await,
        &["woensdag 18 november 2026, 14.30"],
    );
    let agenda = met.here.words(&meeting).await;
    says(&agenda, &[BUS, SHED, "Gijs Gast, wijkagent"]);
    assert!(!agenda.contains("Een busje."), "its words alone: {agenda}");
    let said = [
        ("text-1", "De wijkagent kent het."),
        ("what-1-0", "Kijk wie er woont"),
        ("day-1-0", "2027-01-15"),
    ];
    let form = met.officer.page(&format!("{meeting}/verslag")).await;
    let gijs = form.split(">Gijs Gast").next().unwrap();
    let gijs = gijs.rsplit("came-").next().unwrap()[..36].to_owned();
    let more = [
        ("what-1-1", "Rijd er langs"),
        ("owner-1-1", gijs.as_str()),
        ("day-1-1", "2027-01-20"),
    ];
    let all = [said.as_slice(), &more].concat();
    record(&met.officer, &meeting, &all).await.moved();
    landed(&met).await;
    // What was not discussed waits on.
    let agenda = met.officer.words("/overleg/ondermijning").await;
    assert!(agenda.contains(SHED) && !agenda.contains(BUS), "{agenda}");
    says(
        &met.here.words(&meeting).await,
        &["De wijkagent kent het.", "Rijd er langs"],
    );
    met.officer
        .post(&format!("{meeting}/sluiten"), &[])
        .await
        .moved();
    assert_eq!(met.here.get(&meeting).await.status, 404);
    assert_eq!(met.here.get(&format!("{meeting}/pdf")).await.status, 404);
    says(
        &met.officer.words(&meeting).await,
        &["De wijkagent kent het.", "gesloten"],
    );
    is_clean(&met.world).await;
    // A dossier that is destroyed takes what was said of it along.
    assert!(met.shed != met.bus);
}
on_both!(a_meeting_is_planned_recorded_and_closed, whole);

/// Recorded twice, it stands there once.
async fn recorded_twice(met: &Met, meeting: &str) {
    let said = [("text-1", "Besproken.")];
    let verslag = format!("{meeting}/verslag");
    let form = met.officer.get(&verslag).await.ok();
    let (form, came) = (form.hidden("form"), boxes(&form.text(), "came"));
    let came: Vec<_> = came.iter().map(|id| ("came", id.as_str())).collect();
    let fields = [&[("form", form.as_str())], said.as_slice(), &came].concat();
    met.officer.post(&verslag, &fields).await.moved();
    met.officer.post(&verslag, &fields).await.moved();
    let dossier = met.officer.page(&format!("/dossier/{}", met.bus)).await;
    assert_eq!(
        dossier.matches(">Besproken.<").count(),
        2,
        "said once, and told once in what happened"
    );
}

/// Whoever has no seat at the table, or was not asked, reads nothing; and what is typed twice is there once.
async fn others(world: World) {
    let met = met(world).await;
    let (roles, world) = ([Role::Participant], &met.world);
    let seats = [("region@a.example", "copen"), ("late@a.example", TABLE)];
    for (email, seat) in seats {
        world
            .hire_at(email, "Test Other", world.montfoort, &roles, &[seat])
            .await;
    }
    let path = format!("/overleg/{TABLE}/bijeenkomst");
    let page = met.officer.page(&path).await;
    let (form, items) = (
        met.officer.get(&path).await.ok().hidden("form"),
        ticked(&page, "items"),
    );
    let people = ticked(&page, "people");
    let asked = page.split("Test Here").next().unwrap();
    let asked = people.iter().find(|id| asked.contains(id.as_str()));
    let mut fields = vec![
        ("form", form.as_str()),
        ("day", TODAY),
        ("people", asked.unwrap()),
    ];
    fields.extend(STEPS);
    fields.extend(items.iter().map(|id| ("items", id.as_str())));
    let first = met.officer.post(&path, &fields).await.moved();
    assert_eq!(met.officer.post(&path, &fields).await.moved(), first);
    let meeting = first.split('?').next().unwrap();
    met.here.get(meeting).await.ok();
    for who in [
        "region@a.example",
        "late@a.example",
        "participant@b.example",
        "officer@b.example",
    ] {
        let other = world.sign_in(who).await;
        for path in [meeting.to_owned(), format!("{meeting}/pdf")] {
            assert_eq!(other.get(&path).await.status, 404, "{who} {path}");
        }
        assert!(
            !other
                .words("/overleg")
                .await
                .contains("woensdag 18 november 2026"),
            "{who}"
        );
    }
    recorded_twice(&met, meeting).await;
    is_clean(world).await;
}
on_both!(nobody_else_reads_a_meeting, others);

/// Faults stand beside their fields, what was typed stays, and nothing is written.
async fn faults(world: World) {
    let met = met(world).await;
    let path = format!("/overleg/{TABLE}/bijeenkomst");
    let typed = [
        ("day", "gisteren"),
        ("0-other-name", "Gijs"),
        ("0-other-mailbox", "gijs"),
    ];
    let told = met.officer.post(&path, &typed).await.ok().text();
    says(
        &visible(&told),
        &[
            "Vul een dag in",
            "Dit is geen mailadres: gijs",
            "Kies ten minste één punt",
            "aak een keuze",
        ],
    );
    assert!(told.contains("value=\"Gijs\""));
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let said = [
        ("text-2", "Blijft staan."),
        ("what-1-0", "Iets"),
        ("day-1-0", "ooit"),
        ("execute", ""),
    ];
    let verslag = format!("{meeting}/verslag");
    let told = met.officer.post(&verslag, &said).await.ok().text();
    says(
        &visible(&told),
        &[
            "Vink aan wie er waren",
            "Schrijf op wat er uit het overleg kwam",
            "Vul een dag in",
            "Kies een grondslag",
            "Blijft staan.",
        ],
    );
    let empty = met.officer.post(&verslag, &[]).await.ok().text();
    says(&visible(&empty), &["Vul bij ten minste één punt in"]);
    let agenda = met.officer.words("/overleg/ondermijning").await;
    assert!(agenda.contains(BUS) && agenda.contains(SHED), "{agenda}");
    is_clean(&met.world).await;
}
on_both!(a_meeting_says_what_is_wrong_with_it, faults);

/// The minutes are read by others: they never say who reported.
async fn silent(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let named = [
        ("text-1", "Test Employee van de balie zag het."),
        ("text-2", "Niets nieuws."),
    ];
    let told = record(&met.officer, &meeting, &named).await.ok().text();
    assert!(
        visible(&told).contains("hierin staat wie meldde"),
        "{}",
        visible(&told)
    );
    assert!(told.contains("Niets nieuws."), "what was typed stays");
    let agreed = [
        ("text-1", "Besproken."),
        ("what-1-0", "Bel Test Employee"),
        ("day-1-0", "2027-01-15"),
    ];
    record(&met.officer, &meeting, &agreed).await.ok();
    let read = met.here.words(&meeting).await;
    assert!(
        !read.contains("Employee") && !read.contains("Niets nieuws"),
        "{read}"
    );
}
on_both!(minutes_never_say_who_reported, silent);

/// A table for soft signals reads no names, unless on what law was chosen for that item.
async fn nameless(world: World) {
    world.staff().await;
    let (roles, table) = ([Role::Participant], "signalentafel");
    world
        .hire_at(HERE, "Test Here", world.montfoort, &roles, &[table])
        .await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let fields = [
        ("seen", "Iets."),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-address", "Verzonnenkade 14"),
    ];
    let text = "Mirela Fantasia, aan de Verzonnenkade 14. Kent iemand haar?";
    reported(&world, &officer, &fields, text, table).await;
    let here = world.sign_in(HERE).await;
    let masked = "[betrokkene 1], aan de [betrokkene 1]. Kent iemand haar?";
    says(&here.words("/overleg").await, &[masked]);
    let meeting = plan(&officer, table, &[]).await;
    says(&here.words(&meeting).await, &[masked]);
    says(&officer.words(&meeting).await, &[text, "zonder namen"]);
    let item = id_after(&officer.page(&meeting).await, "/punt/");
    let named = [STEPS.as_slice(), &[("named", "wgs")]].concat();
    let weigh = format!("{meeting}/punt/{item}");
    officer.post(&weigh, &named).await.moved();
    says(&here.words(&meeting).await, &[text]);
    officer.post(&weigh, &STEPS).await.moved();
    record(&officer, &meeting, &[("text-1", "Mirela is hier bekend.")])
        .await
        .moved();
    let read = here.words(&meeting).await;
    says(&read, &["[betrokkene 1] is hier bekend."]);
    assert!(!read.contains("Mirela"), "{read}");
}
on_both!(
    a_signal_table_reads_no_names_without_a_legal_basis,
    nameless
);

/// The privacy officer sees which steps were taken, and nothing of what was shared.
async fn steps(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let said = [
        ("text-1", "De wijkagent kent het."),
        ("what-1-0", "Kijk wie er woont"),
        ("day-1-0", "2027-01-15"),
    ];
    record(&met.officer, &meeting, &said).await.moved();
    let auditor = met.world.sign_in("auditor@a.example").await;
    let read = auditor.words("/privacystappen").await;
    says(
        &read,
        &[
            "Openbare orde en veiligheid",
            "hit/no-hit",
            "Taak van algemeen belang",
            "18 november 2026",
        ],
    );
    for hidden in [
        BUS,
        SHED,
        "De wijkagent kent het.",
        "Kijk wie er woont",
        "Gijs",
    ] {
        assert!(!read.contains(hidden), "{hidden}: {read}");
    }
    assert_eq!(auditor.get(&meeting).await.status, 403);
    let log = auditor.words("/controle").await;
    says(
        &log,
        &[
            "ingebracht in een bijeenkomst, met privacystappen",
            "privacystappen bekeken",
        ],
    );
}
on_both!(the_privacy_officer_sees_the_steps_without_content, steps);

/// Agenda and minutes as documents, for whoever may read the meeting.
async fn papers(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let read = |pdf: Vec<u8>| {
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        document
            .extract_text(&pages)
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let pdf = format!("{meeting}/pdf");
    let agenda = read(met.here.get(&pdf).await.ok().bytes);
    says(&agenda, &["Agenda", "busje", "Gijs Gast", "14.30"]);
    record(&met.officer, &meeting, &[("text-1", "Niemand kent het.")])
        .await
        .moved();
    let minutes = read(met.officer.get(&pdf).await.ok().bytes);
    says(&minutes, &["Verslag", "Niemand kent het", "Test Here"]);
}
on_both!(agenda_and_minutes_are_documents, papers);

/// A guest without an account reads behind a link with a code, until the meeting is closed.
async fn guests(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let page = met.officer.page(&meeting).await;
    let attendee = id_after(&page, "/gast/");
    let send = format!("{meeting}/gast/{attendee}");
    met.officer.post(&send, &[("action", "send")]).await.moved();
    let shown = met.officer.page(&meeting).await;
    let after = |marker: &str| {
        shown
            .split(marker)
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap()
            .to_owned()
    };
    let (code, link) = (after("class=\"spoken\">"), after("class=\"link\">"));
    let link = format!("/gast/{}", link.split("/gast/").nth(1).unwrap());
    let guest = Browser::new(&met.world);
    let to = guest.post(&link, &[("code", &code)]).await.moved();
    let read = guest.words(&to).await;
    says(&read, &[BUS, SHED, "Gemeente Montfoort"]);
    assert!(
        guest
            .get(&format!("{to}/pdf"))
            .await
            .ok()
            .bytes
            .starts_with(b"%PDF")
    );
    // A deputy does not see the code of another's session.
    let other = met.world.sign_in(OFFICER).await;
    assert!(!other.page(&meeting).await.contains(&code));
    met.officer
        .post(&format!("{meeting}/sluiten"), &[])
        .await
        .moved();
    assert_eq!(guest.get(&to).await.status, 403);
    assert_eq!(guest.get(&format!("{to}/pdf")).await.status, 403);
    assert_eq!(
        met.officer.post(&send, &[("action", "send")]).await.status,
        404
    );
    is_clean(&met.world).await;
}
on_both!(a_guest_reads_a_meeting_until_it_is_closed, guests);
