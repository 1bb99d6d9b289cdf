//! A minor is seen wherever the dossier is, by whatever told it; and what is urgent is not judged away
//! without a word.

use platform::DossierId;
use testkit::{Answer, Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";
const BADGE: &str = "badge--late\">minderjarig";

async fn judge(officer: &Browser, id: DossierId, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/dossier/{id}/beoordelen");
    let version = officer.get(&path).await.ok().hidden("version");
    let said = [
        ("version", version.as_str()),
        ("why", "Dat blijkt uit het verhaal."),
    ];
    let all = [&said[..], fields];
    officer.post(&path, &all.concat()).await
}

async fn reported(world: &World, fields: &[(&str, &str)]) -> DossierId {
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, fields).await;
    world.dossier_id(&reference).await
}

/// The line of this dossier on the worklist, and its own page.
async fn seen(officer: &Browser, id: DossierId) -> [String; 2] {
    let list = officer.page("/werk").await;
    let line = list.split("<li class=\"line\">");
    let mut line = line.filter(|line| line.contains(&format!("href=\"/dossier/{id}\"")));
    let line = line
        .next()
        .unwrap()
        .split("</li>")
        .next()
        .unwrap()
        .to_owned();
    [line, officer.page(&format!("/dossier/{id}")).await]
}

async fn by_age_or_sign(world: World) {
    world.staff().await;
    let by_age = reported(&world, &[("seen", "Iemand moet pakjes wegbrengen.")]).await;
    let by_sign = reported(&world, &[("seen", "Iemand wordt opgehaald bij school.")]).await;
    let adult = reported(
        &world,
        &[
            ("seen", "Zij is veertig, zegt zij."),
            ("indicators", "KRI-01"),
        ],
    )
    .await;
    let officer = world.sign_in(OFFICER).await;
    for (id, told) in [(by_age, false), (by_sign, false), (adult, true)] {
        for shown in seen(&officer, id).await {
            assert_eq!(shown.contains(BADGE), told, "before it is judged");
        }
    }
    let judged = [
        ("severity", "serious"),
        ("ages", "16, ?"),
        ("acute", "on"),
        ("network", "on"),
    ];
    judge(&officer, by_age, &judged).await.moved();
    let judged = [("severity", "serious"), ("indicators", "KRI-01")];
    judge(&officer, by_sign, &judged).await.moved();
    judge(&officer, adult, &[("severity", "serious"), ("ages", "40")])
        .await
        .moved();
    for (id, minor) in [(by_age, true), (by_sign, true), (adult, false)] {
        for shown in seen(&officer, id).await {
            assert_eq!(shown.contains(BADGE), minor, "{}", visible(&shown));
        }
    }
    // What it was judged by stands beside how serious it is.
    let words = officer.words(&format!("/dossier/{by_age}")).await;
    for said in [
        "Leeftijd van mogelijke slachtoffers: 16, niet bekend",
        "Er is nu iemand in gevaar",
        "Er is mogelijk een dadernetwerk",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
}
on_both!(
    /// By an age or a sign of the assessment too; an age that is known says otherwise.
    a_minor_is_seen_in_lists_and_in_the_dossier,
    by_age_or_sign
);

async fn asked_why(world: World) {
    world.staff().await;
    let id = reported(&world, &[("seen", "Er is iets aan de hand.")]).await;
    let officer = world.sign_in(OFFICER).await;
    for (severity, urgent) in [
        ("concern", ("acute", "on")),
        ("concern", ("ages", "16")),
        ("unclear", ("ages", "40, 17")),
        ("unclear", ("indicators", "KRI-02")),
    ] {
        let asked = judge(&officer, id, &[("severity", severity), urgent])
            .await
            .ok();
        let words = visible(&asked.text());
        assert!(
            words.contains("Schrijf op waarom het toch niet ernstig is."),
            "{urgent:?}"
        );
        assert!(asked.text().contains("href=\"#assess-why-no-worse\""));
    }
    let page = officer.page(&format!("/dossier/{id}")).await;
    assert!(!page.contains("id=\"assessed\""), "nothing was written");
    let why = ("why-no-worse", "Hij is veilig bij zijn ouders.");
    let judged = [("severity", "concern"), ("ages", "16"), why];
    judge(&officer, id, &judged).await.moved();
    let words = officer.words(&format!("/dossier/{id}")).await;
    assert!(words.contains("Hij is veilig bij zijn ouders."));
}
on_both!(
    /// Danger, somebody under 18 or a serious sign, and yet points of attention: the officer says why.
    what_is_urgent_and_not_serious_asks_why,
    asked_why
);

/// A tick without a name is somebody; an age that was typed says what the tick says. Both are urgent from the
/// first moment.
async fn from_the_first_moment(world: World) {
    world.staff().await;
    let victim = ("subject-0-capacity", "possible_victim");
    let ticked = ("subject-0-minor", "on");
    let cases: [(&[(&str, &str)], bool); 9] = [
        (&[("subject-0-minor", "on")], true),
        (&[("subject-0-minor", "on"), victim], true),
        (&[("subject-0-birth", "14 jaar"), victim], true),
        (&[("subject-0-birth", "12-03-2012")], true),
        (&[("subject-0-birth", "17/18")], true),
        // Nobody is asked: it says no adult.
        (&[ticked, ("subject-0-birth", "minder dan 18 jaar")], true),
        (&[ticked, ("subject-0-birth", "2004 (lijkt 15)")], true),
        (&[("subject-0-birth", "almost 18")], true),
        (&[("subject-0-birth", "veertig"), victim], false),
    ];
    let mut ids = Vec::new();
    for (said, minor) in cases {
        let fields = [
            &[("seen", "Iemand wordt opgehaald."), ("subjects", "1")],
            said,
        ]
        .concat();
        ids.push((reported(&world, &fields).await, minor));
    }
    let officer = world.sign_in(OFFICER).await;
    for (id, minor) in ids {
        for shown in seen(&officer, id).await {
            assert_eq!(shown.contains(BADGE), minor, "{}", visible(&shown));
            assert_eq!(visible(&shown).contains("spoed"), minor);
        }
    }
}
on_both!(
    /// Nothing that tells of a minor is lost, and nobody has to tell it twice.
    a_tick_or_an_age_makes_a_minor_urgent_at_once,
    from_the_first_moment
);

/// A tick that says a minor and a year that says an adult: which of the two holds is asked where both are typed.
async fn contradicted(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let mut fields = vec![
        ("form-id", form.as_str()),
        ("seen", "Iemand moet pakjes wegbrengen."),
        ("contact", "none"),
        ("action", "send"),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-capacity", "possible_victim"),
        ("subject-0-minor", "on"),
        ("subject-0-birth", "2004"),
    ];
    let asked = employee.post("/melden/persoon", &fields).await.ok().text();
    let words = visible(&asked);
    assert!(
        words.contains("maar de geboortedatum of leeftijd zegt 18 of ouder"),
        "{words}"
    );
    assert!(asked.contains("name=\"subject-0-minor-still\""), "{words}");
    fields.push(("subject-0-minor-still", "on"));
    employee.post("/melden/persoon", &fields).await.moved();
    let officer = world.sign_in(OFFICER).await;
    let all = officer.page("/werk").await;
    let id = all.split("/dossier/").nth(1).unwrap()[..36]
        .parse()
        .unwrap();
    for shown in seen(&officer, id).await {
        assert!(shown.contains(BADGE), "it holds all the same");
    }
    // The officer is not asked again, and learns of an adult.
    let subject = testkit::walk::subjects(&officer, id).await[0];
    let path = format!("/dossier/{id}/betrokkene/{subject}");
    let version = officer.get(&format!("/dossier/{id}")).await.ok();
    let version = version.hidden_in(&path, "version");
    let known = [
        ("version", version.as_str()),
        ("capacity", "possible_victim"),
        ("name", "Mirela Fantasia"),
        ("birth", "2003"),
    ];
    let ticked = [known.as_slice(), &[("minor", "on")]].concat();
    let told = visible(&officer.post(&path, &ticked).await.text());
    assert!(told.contains("zegt 18 of ouder"), "{told}");
    officer.post(&path, &known).await.moved();
    for shown in seen(&officer, id).await {
        assert!(!shown.contains(BADGE), "an adult");
    }
    let assess = officer.page(&format!("/dossier/{id}/beoordelen")).await;
    assert!(
        assess.contains("value=\"22\""),
        "the least that it can be: {assess}"
    );
}
on_both!(
    who_is_ticked_a_minor_and_born_an_adult_is_asked_about,
    contradicted
);
