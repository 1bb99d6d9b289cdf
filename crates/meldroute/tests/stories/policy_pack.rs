//! Partners and terms in the browser: one partner is rung and confirmed at a time, a change is a next
//! version of the pack, and a colleague who was first is not overwritten.

use platform::clock::DAY;
use platform::tenants::{self, Taken};
use policy::{Contact, Pack};
use testkit::{Browser, Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";

fn pack(world: &World) -> std::sync::Arc<Pack> {
    world.app.tenants.get(world.montfoort).unwrap().pack
}

/// How many partners wait for somebody who rings.
async fn waiting(browser: &Browser) -> usize {
    let words = browser.words("/beleid").await;
    let before = words.split(" partners wachten op").next().unwrap();
    before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap()
        .parse()
        .unwrap_or(1)
}

/// What stands in the form of a partner.
async fn form(browser: &Browser, id: &str) -> (String, String) {
    let path = format!("/beleid/partner/{id}");
    let seen = browser.get(&path).await.ok().hidden("seen");
    (path, seen)
}

async fn ring(world: &World, browser: &Browser, id: &str) -> testkit::Answer {
    let (path, seen) = form(browser, id).await;
    let day = platform::clock::day(world.clock.now());
    let fields = [("seen", seen.as_str()), ("day", &day), ("sure", "on")];
    browser.post(&format!("{path}/bevestigen"), &fields).await
}

async fn save(browser: &Browser, id: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    let (path, seen) = form(browser, id).await;
    let mut all = vec![("seen", seen.as_str())];
    all.extend(fields);
    browser.post(&path, &all).await
}

const AVIM: [(&str, &str); 3] = [
    ("name", "Politie, AVIM"),
    ("kind-0", "telefoon"),
    ("value-0", "088-1234567"),
];

async fn one_at_a_time(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let admin = world.sign_in(ADMIN).await;
    let before = waiting(&officer).await;
    assert!(before > 5, "{before}");
    assert_eq!(before, waiting(&admin).await);
    // The number was found somewhere; somebody rings.
    let avim = |world: &World| pack(world).partner(&"avim".into()).unwrap().contact();
    assert_eq!(avim(&world), Contact::Unconfirmed);
    assert_eq!(
        ring(&world, &officer, "avim").await.moved(),
        "/beleid?gedaan=partner-confirmed"
    );
    assert_eq!(avim(&world), Contact::Confirmed);
    assert_eq!(waiting(&admin).await, before - 1, "and no other");
    let page = admin.words("/beleid/partner/avim").await;
    assert!(page.contains("Test officer, 18 november 2026"), "{page}");
    // Another name is to be confirmed too: the number stays the one that was rung.
    let named = [AVIM[0], AVIM[1], ("value-0", "0900-8844")];
    save(&admin, "avim", &named).await.moved();
    assert_eq!(
        (avim(&world), waiting(&admin).await),
        (Contact::Confirmed, before)
    );
    // Another number is to be confirmed.
    save(&admin, "avim", &AVIM).await.moved();
    assert_eq!(
        (avim(&world), waiting(&admin).await),
        (Contact::Unconfirmed, before)
    );
    // A year later it is rung again.
    ring(&world, &officer, "avim").await.moved();
    world.clock.set(world.clock.now() + 400 * DAY);
    let officer = world.sign_in(OFFICER).await;
    assert!(
        officer
            .words("/beleid/partner/avim")
            .await
            .contains("opnieuw nabellen")
    );
    ring(&world, &officer, "avim").await.moved();
    assert!(
        !officer
            .words("/beleid/partner/avim")
            .await
            .contains("opnieuw nabellen")
    );
    assert!(
        officer
            .words("/beleid/partner/nla")
            .await
            .contains("te bevestigen")
    );
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}
on_both!(one_partner_is_confirmed_at_a_time, one_at_a_time);

/// "Bevestigd" is said of a partner whom somebody rang, and of no other, whatever the pack says; on a page
/// that is called after what stands on it.
async fn said_of_who_was_rung(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let confirmed = async || {
        let page = officer.page("/beleid").await;
        let title = page.split("<title>").nth(1).unwrap();
        let title = title.split("</title>").next().unwrap();
        assert!(title.contains("Beleid en partners"), "{title}");
        let rows = page.split("<tr>").filter(|row| row.contains(">bevestigd<"));
        let of = |row: &str| {
            row.split("/beleid/partner/")
                .nth(1)?
                .split('"')
                .next()
                .map(str::to_owned)
        };
        rows.filter_map(of).collect::<Vec<_>>()
    };
    let known = pack(&world);
    let mut all = known.partners.iter();
    let vouched = all.find(|one| one.contact() == Contact::Confirmed);
    let vouched = vouched.expect("the pack itself says of some that they are right");
    assert_eq!(confirmed().await, Vec::<String>::new(), "nobody rang yet");
    let theirs = format!("/beleid/partner/{}", vouched.id.get_ref());
    assert!(!officer.page(&theirs).await.contains(">bevestigd<"));
    ring(&world, &officer, "avim").await.moved();
    assert_eq!(confirmed().await, ["avim"]);
    assert!(
        admin
            .page("/beleid/partner/avim")
            .await
            .contains(">bevestigd<")
    );
    // Another number is not what was rung.
    save(&admin, "avim", &AVIM).await.moved();
    assert_eq!(confirmed().await, Vec::<String>::new());
    assert!(
        !admin
            .page("/beleid/partner/avim")
            .await
            .contains(">bevestigd<")
    );
}
on_both!(
    confirmed_is_said_of_who_was_rung_alone,
    said_of_who_was_rung
);

async fn first(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let (path, seen) = form(&officer, "avim").await;
    let terms = officer.get("/beleid/termijnen").await.ok().hidden("seen");
    save(&admin, "avim", &AVIM).await.moved();
    let version = pack(&world).version.clone();
    // The officer saw the entry of before, and typed.
    let typed = [
        ("seen", seen.as_str()),
        ("name", "AVIM Utrecht"),
        AVIM[1],
        AVIM[2],
    ];
    let answer = officer.post(&path, &typed).await.ok();
    let words = visible(&answer.text());
    assert!(
        words.contains("Een collega heeft dit intussen gewijzigd"),
        "{words}"
    );
    assert!(answer.text().contains("AVIM Utrecht") && words.contains("088-1234567"));
    assert_eq!(pack(&world).version, version, "nothing was written");
    // So is a confirmation of what somebody did not see.
    let day = platform::clock::day(world.clock.now());
    let fields = [("seen", seen.as_str()), ("day", &day), ("sure", "on")];
    let answer = officer
        .post(&format!("{path}/bevestigen"), &fields)
        .await
        .ok();
    assert!(visible(&answer.text()).contains("Kijk hierboven hoe het er nu staat"));
    // Another partner, and the terms, are nobody's concern.
    ring(&world, &officer, "comensha").await.moved();
    assert_eq!(
        officer.get("/beleid/termijnen").await.ok().hidden("seen"),
        terms
    );
    // Seen again, it is saved.
    let seen = officer.get(&path).await.ok().hidden("seen");
    let again = [("seen", seen.as_str()), typed[1], typed[2], typed[3]];
    officer.post(&path, &again).await.moved();
    assert_eq!(
        pack(&world).partner(&"avim".into()).unwrap().name,
        "AVIM Utrecht"
    );
}
on_both!(a_colleague_who_was_first_is_not_overwritten, first);

/// Both at the very same moment: each change is there.
async fn at_once(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let (one, other) = (form(&officer, "avim").await, form(&admin, "comensha").await);
    let first = [
        ("seen", one.1.as_str()),
        ("name", "Eerste"),
        AVIM[1],
        AVIM[2],
    ];
    let second = [
        ("seen", other.1.as_str()),
        ("name", "Tweede"),
        AVIM[1],
        AVIM[2],
    ];
    let (a, b) = tokio::join!(officer.post(&one.0, &first), admin.post(&other.0, &second));
    a.moved();
    b.moved();
    let pack = pack(&world);
    let name = |id: &str| pack.partner_name(&id.into());
    assert_eq!(
        (name("avim"), name("comensha")),
        ("Eerste".to_owned(), "Tweede".to_owned())
    );
}
on_both!(two_who_change_two_partners_at_once_are_both_heard, at_once);

async fn source(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let own = pack(&world).version.clone();
    save(&admin, "avim", &AVIM).await.moved();
    let officer = world.sign_in(OFFICER).await;
    ring(&world, &officer, "avim").await.moved();
    let file = admin.get("/beleid/pakket").await.ok();
    let text = file.text();
    let exported = Pack::parse(&text).expect("`meldroute policy check` takes it");
    assert_eq!(exported.version, format!("{own}.2"));
    let named = file.headers["content-disposition"]
        .to_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        named,
        format!("attachment; filename=\"beleid-{own}.2.toml\"")
    );
    assert!(text.contains("# ---- Partners (bijlage 1)"), "remarks stay");
    let partner = exported.partner(&"avim".into()).unwrap();
    assert_eq!(partner.contact(), Contact::Confirmed);
    assert_eq!(partner.valid_until.get_ref(), "2027-11-18");
    // The program starts again with the file that it always started with: what was changed stays.
    let file = meldroute::setup::PACKS[0].1;
    assert_eq!(
        tenants::adopt(&world.app, file).await.unwrap(),
        Taken::Before
    );
    assert_eq!(pack(&world).version, format!("{own}.2"));
    // What was exported, with a next version, is taken.
    let next = text.replace(&format!("\"{own}.2\""), "\"2099-1\"");
    assert_eq!(
        tenants::adopt(&world.app, &next).await.unwrap(),
        Taken::InUse
    );
    assert_eq!(pack(&world).version, "2099-1");
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    assert!(
        log.contains("partner nagebeld en bevestigd")
            && log.contains("gegevens van een partner gewijzigd")
    );
}
on_both!(the_pack_stays_the_source, source);

