//! Does it occur already, worked through in an hour: names apart from descriptions, many judgements at
//! once, and the worklist that asks again. (bijlage 2, stap 3)

use platform::DossierId;
use platform::params;
use testkit::walk::{assess, close_without_follow_up, subjects, thing};
use testkit::{Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

/// A signal about somebody, by what was filled in of them.
pub(crate) async fn about(
    world: &World,
    employee: &Browser,
    seen: &str,
    filled: &[(&str, &str)],
) -> DossierId {
    let names: Vec<String> = filled
        .iter()
        .map(|(name, _)| format!("subject-0-{name}"))
        .collect();
    let mut fields = vec![("seen", seen), ("subjects", "1"), ("contact", "none")];
    fields.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(filled.iter().map(|(_, text)| *text)),
    );
    world.clock.set(world.clock.now() + 1000);
    let reference = world.report(employee, &fields).await;
    world.dossier_id(&reference).await
}

pub(crate) async fn looked(officer: &Browser, id: DossierId) -> String {
    let path = format!("/dossier/{id}/nagaan");
    let reason = [("reason", "Signaal verrijken.")];
    officer.post(&path, &reason).await.moved();
    officer.page(&path).await
}

const KNOWN: &str = "Misschien al bekend";

const HONDJE: &str = "Oudere vrouw met een hondje, rode paraplu";

/// Two strangers without a name are not the same, however they were described; and in older data the
/// description stands in the field of the name.
async fn described(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.words("/melden/persoon").await;
    assert!(form.contains("Naam (als u die weet)") && form.contains("Hoe ziet de persoon eruit?"));
    let officer = world.sign_in(OFFICER).await;
    for line in [
        "Onbekende man",
        "vrouw, ongeveer 40",
        "de baas",
        "Poolse jongen",
    ] {
        let mut last = None;
        for _ in 0..2 {
            last = Some(about(&world, &employee, line, &[("name", line)]).await);
        }
        let words = visible(&looked(&officer, last.unwrap()).await);
        assert!(
            !words.contains('%') && !words.contains("dezelfde\n"),
            "{line}: {words}"
        );
        assert!(!words.contains("achternaam"), "{line}: {words}");
    }
    about(&world, &employee, "Eerst.", &[("appearance", HONDJE)]).await;
    let again = about(
        &world,
        &employee,
        "Weer.",
        &[("name", "rode paraplu, oudere vrouw, hondje")],
    )
    .await;
    let words = visible(&looked(&officer, again).await);
    assert!(words.contains("zelfde omschrijving"), "{words}");
    assert!(
        !words.contains('%') && words.contains("één zwakke overeenkomst"),
        "{words}"
    );
    assert!(words.contains("Geen sterke overeenkomst"), "{words}");
}
on_both!(a_description_is_no_name, described);

/// A first name is perhaps; what somebody looks like is shown wherever they are.
async fn first_name(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let milo = [
        ("name", "Jongen, noemt zich Milo"),
        ("appearance", "Litteken op zijn kin"),
    ];
    about(&world, &employee, "Eerst.", &milo).await;
    let again = about(&world, &employee, "Weer.", &[("name", "Milo")]).await;
    let officer = world.sign_in(OFFICER).await;
    let words = visible(&looked(&officer, again).await);
    assert!(
        words.contains("misschien dezelfde") && words.contains("voornaam"),
        "{words}"
    );
    assert!(
        !words.contains("waarschijnlijk dezelfde") && !words.contains("achternaam"),
        "{words}"
    );
    // The details to compare say what he looks like.
    assert!(words.contains("Litteken op zijn kin"), "{words}");
    let found = visible(&officer.search("Milo", "Vraag van de wijkagent").await);
    assert!(found.contains("2 gevonden"), "{found}");
}
on_both!(a_first_name_is_perhaps_the_same, first_name);

/// What somebody looks like can be filled in later, and goes along with a handover as a part of its
/// own.
async fn looks_go_along(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = about(&world, &employee, "Iemand.", &[("name", "Milo")]).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let (dossier, milo) = (format!("/dossier/{id}"), subjects(&officer, id).await[0]);
    let page = officer.get(&dossier).await.ok();
    let version = page.hidden("version");
    let more = [
        ("version", version.as_str()),
        ("capacity", "other"),
        ("name", "Milo"),
        ("appearance", "Groene jas"),
    ];
    officer
        .post(&format!("{dossier}/betrokkene/{milo}"), &more)
        .await
        .moved();
    let words = officer.words(&dossier).await;
    assert!(
        words.contains("Uiterlijk") && words.contains("Groene jas"),
        "{words}"
    );
    assess(&officer, id).await;
    let form = officer.page(&format!("{dossier}/doorzetten/nla")).await;
    assert!(form.contains("subject-0-appearance") && form.contains("Groene jas"));
}
on_both!(what_somebody_looks_like_goes_along_apart, looks_go_along);

