//! The first visit: any municipality of the list, with the example filled in; faults that say what to do;
//! and a recovery key that cannot be lost.

use meldroute::setup::Link;
use platform::Role;
use policy::Pack;
use testkit::{Browser, Kind, World, inside, on_both, visible};

const PHRASE: &str = "acht stille roeiers in de mist";

/// Where one founds.
fn link(world: &World) -> String {
    let link = Link::new(world.dir.path(), None).make("http://x").unwrap();
    link["http://x".len()..].to_owned()
}

const PEOPLE: [(&str, &str); 7] = [
    ("step", "people"),
    ("terms", "on"),
    ("admin-name", "Berend Bedacht"),
    ("admin-email", "beheer@c.example"),
    ("officer-name", "Fenna Fictief"),
    ("officer-email", "officier@c.example"),
    ("officer-passphrase", PHRASE),
];

async fn any(world: World) {
    for (at, (typed, name, code, coordinator)) in [
        ("woerden", "Woerden", "GM0632", "yes"),
        (
            "gemeente Súdwest Fryslan",
            "Súdwest-Fryslân",
            "GM1900",
            "no",
        ),
        ("'s-Gravenhage", "Den Haag", "GM0518", "no"),
        ("GM0893", "Bergen (Limburg)", "GM0893", "yes"),
    ]
    .into_iter()
    .enumerate()
    {
        let (path, founder) = (link(&world), Browser::new(&world));
        founder.get(&path).await.ok();
        let chosen = [("municipality", typed), ("coordinator", coordinator)];
        let step = founder.post(&path, &chosen).await.ok();
        let words = visible(&step.text());
        assert!(words.contains(&format!("Inrichten voor {name}")), "{words}");
        assert!(
            words.contains("5 jaar") && !words.contains("1825"),
            "{words}"
        );
        assert!(words.contains("partners zijn nog te bevestigen"), "{words}");
        let (admin, officer) = (
            format!("beheer@{at}.example"),
            format!("officier@{at}.example"),
        );
        let mut fields = [&chosen[..], &PEOPLE].concat();
        fields[5].1 = &admin;
        fields[7].1 = &officer;
        assert_eq!(founder.post(&path, &fields).await.moved(), "/ingericht");
        let all = world.app.tenants.all();
        let here = all.iter().find(|place| place.name == name).unwrap();
        assert_eq!(here.pack.municipality.code.get_ref(), code);
        assert_eq!(here.pack.coordinator_step, coordinator == "yes");
        assert_eq!(here.pack.version, "1");
        assert_eq!(founder.get(&path).await.status, 410, "the link works once");
        // Another one of the same name is not founded.
        let (again, other) = (link(&world), Browser::new(&world));
        let told = other.post(&again, &chosen).await.ok();
        assert!(visible(&told.text()).contains("Deze gemeente is er al."));
    }
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        let place = ["Woerden", "Súdwest", "Den Haag", "Bergen"];
        let new = place.iter().any(|name| finding.what.starts_with(name));
        assert!(finding.good || !new, "{}: {}", finding.what, finding.detail);
    }
}
on_both!(any_municipality_is_set_up_from_the_example, any);

/// The key is there until it is put away, and in no address; then the invitations are.
async fn key(world: World) {
    let (path, founder) = (link(&world), Browser::new(&world));
    let chosen = [("municipality", "Lopik"), ("coordinator", "no")];
    let fields = [&chosen[..], &PEOPLE].concat();
    let to = founder.post(&path, &fields).await.moved();
    let first = founder.get(&to).await.ok().text();
    let code = inside(&first, "recovery-key");
    assert!(
        code.len() > 40 && !first.contains("/uitnodiging/"),
        "one thing at a time"
    );
    for _ in 0..3 {
        assert_eq!(
            inside(&founder.get(&to).await.ok().text(), "recovery-key"),
            code
        );
    }
    let pdf = founder.get("/ingericht/herstelsleutel").await.ok();
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let told = founder.post("/ingericht", &[]).await.ok().text();
    assert!(visible(&told).contains("Berg de sleutel eerst op"));
    assert_eq!(inside(&told, "recovery-key"), code);
    // Nobody else sees it, and it stands in no table.
    assert_eq!(Browser::new(&world).get(&to).await.status, 404);
    founder
        .post("/ingericht", &[("stored", "on")])
        .await
        .moved();
    let done = founder.get(&to).await.ok().text();
    assert!(
        !done.contains(&code) && done.matches("/uitnodiging/").count() == 2,
        "{done}"
    );
    assert_eq!(founder.get("/ingericht/herstelsleutel").await.status, 404);
    // An hour later it is gone, put away or not.
    world.clock.set(world.clock.now() + 61 * 60_000);
    assert_eq!(founder.get(&to).await.status, 404);
}
on_both!(the_recovery_key_is_shown_until_it_is_put_away, key);