#[tokio::test]
async fn what_is_not_right_is_said_beside_its_field_and_changes_nothing() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let version = pack(&world).version.clone();
    let long = "x".repeat(161);
    for (fields, fault) in [
        (
            vec![("name", ""), AVIM[1], AVIM[2]],
            "Vul de naam van de partner in.",
        ),
        (
            vec![AVIM[0], ("value-0", "030")],
            "Vul in waarmee u deze partner bereikt",
        ),
        (vec![("name", long.as_str()), AVIM[1]], "Maak dit korter"),
        (
            vec![AVIM[0], AVIM[1], ("value-0", "te bevestigen")],
            "Haal value dan weg",
        ),
    ] {
        let answer = save(&officer, "avim", &fields).await.ok().text();
        assert!(visible(&answer).contains(fault), "{}", visible(&answer));
        assert!(answer.contains("<title>Fout: "), "{fault}");
    }
    let (path, seen) = form(&officer, "avim").await;
    for (day, sure, fault) in [
        ("2026-11-18", "", "Bel de partner eerst"),
        ("2026-11-19", "on", "niet later dan vandaag"),
        ("2026-01-01", "on", "van de afgelopen maand"),
        ("gisteren", "on", "Vul de dag in waarop u belde"),
    ] {
        let fields = [("seen", seen.as_str()), ("day", day), ("sure", sure)];
        let answer = officer
            .post(&format!("{path}/bevestigen"), &fields)
            .await
            .ok();
        assert!(visible(&answer.text()).contains(fault), "{fault}");
    }
    // Nobody knows the number of this one.
    let answer = ring(&world, &officer, "belle").await.ok();
    assert!(visible(&answer.text()).contains("nog geen nummer of adres bekend"));
    assert_eq!(officer.get("/beleid/partner/niemand").await.status, 404);
    assert_eq!(pack(&world).version, version);
}

