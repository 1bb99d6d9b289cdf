//! Does this person, organisation or address already occur? (bijlage 2, stap 3)

use platform::DossierId;
use std::task::Poll;

use testkit::walk::{close_without_follow_up, subjects, thing};
use testkit::{Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

pub(crate) async fn reasoned(officer: &Browser, id: DossierId) -> String {
    let path = format!("/dossier/{id}/nagaan");
    assert!(
        !officer.page(&path).await.contains("name=\"thing\""),
        "nothing before a reason"
    );
    let refused = officer.post(&path, &[("reason", " ")]).await.ok();
    assert!(visible(&refused.text()).contains("Schrijf op waarom"));
    officer
        .post(&path, &[("reason", "Signaal verrijken.")])
        .await
        .moved();
    officer.page(&path).await
}

/// A man whose name is written well in one dossier and badly in a later one.
async fn twice_reported(world: &World) -> (DossierId, DossierId) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let earlier = [
        ("seen", "Voorman houdt paspoorten."),
        ("subjects", "1"),
        ("subject-0-name", "Krzysztof Brzęczyszczykiewicz"),
        ("subject-0-birth", "19-09-1979"),
        ("subject-0-address", "Nieuwe Poort 14, 3417 AB Montfoort"),
    ];
    let later = [
        ("seen", "Weer die man."),
        ("subjects", "2"),
        ("subject-0-name", "Kris Brzeczysczykiewic"),
        ("subject-0-birth", "1979"),
        ("subject-1-name", "Quirine Verzonnen"),
    ];
    let first = world.report(&employee, &earlier).await;
    let second = world.report(&employee, &later).await;
    (
        world.dossier_id(&first).await,
        world.dossier_id(&second).await,
    )
}