#[tokio::test]
async fn faults_say_what_to_do_in_the_order_of_the_fields() {
    let world = World::new(Kind::Sqlite).await;
    let (path, founder) = (link(&world), Browser::new(&world));
    for (fields, fault) in [
        (vec![], "Kies een gemeente uit de lijst."),
        (
            vec![("municipality", "Montfort")],
            "Bedoelt u: Montfoort, Montferland?",
        ),
        (vec![("municipality", "Woerden")], "Kies ja of nee."),
        (
            vec![("municipality", "Montfoort"), ("coordinator", "yes")],
            "Deze gemeente is er al.",
        ),
        (
            vec![("text", "version = 3")],
            "Regel 1, kolom 11: hier hoort een tekst tussen aanhalingstekens.",
        ),
        (
            vec![("text", "version = \"1\"\nversion = \"2\"")],
            "Regel 2, kolom 1: dit staat er twee keer.",
        ),
    ] {
        let page = founder.post(&path, &fields).await.ok().text();
        assert!(
            visible(&page).contains(fault),
            "{fault}: {}",
            visible(&page)
        );
        assert!(page.contains("<title>Fout: "), "{fault}");
        for (_, typed) in &fields {
            let typed = typed.replace('"', "&#34;");
            assert!(page.contains(&typed), "{typed} stays");
        }
    }
    let own = meldroute::setup::PACKS[1]
        .1
        .replace("GM0000", "GM0589")
        .replace("referral_days = 7", "referal_days = 7");
    let page = founder.post(&path, &[("text", &own)]).await.ok().text();
    let words = visible(&page);
    assert!(
        words.contains("referal_days bestaat niet. Kies uit: assessment_days"),
        "{words}"
    );
    second_page(&founder, &path).await;
}

/// Each fault once, in the order of the fields.
async fn second_page(founder: &Browser, path: &str) {
    let chosen = [
        ("municipality", "Woerden"),
        ("coordinator", "no"),
        ("step", "people"),
    ];
    let page = founder.post(path, &chosen).await.ok().text();
    let summary = page.split("id=\"faults\"").nth(1).unwrap();
    let summary = summary.split("</ul>").next().unwrap();
    let faults: Vec<&str> = summary
        .split("href=\"#setup-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(
        faults,
        [
            "terms",
            "admin-name",
            "admin-email",
            "officer-name",
            "officer-email",
            "officer-passphrase"
        ]
    );
    let texts: std::collections::BTreeSet<&str> = summary
        .split("</a>")
        .filter_map(|rest| rest.rsplit('>').next())
        .filter(|text| !text.trim().is_empty())
        .collect();
    assert_eq!(texts.len(), 6, "each says something of its own: {texts:?}");
}

/// What the command line makes is what the browser makes.
#[test]
fn the_command_line_fills_in_the_same_example() {
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(testkit::program());
        command
            .args(["policy", "new"])
            .args(arguments)
            .output()
            .unwrap()
    };
    let made = run(&[
        "--municipality",
        "woerden",
        "--coordinator-step",
        "--by",
        "gemeenteraad",
    ]);
    assert!(made.status.success());
    let text = String::from_utf8(made.stdout).unwrap();
    let pack = Pack::parse(&text).unwrap();
    assert!(pack.coordinator_step && pack.municipality.name == "Woerden");
    assert_eq!(pack.adopted.by, "gemeenteraad");
    assert!(text.starts_with("# Beleidspakket van de gemeente Woerden"));
    let own = run(&["--municipality", "GM0335"]);
    let own = Pack::parse(&String::from_utf8(own.stdout).unwrap()).unwrap();
    assert_eq!(
        own.adopted.document,
        "Beleid Mensenhandel gemeente Montfoort"
    );
    let wrong = run(&["--municipality", "Montfort"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("perhaps Montfoort (GM0335)"));
}

/// A municipality with colours and a mark of its own shows them on each page, and nobody else does.
#[tokio::test]
async fn a_municipality_has_its_own_colours_and_mark() {
    let mut world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";
    let own = format!("[identity]\ncolour = \"#00573F\"\nmark = '''{mark}'''\n\n[adopted]\nby");
    let pack = include_str!("../../../../policies/voorbeeld.toml")
        .replace("GM0000", "GM0632")
        .replace("[adopted]\nby", &own);
    let tenant = world.found(&pack).await;
    world
        .hire("own@c.example", "Test own", tenant, &[Role::Employee])
        .await;
    let (own, other) = (
        world.sign_in("own@c.example").await,
        world.sign_in("employee@a.example").await,
    );
    let page = own.page("/melden").await;
    let address = |name: &str| {
        let at = page.find(&format!("/assets/van/GM0632/{name}?v="))?;
        page[at..].split('"').next()
    };
    let style = own.get(address("kleuren.css").unwrap()).await.ok();
    assert_eq!(
        style.text(),
        ":root { --blue: #00573f; --blue-dark: color-mix(in srgb, var(--blue) 65%, #000); }\n"
    );
    let drawn = Browser::new(&world)
        .get(address("merk.svg").unwrap())
        .await
        .ok();
    assert_eq!(drawn.text(), mark);
    let policy = drawn.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    assert!(!other.page("/melden").await.contains("/assets/van/"));
    // Of whom a stranger is, nobody knows: several are here.
    assert!(!other.page("/inloggen").await.contains("/assets/van/"));
    for nothing in ["GM0335/kleuren.css", "GM0632/iets", "GM9999/merk.svg"] {
        let path = format!("/assets/van/{nothing}");
        assert_eq!(other.get(&path).await.status, 404, "{path}");
    }
}