const MAN: [(&str, &str); 2] = [
    ("name", "Krzysztof Brzęczyszczykiewicz"),
    ("birth", "19-09-1979"),
];

/// The form values of all rows of a page.
fn things(page: &str) -> Vec<String> {
    let form = page.split("class=\"at-once\"").nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    let values = form.split("name=\"thing\" value=\"").skip(1);
    values
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

async fn all_at_once(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mut last = None;
    for number in 0..4 {
        last = Some(about(&world, &employee, &format!("Keer {number}."), &MAN).await);
    }
    let (id, officer) = (last.unwrap(), world.sign_in(OFFICER).await);
    let page = looked(&officer, id).await;
    let words = visible(&page);
    assert!(words.contains("Nog 3 te beoordelen"), "{words}");
    assert!(
        words.contains("Alle drie dezelfde") && words.contains("Ja, alle drie zijn dezelfde"),
        "{words}"
    );
    let man = subjects(&officer, id).await[0];
    let (look, judge) = (
        format!("/dossier/{id}/nagaan"),
        format!("/dossier/{id}/nagaan/{man}"),
    );
    let all = things(&page);
    assert_eq!(all.len(), 3);
    // All or nothing: with one that was never proposed, nothing is judged.
    let mut wrong: Vec<(&str, &str)> = all.iter().map(|thing| ("thing", thing.as_str())).collect();
    wrong.push(("verdict", "same"));
    let stranger = format!("s:{id}:{}", uuid::Uuid::nil());
    wrong.push(("thing", &stranger));
    assert_eq!(officer.post(&judge, &wrong).await.status, 404);
    assert!(officer.words(&look).await.contains("Nog 3 te beoordelen"));
    wrong.pop();
    let to = officer.post(&judge, &wrong).await.moved();
    // Told where it is read: on top of the page, with what is left.
    assert_eq!(to, format!("{look}?gedaan=judged-all"));
    let words = officer.words(&look).await;
    assert!(
        words.contains("Alles is beoordeeld") && !words.contains("Alle drie"),
        "{words}"
    );
    assert_eq!(
        words.matches("Neem het oordeel terug").count(),
        3,
        "{words}"
    );
    let everything = officer
        .words(&format!("/dossier/{id}/betrokkene/{man}"))
        .await;
    assert!(
        everything.contains("Komt voor in 4 dossiers"),
        "{everything}"
    );
}
on_both!(all_are_judged_at_once_or_none, all_at_once);

/// Who judges goes on with the next that is open; what was judged stays in its place.
async fn one_by_one(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mut last = None;
    for number in 0..3 {
        last = Some(about(&world, &employee, &format!("Keer {number}."), &MAN).await);
    }
    let (id, officer) = (last.unwrap(), world.sign_in(OFFICER).await);
    let page = looked(&officer, id).await;
    let man = subjects(&officer, id).await[0];
    let judge = format!("/dossier/{id}/nagaan/{man}");
    let all = things(&page);
    let row = |at: usize| format!("regel-{man}-{at}");
    let same = [("thing", all[0].as_str()), ("verdict", "same")];
    let to = officer.post(&judge, &same).await.moved();
    assert!(to.ends_with(&format!("#{}", row(1))), "{to}");
    let page = officer.page(&format!("/dossier/{id}/nagaan")).await;
    let place = |text: &str| page.find(text).unwrap();
    assert!(place(&row(0)) < place(&row(1)), "it stays in its place");
    let first = page.split(&row(0)).nth(1).unwrap();
    let first = first.split("</tr>").next().unwrap();
    assert!(first.contains("Neem het oordeel terug") && !first.contains("Vergelijk gegevens"));
    let other = [("thing", all[1].as_str()), ("verdict", "other")];
    let to = officer.post(&judge, &other).await.moved();
    assert!(to.ends_with(&format!("#betrokkene-{man}")), "{to}");
    // Taken back, it is where it was.
    let open = [("thing", all[0].as_str()), ("verdict", "open")];
    let to = officer.post(&judge, &open).await.moved();
    assert!(to.ends_with(&format!("#{}", row(0))), "{to}");
}
on_both!(judging_goes_on_with_the_next, one_by_one);

/// A person and an address have something in common, and are never the same.
async fn kinds_apart(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let place = [
        ("seen", "Matrassen."),
        ("place", "Verzonnenkade 14, Montfoort"),
    ];
    world.report(&employee, &place).await;
    let there = [
        ("name", "Mirela Fantasia"),
        ("address", "Verzonnenkade 14, Montfoort"),
    ];
    let id = about(&world, &employee, "Zij woont daar.", &there).await;
    let officer = world.sign_in(OFFICER).await;
    let words = visible(&looked(&officer, id).await);
    assert!(words.contains("deelt een gegeven\nzelfde adres"), "{words}");
    assert!(!words.contains('%'), "{words}");
}
on_both!(a_person_and_an_address_are_not_the_same, kinds_apart);

async fn own_dossiers(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let first = about(&world, &employee, "Eerst.", &MAN).await;
    let officer = world.sign_in(OFFICER).await;
    let own = |page: &str| {
        let line = page
            .split("class=\"source__own\"")
            .nth(1)
            .unwrap()
            .to_owned();
        visible(line.split("</div>").next().unwrap())
    };
    let page = looked(&officer, first).await;
    assert!(own(&page).contains("niets gevonden"), "{}", own(&page));
    assert!(!page.contains("result-dossiers"));
    about(&world, &employee, "Weer.", &MAN).await;
    let page = officer.page(&format!("/dossier/{first}/nagaan")).await;
    assert!(
        own(&page).contains("iets gevonden") && !own(&page).contains("niets"),
        "{}",
        own(&page)
    );
}
on_both!(the_program_fills_in_the_own_dossiers, own_dossiers);

const STRANGERS: [&[(&str, &str)]; 2] = [&[("appearance", HONDJE)], &[("name", "Onbekende man")]];

/// The form of "not now" for the first line: where it goes, and the pairs that it says back.
fn not_now(page: &str) -> (String, Vec<String>) {
    let mut forms = page.split("action=\"/dossier/");
    let form = forms.find(|form| form.contains("/niet-nu\"")).unwrap();
    let path = format!("/dossier/{}", form.split('"').next().unwrap());
    let form = form.split("</form>").next().unwrap();
    let pairs = form.split("name=\"pair\" value=\"").skip(1);
    let pairs = pairs.map(|rest| rest.split('"').next().unwrap().to_owned());
    (path, pairs.collect())
}

/// A line for each person, "not now", and what is new brings it back. A description asks nothing.
async fn again(world: World) {
    world.staff().await;
    let (employee, officer) = (world.sign_in(EMPLOYEE).await, world.sign_in(OFFICER).await);
    let all = [&MAN[..], &MAN[..], STRANGERS[0], STRANGERS[1]];
    for filled in all {
        let id = about(&world, &employee, "Eerder.", filled).await;
        assess(&officer, id).await;
        close_without_follow_up(&officer, id).await;
    }
    let watch = async || ::enrichment::judging::watch(&world.app).await.unwrap();
    watch().await;
    for filled in all {
        about(&world, &employee, "Nieuw.", filled).await;
    }
    watch().await;
    let page = officer.page("/werk").await;
    let words = visible(&page);
    let line = "Krzysztof Brzęczyszczykiewicz\n: 2 nieuwe signalen, 2 gesloten dossiers.";
    assert!(words.contains(line), "{words}");
    let asked = words.split(KNOWN).nth(1).unwrap();
    assert!(
        !asked.contains("hondje") && !asked.contains("Onbekende"),
        "{asked}"
    );
    let (path, pairs) = not_now(&page);
    assert_eq!(pairs.len(), 4);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|pair| ("pair", pair.as_str())).collect();
    officer.post(&path, &pairs).await.moved();
    assert!(!officer.words("/werk").await.contains(KNOWN));
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    assert!(
        log.contains("vraag over een gesloten dossier weggezet"),
        "{log}"
    );
    // Something new: then it asks again, about that.
    about(&world, &employee, "Nog een.", &MAN).await;
    watch().await;
    let words = officer.words("/werk").await;
    assert!(
        words.contains("één nieuw signaal, 2 gesloten dossiers."),
        "{words}"
    );
}
on_both!(who_may_be_known_is_asked_once_a_person, again);