async fn misspelt(world: World) {
    let (first, second) = twice_reported(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let page = reasoned(&officer, second).await;
    let words = visible(&page);
    assert!(page.contains(&format!("/dossier/{first}")), "{words}");
    assert!(
        words.contains("waarschijnlijk dezelfde") || words.contains("vrijwel zeker dezelfde"),
        "{words}"
    );
    // Confirm, see it everywhere, take it back.
    let other = thing(&page, "Krzysztof");
    let kris = subjects(&officer, second).await[0];
    let (looked, path) = (
        format!("/dossier/{second}/nagaan"),
        format!("/dossier/{second}/nagaan/{kris}"),
    );
    let same = [("thing", other.as_str()), ("verdict", "same")];
    officer.post(&path, &same).await.moved();
    let words = officer.words(&looked).await;
    assert!(words.contains("Neem het oordeel terug") && words.contains("Test officer"));
    let all = officer
        .words(&format!("/dossier/{second}/betrokkene/{kris}"))
        .await;
    assert!(
        all.contains("Komt voor in 2 dossiers") && all.contains("Nieuwe Poort 14"),
        "{all}"
    );
    // From the other side too.
    let back = visible(&reasoned(&officer, first).await);
    assert!(back.contains("Neem het oordeel terug"), "{back}");
    let open = [("thing", other.as_str()), ("verdict", "open")];
    officer.post(&path, &open).await.moved();
    assert!(
        !officer
            .words(&looked)
            .await
            .contains("Neem het oordeel terug")
    );
}
on_both!(a_misspelt_name_is_found_and_judged, misspelt);

async fn another(world: World) {
    let (first, second) = twice_reported(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let other = thing(&reasoned(&officer, second).await, "Krzysztof");
    let kris = subjects(&officer, second).await[0];
    let path = format!("/dossier/{second}/nagaan/{kris}");
    let verdict = [("thing", other.as_str()), ("verdict", "other")];
    officer.post(&path, &verdict).await.moved();
    let page = officer.page(&format!("/dossier/{second}/nagaan")).await;
    assert!(visible(&page).contains("Niet dezelfde\n, door Test officer"));
    assert!(
        officer
            .words(&format!("/dossier/{first}"))
            .await
            .contains("Krzysztof"),
        "nothing that was reported changed"
    );
    // What was never proposed cannot be judged.
    let nobody = uuid::Uuid::nil();
    for stranger in [
        &format!("s:{first}:{nobody}"),
        &format!("s:{nobody}:{kris}"),
        &format!("s:{first}:0"),
        "nonsense",
    ] {
        let same = [("thing", stranger), ("verdict", "same")];
        assert_eq!(officer.post(&path, &same).await.status, 404, "{stranger}");
    }
}
on_both!(
    another_is_remembered_and_a_stranger_cannot_be_judged,
    another
);

/// Who is added later stands in nobody's way: what was judged stays judged of the same two.
async fn added_to(world: World) {
    let (first, second) = twice_reported(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let other = thing(&reasoned(&officer, second).await, "Krzysztof");
    let kris = subjects(&officer, second).await[0];
    let same = [("thing", other.as_str()), ("verdict", "same")];
    let path = format!("/dossier/{second}/nagaan/{kris}");
    officer.post(&path, &same).await.moved();
    for dossier in [first, second] {
        let page = officer.get(&format!("/dossier/{dossier}")).await.ok();
        let somebody = [
            ("version", page.hidden("version")),
            ("kind", "person".into()),
            ("capacity", "other".into()),
            ("name", "Gerbrand Nergensgezien".into()),
        ];
        let fields: Vec<_> = somebody.iter().map(|(a, b)| (*a, b.as_str())).collect();
        let path = format!("/dossier/{dossier}/betrokkene/new");
        officer.post(&path, &fields).await.moved();
    }
    assert_eq!(subjects(&officer, second).await[0], kris);
    let all = format!("/dossier/{second}/betrokkene/{kris}");
    let all = officer.words(&all).await;
    assert!(
        all.contains("Komt voor in 2 dossiers") && !all.contains("Gerbrand"),
        "{all}"
    );
}
on_both!(a_judgement_stays_with_whom_it_is_about, added_to);

/// The place of a signal is compared and judged too, under a name of its own.
async fn placed(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let somewhere = [
        ("seen", "Matrassen."),
        ("place", "Verzonnenkade 14, Montfoort"),
    ];
    let mut ids = Vec::new();
    for _ in 0..2 {
        let reference = world.report(&employee, &somewhere).await;
        ids.push(world.dossier_id(&reference).await);
    }
    let officer = world.sign_in(OFFICER).await;
    let other = thing(&reasoned(&officer, ids[1]).await, "Verzonnenkade");
    assert_eq!(other, format!("s:{}:plaats", ids[0]));
    let same = [("thing", other.as_str()), ("verdict", "same")];
    let path = format!("/dossier/{}/nagaan/plaats", ids[1]);
    officer.post(&path, &same).await.moved();
    let all = format!("/dossier/{}/betrokkene/plaats", ids[1]);
    let all = officer.words(&all).await;
    assert!(all.contains("Komt voor in 2 dossiers"), "{all}");
}
on_both!(a_place_is_judged_as_a_place, placed);

const MAN: [(&str, &str); 3] = [
    ("subjects", "1"),
    ("subject-0-name", "Krzysztof Brzęczyszczykiewicz"),
    ("subject-0-birth", "19-09-1979"),
];

/// Above those of the worklist who may be known.
const KNOWN: &str = "Misschien al bekend";

/// A closed dossier about a man or a place. Gives its reference.
async fn closed(
    world: &World,
    employee: &Browser,
    officer: &Browser,
    about: &[(&str, &str)],
) -> String {
    let fields = [&[("seen", "Eerste."), ("contact", "none")], about].concat();
    let reference = world.report(employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    testkit::walk::assess(officer, id).await;
    close_without_follow_up(officer, id).await;
    reference
}

/// A closed dossier that a new signal very probably touches asks to be opened again; judging
/// answers, and the network has the path.
async fn reopened(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let first = closed(&world, &employee, &officer, &MAN).await;
    ::enrichment::judging::watch(&world.app).await.unwrap();
    assert!(!officer.words("/werk").await.contains(KNOWN));
    world.clock.set(world.clock.now() + 1000);
    let fields = [&[("seen", "Tweede.")], &MAN[..]].concat();
    let second = world.report(&employee, &fields).await;
    let fresh = world.dossier_id(&second).await;
    for _ in 0..2 {
        ::enrichment::judging::watch(&world.app).await.unwrap();
    }
    let work = officer.words("/werk").await;
    assert!(
        work.contains("Krzysztof Brzęczyszczykiewicz\n: één nieuw signaal, één gesloten dossier."),
        "{work}"
    );
    let other = thing(&reasoned(&officer, fresh).await, "Krzysztof");
    let same = [("thing", other.as_str()), ("verdict", "same")];
    let man = subjects(&officer, fresh).await[0];
    officer
        .post(&format!("/dossier/{fresh}/nagaan/{man}"), &same)
        .await
        .moved();
    assert!(!officer.words("/werk").await.contains(KNOWN));
    // This signal, the man, the other signal.
    let path = format!("/dossier/{fresh}/netwerk");
    let network = officer.words(&path).await;
    let shown = |reference: &str| format!("{}-{}", &reference[..4], &reference[4..]);
    for part in [shown(&first), shown(&second), "Krzysztof".to_owned()] {
        assert!(network.contains(&part), "{part}: {network}");
    }
    let of_form = officer.words(&format!("{path}?form=sexual")).await;
    assert!(
        of_form.matches("Krzysztof").count() < network.matches("Krzysztof").count(),
        "another form is left out"
    );
}
on_both!(a_closed_dossier_asks_to_be_opened_again, reopened);

/// However busy it is, every signal is compared with what was closed; who asks for a page meanwhile
/// does not wait for that.
async fn between(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    closed(&world, &employee, &officer, &MAN).await;
    ::enrichment::judging::watch(&world.app).await.unwrap();
    for number in 0..30 {
        let words = format!("Nummer {number}.");
        let mut fields = vec![("seen", words.as_str()), ("place", "Verzonnenkade 14")];
        if number == 29 {
            fields.extend(MAN);
        }
        world.clock.set(world.clock.now() + 1000);
        world.report(&employee, &fields).await;
    }
    let waiting = async || {
        let mut tx = world.app.db.read().await.unwrap();
        ::enrichment::judging::waiting(&mut tx, world.montfoort)
            .await
            .unwrap()
    };
    assert_eq!(waiting().await, 30);
    let _never_quiet = world.app.requests.answering();
    let app = world.app.clone();
    let watching = tokio::spawn(async move { ::enrichment::judging::watch(&app).await });
    officer.page("/mijn").await;
    assert!(!watching.is_finished(), "the page went first");
    watching.await.unwrap().unwrap();
    assert_eq!(waiting().await, 0);
    let asked = officer.words("/werk").await;
    assert_eq!(asked.matches(KNOWN).count(), 1, "{asked}");
}
on_both!(linking_goes_between_requests, between);

/// Somebody who asks and goes away halfway leaves nothing half done: the next look has everything.
async fn cut_off(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let look = || enrichment::lookup::known(&world.app, world.montfoort);
    drop(look().await.unwrap());
    for steps in 1..16 {
        let named = [
            ("seen", "Iets."),
            ("subjects", "1"),
            ("subject-0-name", "Mirela Fantasia"),
        ];
        world.report(&employee, &named).await;
        let mut halfway = Box::pin(look());
        for _ in 0..steps {
            if std::future::poll_fn(|cx| Poll::Ready(halfway.as_mut().poll(cx)))
                .await
                .is_ready()
            {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(3)).await;
        }
    }
    assert_eq!(look().await.unwrap().len(), 15);
}
on_both!(a_look_that_is_cut_off_loses_nothing, cut_off);