const CHOSEN: [(&str, &str); 2] = [("municipality", "Woerden"), ("coordinator", "no")];

/// The words that stand on somebody's paper stay until the municipality is there, and so does what was
/// typed, also for whoever goes back a page.
#[tokio::test]
async fn the_suggested_words_and_what_was_typed_stay() {
    let world = World::new(Kind::Sqlite).await;
    let (path, founder) = (link(&world), Browser::new(&world));
    let first = founder.post(&path, &CHOSEN).await.ok();
    let words = first.hidden("suggested");
    assert_eq!(words.split(' ').count(), 6);
    assert!(visible(&first.text()).contains(&words));
    let mut fields = [&CHOSEN[..], &PEOPLE, &[("suggested", words.as_str())]].concat();
    fields[8].1 = "";
    let faulty = founder.post(&path, &fields).await.ok();
    let said = visible(&faulty.text());
    assert!(
        said.contains("Typ een wachtzin.") && !said.contains("te makkelijk"),
        "{said}"
    );
    assert_eq!(faulty.hidden("suggested"), words, "the paper still fits");
    assert!(said.contains(&words));
    // Back, another municipality, and on again.
    fields[2].1 = "back";
    let back = founder.post(&path, &fields).await.ok();
    assert!(visible(&back.text()).contains("Stap 1 van 3"));
    assert!(back.text().contains("value=\"Woerden\""));
    let mut kept = testkit::walk::kept(&back, &path);
    kept.extend([
        ("municipality".to_owned(), "Lopik".to_owned()),
        ("coordinator".to_owned(), "no".to_owned()),
    ]);
    let kept: Vec<_> = kept.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let again = founder.post(&path, &kept).await.ok();
    let text = again.text();
    assert!(visible(&text).contains("Inrichten voor Lopik"));
    assert_eq!(again.hidden("suggested"), words);
    for typed in ["Berend Bedacht", "officier@c.example"] {
        assert!(text.contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    assert!(
        !text.contains(PHRASE),
        "what was typed as passphrase is not kept"
    );
    // What is no suggestion of ours is none.
    let made_up = [CHOSEN[0], CHOSEN[1], ("suggested", "a b c d e f")];
    let new = founder.post(&path, &made_up).await.ok();
    assert_ne!(new.hidden("suggested"), "a b c d e f");
}

/// Whoever holds the link that founded a municipality is told so; nobody else learns that there is one.
#[tokio::test]
async fn a_used_link_says_so() {
    let world = World::new(Kind::Sqlite).await;
    let (path, founder) = (link(&world), Browser::new(&world));
    let fields = [&CHOSEN[..], &PEOPLE].concat();
    founder.post(&path, &fields).await.moved();
    for later in [founder.get(&path).await, founder.post(&path, &fields).await] {
        assert_eq!(later.status, 410);
        let words = visible(&later.text());
        assert!(words.contains("Deze gemeente is al ingericht"), "{words}");
        assert!(
            later.text().contains("href=\"/ingericht\""),
            "it is still in this browser"
        );
        assert!(later.text().contains("href=\"/inloggen\""));
    }
    let other = Browser::new(&world).get(&path).await;
    assert_eq!(other.status, 410);
    assert!(!other.text().contains("href=\"/ingericht\""));
    let guessed = format!("{}0", &path[..path.len() - 1]);
    let guessed = if guessed == path {
        format!("{}1", &path[..path.len() - 1])
    } else {
        guessed
    };
    for stranger in [guessed.as_str(), "/inrichten/x"] {
        let answer = Browser::new(&world).get(stranger).await;
        assert_eq!(answer.status, 404);
        assert!(!visible(&answer.text()).contains("ingericht"));
    }
}

/// Whoever holds a link after which another was made is told so, also when sending.
#[tokio::test]
async fn a_link_that_another_came_after_says_so() {
    let world = World::new(Kind::Sqlite).await;
    let (first, last) = (link(&world), link(&world));
    let founder = Browser::new(&world);
    for later in [
        founder.get(&first).await,
        founder.post(&first, &CHOSEN).await,
    ] {
        assert_eq!(later.status, 410);
        let words = visible(&later.text());
        assert!(words.contains("later een andere link gemaakt"), "{words}");
    }
    founder.get(&last).await.ok();
}