/// From the worklist to somebody involved: the page that asks for a reason comes in between, and leads on to them.
async fn on_to_them(world: World) {
    world.staff().await;
    let (employee, officer) = (world.sign_in(EMPLOYEE).await, world.sign_in(OFFICER).await);
    let id = about(&world, &employee, "Eerder.", &MAN).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    ::enrichment::judging::watch(&world.app).await.unwrap();
    about(&world, &employee, "Nieuw.", &MAN).await;
    ::enrichment::judging::watch(&world.app).await.unwrap();
    let page = officer.page("/werk").await;
    let link = page.split("<a class=\"line__step\" href=\"").skip(1);
    let mut links = link.filter_map(|rest| rest.split('"').next());
    let link = links.find(|link| link.contains("/nagaan?")).unwrap();
    let (path, place) = link.split_once('#').unwrap();
    assert!(place.starts_with("betrokkene-"), "{link}");
    let asked = officer.get(path).await.ok();
    let part = asked.hidden("part");
    assert_eq!(place, format!("betrokkene-{part}"));
    let fields = [("reason", "Komt dit al voor?"), ("part", part.as_str())];
    let (page, _) = path.split_once('?').unwrap();
    let to = officer.post(page, &fields).await.moved();
    assert_eq!(to, format!("{page}#{place}"));
    assert!(
        officer
            .page(page)
            .await
            .contains(&format!("id=\"{place}\""))
    );
    // What is no part leads to the page alone.
    let fields = [("reason", "Komt dit al voor?"), ("part", "//elders")];
    assert_eq!(officer.post(page, &fields).await.moved(), page);
}
on_both!(after_the_reason_one_is_where_the_link_led, on_to_them);