#[tokio::test]
async fn terms_are_said_and_typed_as_people_say_them() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let words = admin.words("/beleid").await;
    assert!(
        words.contains("5 jaar") && !words.contains("1825"),
        "{words}"
    );
    let page = admin.get("/beleid/termijnen").await.ok();
    let mut fields: Vec<(String, String)> = vec![("seen".into(), page.hidden("seen"))];
    for part in page.text().split("<input").skip(1) {
        let attribute = |name: &str| {
            let rest = part.split(&format!("{name}=\"")).nth(1)?;
            Some(rest.split('"').next()?.to_owned())
        };
        if let (Some(name), Some(value)) = (attribute("name"), attribute("value"))
            && part.contains("type=\"text\"")
        {
            fields.push((name, value));
        }
    }
    let send = async |name: &str, value: &str| {
        let mut now = fields.clone();
        for field in now.iter_mut().filter(|(known, _)| known == name) {
            value.clone_into(&mut field.1);
        }
        let now: Vec<_> = now.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        admin.post("/beleid/termijnen", &now).await
    };
    for (name, value, fault) in [
        ("closed", "vijf jaar", "Vul een termijn in, zoals 30 dagen"),
        ("urgent", "2 weken", "Vul een aantal uren in"),
        ("urgent", "400 uur", "Kies voor spoed hoogstens 72 uur"),
        ("confirm", "40 dagen", "Vul een aantal maanden in"),
        ("tell", "0 dagen", "Vul een termijn in"),
    ] {
        let answer = send(name, value).await.ok().text();
        assert!(
            visible(&answer).contains(fault) && answer.contains(value),
            "{fault}"
        );
    }
    assert_eq!(pack(&world).retention.closed_dossier_days, 1825);
    assert_eq!(
        send("closed", "7 jaar").await.moved(),
        "/beleid?gedaan=terms"
    );
    assert_eq!(pack(&world).retention.closed_dossier_days, 2555);
    assert_eq!(
        pack(&world).deadlines.assessment_days,
        7,
        "and nothing else"
    );
    // The page of before is old now.
    let answer = send("closed", "9 jaar").await.ok().text();
    assert!(visible(&answer).contains("Een collega heeft dit intussen gewijzigd"));
}

#[tokio::test]
async fn the_officer_is_told_of_the_end_of_the_policy_where_the_hour_begins() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    assert!(
        !officer
            .words("/werk")
            .await
            .contains("Begin op tijd met nieuw beleid")
    );
    let document = "document = \"Beleid Mensenhandel gemeente Montfoort\"";
    let text = meldroute::setup::PACKS[0]
        .1
        .replace(document, &format!("{document}\nuntil = \"2026-12-31\""))
        .replace(&format!("\"{}\"", pack(&world).version), "\"2099-1\"");
    assert_eq!(
        tenants::adopt(&world.app, &text).await.unwrap(),
        Taken::InUse
    );
    let words = officer.words("/werk").await;
    assert!(
        words.contains("geldt tot en met 31 december 2026"),
        "{words}"
    );
}