async fn overwritten(world: &World) {
    let mut tx = world.app.db.begin().await.unwrap();
    for statement in [
        "update search_reason set sealed = $1",
        "update referral set sealed = $1",
        "update judgement set proof = $1",
        "update source_check set sealed = $1",
        "update lookup_reason set sealed = $1",
    ] {
        tx.exec(statement, params![vec![7u8; 40]]).await.unwrap();
    }
    tx.commit_unaudited("somebody wrote in the database")
        .await
        .unwrap();
}

/// One damaged row keeps no page away: not who searched, not what was shared, not what is known.
async fn damaged(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let first = about(&world, &employee, "Eerst.", &MAN).await;
    let second = about(&world, &employee, "Weer.", &MAN).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, first).await;
    testkit::walk::hand_over(&officer, first, "nla", &[])
        .await
        .moved();
    let page = looked(&officer, second).await;
    let (man, other) = (
        subjects(&officer, second).await[0],
        thing(&page, "Krzysztof"),
    );
    let same = [("thing", other.as_str()), ("verdict", "same")];
    officer
        .post(&format!("/dossier/{second}/nagaan/{man}"), &same)
        .await
        .moved();
    let checked = [("result-kvk", "nothing"), ("note-kvk", "Niets.")];
    officer
        .post(&format!("/dossier/{second}/bronnen"), &checked)
        .await
        .moved();
    officer.search("Mirela", "Deze gaat kapot.").await;
    overwritten(&world).await;
    officer.search("Krzysztof", "Deze is heel.").await;
    let searches = officer.words("/zoeken").await;
    assert!(
        searches.contains("Deze is heel.") && !searches.contains("kapot"),
        "{searches}"
    );
    officer.page("/verstrekkingen").await;
    let page = officer.page(&format!("/dossier/{second}/nagaan")).await;
    assert!(visible(&page).contains("Krzysztof"));
    assert!(visible(&page).contains("Reden: Deze is niet te lezen."));
    // A dossier that cannot be read is not proposed.
    let mut tx = world.app.db.begin().await.unwrap();
    let broken = params![vec![7u8; 40], first];
    tx.exec("update signal set content = $1 where id = $2", broken)
        .await
        .unwrap();
    tx.commit_unaudited("somebody wrote in the database")
        .await
        .unwrap();
    officer.page(&format!("/dossier/{second}/nagaan")).await;
    officer.page("/verstrekkingen").await;
}
on_both!(one_damaged_row_keeps_no_page_away, damaged);
