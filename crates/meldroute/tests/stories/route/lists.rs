//! Long lists: every line once, and the last page costs what the first costs.

use std::collections::BTreeSet;

use platform::Role;
use platform::clock::DAY;
use testkit::walk::{assess, hand_over};
use testkit::{Kind, World, on_both, postgres, visible};

use super::{EMPLOYEE, OFFICER};

/// The dossiers on a page, and where the next one is.
fn read(page: &str, base: &str) -> (Vec<String>, Option<String>) {
    let list = page.split("class=\"line__title\"").skip(1);
    let links = list.filter_map(|rest| rest.split("href=\"/dossier/").nth(1));
    let ids: Vec<String> = links.map(|rest| rest[..36].to_owned()).collect();
    let next = page.split(&format!("href=\"{base}?na=")).nth(1);
    let next = next.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    (ids, next.map(|rest| format!("{base}?na={rest}")))
}

async fn pages(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mut reported = BTreeSet::new();
    for number in 0..57 {
        // Every fifth one is urgent; many of one hour, and so of one deadline.
        let mut fields = vec![("seen", "Iets.")];
        if number % 5 == 0 {
            fields.push(("danger", "yes"));
        }
        world.clock.set(world.clock.now() + 240_000);
        let reference = world.report(&employee, &fields).await;
        reported.insert(world.dossier_id(&reference).await.to_string());
    }
    let officer = world.sign_in(OFFICER).await;
    let (mut seen, mut address) = (Vec::new(), Some("/werk".to_owned()));
    while let Some(path) = address {
        let page = officer.get(&path).await.ok().text();
        let (ids, next) = read(&page, "/werk");
        assert!(ids.len() <= 25, "{path}");
        seen.extend(ids);
        address = next;
    }
    assert_eq!(seen.len(), reported.len(), "each once");
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), reported);
    for nonsense in [
        "/werk?na=x",
        "/werk?na=!9.9",
        "/werk?na=9-9.9",
        "/werk?na=-1-0.00000000-0000-0000-0000-000000000000",
        "/verstrekkingen?na=-",
    ] {
        officer.get(nonsense).await.ok();
    }
}
on_both!(pages_of_the_worklist_are_the_worklist, pages);

/// What was shared is found by year and by partner, together too; the years that can be chosen are those
/// in which something was.
async fn disclosures(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    world.clock.set(world.clock.now() + 366 * DAY);
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    hand_over(&officer, id, "zorgcoordinator", &[])
        .await
        .moved();
    let [labour, care] = [
        "Nederlandse Arbeidsinspectie",
        "Zorgcoördinator mensenhandel (Moviera)",
    ];
    for (query, count, there) in [
        ("", "2 verstrekkingen.", &[care, labour][..]),
        ("?jaar=2026", "Eén verstrekking.", &[labour]),
        ("?jaar=2027&partner=", "Eén verstrekking.", &[care]),
        ("?partner=nla", "Eén verstrekking.", &[labour]),
        ("?jaar=2026&partner=nla", "Eén verstrekking.", &[labour]),
        (
            "?jaar=2026&partner=zorgcoordinator",
            "Er is nog niets gedeeld",
            &[],
        ),
        ("?jaar=2025", "Er is nog niets gedeeld", &[]),
        // What is no year is every year.
        ("?jaar=x", "2 verstrekkingen.", &[care, labour]),
    ] {
        let page = officer.page(&format!("/verstrekkingen{query}")).await;
        let words = visible(&page);
        assert!(words.contains(count), "{query}: {words}");
        let table = page.split("<tbody>").nth(1).unwrap_or_default();
        let cells = table.split("data-label=\"Met wie\"").skip(1);
        let told: Vec<String> = cells
            .map(|cell| visible(&format!("<main{}", cell.split("</td>").next().unwrap())))
            .collect();
        assert_eq!(told, there, "{query}");
        let years = page.split("name=\"jaar\"").nth(1).unwrap();
        let years = years.split("</select>").next().unwrap();
        let has = |year: &str| years.contains(&format!("value=\"{year}\""));
        assert!(has("2026") && has("2027") && !has("2025"), "{years}");
    }
}
on_both!(what_was_shared_is_found_by_year_and_partner, disclosures);

/// With these values, as the first and the last page ask.
fn asked(statement: &str, values: &[&str]) -> String {
    let mut text = statement.replace("{row}", "*");
    for (at, value) in values.iter().enumerate().rev() {
        text = text.replace(&format!("${}", at + 1), value);
    }
    text
}

/// Every statement of a list, as its first page asks and as one far behind does.
fn lists(tenant: &str, [least, most]: [&str; 2]) -> Vec<String> {
    let long_ago = ["60", "'s:0'", "'s:0'"];
    let mut found = vec![
        asked(route::signals::CLOSED_ROWS, &[tenant, "0", "9", "2001"]),
        asked(route::signals::SOME, &[least; 20]),
        asked(route::signals::CLOSED_IN, &[tenant, "9", "99999"]),
        asked(
            route::referrals::DISCLOSURES,
            &[tenant, "99999999", most, "0", "''", "26"],
        ),
        asked(
            route::referrals::DISCLOSURES,
            &[tenant, "60", most, "0", "''", "26"],
        ),
        asked(route::referrals::TO, &[tenant, "'avim'"]),
        asked(
            enrichment::judging::WAITING,
            &[tenant, "99999999", "''", "''"],
        ),
        asked(
            enrichment::judging::WAITING,
            &[[tenant].as_slice(), &long_ago].concat(),
        ),
        asked(platform::audit::LAST_ACT, &[least, tenant, "9999999"]),
        asked(
            platform::audit::DONE_SINCE,
            &[tenant, "'signal.reported'", "99990", least, "101"],
        ),
        asked(platform::audit::OF_DOSSIER, &[tenant, least]),
        asked(route::dossiers::NAMED, &[least; 20]),
        asked(platform::audit::RECENT, &[tenant, "99999999", "1000"]),
        asked(platform::audit::RECENT, &[tenant, "1990", "1000"]),
        // Those of one arrival are put in order; all are not.
        asked(
            &route::signals::AFTER.replace("arrival, id limit", "arrival limit"),
            &[tenant, "500", least, "100"],
        ),
    ];
    found.extend(of_response(tenant, [least, most]));
    for (urgent, from) in [("true", "0"), ("false", "1990")] {
        for list in [route::signals::TO_DO, route::signals::ASKED] {
            let values = [tenant, urgent, from, least, "9999999", "26"];
            found.push(asked(list, &values));
        }
        for count in [route::signals::COUNT_TO_DO, route::signals::COUNT_ASKED] {
            found.push(asked(count, &[tenant, urgent, from, "9999", "1000"]));
        }
    }
    found
}

/// Cases, meetings and locations.
fn of_response(tenant: &str, [least, most]: [&str; 2]) -> Vec<String> {
    use response::{cases, locations, meetings};
    let mut found = vec![
        asked(cases::WAITING, &[tenant]),
        asked(locations::LINKS, &[least; 20]),
        asked(locations::COUNT_DUE, &[tenant, "90"]),
    ];
    for at in ["-1", "1900"] {
        let values = [tenant, "'watched'", "9999999", at, least, "51", "'farm'"];
        found.push(asked(locations::LIST, &values));
        found.push(asked(locations::OF_KIND, &values));
    }
    for at in ["99999999", "900"] {
        found.push(asked(cases::CLOSED, &[tenant, at, most, "26"]));
        found.push(asked(meetings::BEFORE, &[tenant, at, most, "50"]));
    }
    found
}

/// What is read from the front on, or as a whole: of one municipality alone, in the order in which it lies.
fn wholes(tenant: &str) -> Vec<String> {
    let all = [
        response::cases::OPEN,
        enrichment::search::LATEST,
        response::meetings::ALL,
        response::meetings::BETWEEN,
        route::questions::ALL,
        route::reporting::COPIES,
    ];
    all.map(|list| asked(list, &[tenant, "60", "900"])).to_vec()
}

/// Few of many places have dossiers: those are read by what belongs to them, and put in order. `PostgreSQL` knows how many
/// those are.
fn with_dossiers(tenant: &str, least: &str) -> Vec<String> {
    use response::locations::{LINKED, LINKED_OF_KIND};
    let values = [tenant, "'watched'", "9999999", "-1", least, "51", "'farm'"];
    [LINKED, LINKED_OF_KIND]
        .map(|list| asked(list, &values))
        .to_vec()
}

/// `SQLite` plans by the indexes alone, however much there is.
#[tokio::test]
async fn no_list_walks_its_table_on_sqlite() {
    let world = World::new(Kind::Sqlite).await;
    let tenant = format!("x'{}'", world.montfoort.0.simple());
    let ids = [
        "x'00000000000000000000000000000000'",
        "x'ffffffffffffffffffffffffffffffff'",
    ];
    let mut tx = world.app.db.read().await.unwrap();
    for statement in lists(&tenant, ids) {
        let explain = format!("explain query plan {statement}").leak();
        for row in tx.rows(explain, vec![]).await.unwrap() {
            let step: String = row.get("detail").unwrap();
            // What was found is counted.
            let walks = step.contains("SCAN") && step != "SCAN found";
            let walks_own = step.ends_with("(tenant=?)");
            assert!(
                !walks && !walks_own && !step.contains("TEMP B-TREE"),
                "{statement}\n{step}"
            );
        }
    }
    for statement in wholes(&tenant) {
        let explain = format!("explain query plan {statement}").leak();
        for row in tx.rows(explain, vec![]).await.unwrap() {
            let step: String = row.get("detail").unwrap();
            let walks = step.contains("SCAN") || step.contains("TEMP B-TREE");
            assert!(!walks, "{statement}\n{step}");
        }
    }
    for statement in with_dossiers(&tenant, ids[0]) {
        let explain = format!("explain query plan {statement}").leak();
        let rows = tx.rows(explain, vec![]).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.get("detail").unwrap()).collect();
        let by_id = |step: &String| step.contains("SEARCH location ") && step.contains("(id=?)");
        assert!(steps.iter().any(by_id), "{statement}\n{steps:#?}");
    }
}

/// Many of each; of what belongs to a municipality by its number alone, most belong to others.
fn many(tenant: &str) -> String {
    format!(
        "insert into meeting (id, tenant, place, at, state, sealed, version, proof)
         select gen_random_uuid(), case when n % 20 = 0 then {tenant}::uuid else gen_random_uuid() end, 'copen', n / 20,
           case when n % 40 = 0 then 'held' else 'closed' end, 'x', 1, 'x' from generate_series(1, 40000) n;
         insert into case_file (id, tenant, state, at, wrapped_key, sealed, version, proof)
         select gen_random_uuid(), case when n % 20 = 0 then {tenant}::uuid else gen_random_uuid() end,
           case when n % 200 = 0 then 'open' else 'closed' end, n / 20, 'x', 'x', 1, 'x' from generate_series(1, 40000) n;
         insert into case_hint (tenant, case_id, signal, state, at)
         select f.tenant, f.id, s.id, case when s.arrival % 3 = 0 then 'no' else 'asked' end, s.arrival
         from case_file f join signal s on s.arrival / 20 = f.at and s.tenant = f.tenant;
         insert into case_part (id, tenant, case_id, signal, stands, at, sealed, version, proof)
         select gen_random_uuid(), tenant, case_id, signal, 'in', at, 'x', 1, 'x' from case_hint where at % 7 = 0;
         insert into location (id, tenant, kind, state, next_at, at, by_street, by_code, wrapped_key, sealed, version, proof)
         select gen_random_uuid(), {tenant}, case when n % 20 = 0 then 'farm' else 'housing' end,
           case when n % 50 = 0 then 'ended' else 'watched' end, n / 20, n, 'x', 'x', 'x', 'x', 1, 'x'
         from generate_series(1, 40000) n;
         insert into location_link (id, tenant, location, signal, at, sealed, proof)
         select gen_random_uuid(), l.tenant, l.id, s.id, l.at, 'x', 'x' from location l join signal s on s.arrival = l.at and s.tenant = l.tenant
         where l.at % 2 = 1;
         insert into question (id, tenant, mark, wrapped_key, content, version, proof)
         select gen_random_uuid(), case when n % 100 = 0 then {tenant}::uuid else gen_random_uuid() end, 'x', 'x', 'x', 1,
           'x' from generate_series(1, 20000) n;
         insert into shared_draft (id, tenant, sealed, at, proof)
         select gen_random_uuid(), case when n % 100 = 0 then {tenant}::uuid else gen_random_uuid() end, 'x', n, 'x'
         from generate_series(1, 20000) n;
         insert into search_reason (id, tenant, sealed, person, at)
         select gen_random_uuid(), {tenant}, 'x', gen_random_uuid(), n from generate_series(1, 20000) n;"
    )
}

#[tokio::test]
async fn no_list_walks_its_table() {
    let world = World::new(Kind::Postgres).await;
    world
        .hire("o@a.example", "Test", world.montfoort, &[Role::Officer])
        .await;
    let tenant = format!("'{}'", world.montfoort.0);
    postgres::sql(
        &world.url,
        &format!(
            "insert into signal (id, tenant, reference, form_id, digest, kind, state, urgent, channel, contact,
               received_at, arrival, mark, mark_epoch, next_step, due_at, version, pack_version, outcome, closed_at,
               revision, proof, reporter_generation, wrapped_key, content)
             select gen_random_uuid(), {tenant}, lpad(n::text, 8, 'A'), gen_random_uuid(), 'x', 'persoon',
               case when n % 2 = 0 then 'closed' else 'received' end, n % 20 = 1, 'form', 'here', n, n, 'x', 1,
               case when n % 2 = 0 then 'none' else 'assess' end, n / 50, 1, '1',
               case when n % 2 = 0 then 'local' end, case when n % 2 = 0 then n / 50 end, 1, 'x', 0, 'x',
               decode(repeat('ab', 400), 'hex')
             from generate_series(1, 100000) n;
             insert into referral (id, tenant, signal, partner, sealed, at, due_at, status, author, version, proof)
             select gen_random_uuid(), tenant, id, case when arrival % 100 = 0 then 'avim' else 'nla' end, 'x', arrival, arrival, 'awaiting', id, 1, 'x' from signal;
             insert into reopen_question (tenant, closed_signal, fresh_signal, first_thing, second_thing, at)
             select a.tenant, a.id, b.id, 's:' || a.id || ':plaats', 's:' || b.id || ':plaats', a.arrival
             from signal a join signal b on b.arrival = a.arrival + 1 and b.tenant = a.tenant where a.state = 'closed';
             insert into judgement (tenant, first_thing, second_thing, first_signal, second_signal, verdict, person, at,
               version, proof)
             select tenant, first_thing, second_thing, closed_signal, fresh_signal,
               case when at % 3 = 0 then 'same' else 'open' end, closed_signal, at, 1, 'x' from reopen_question;
             insert into audit_event (tenant, seq, at, role, action, dossier, detail, written, mac)
             select tenant, 1000 + arrival, arrival, 'reporter', 'signal.reported', id, '{{}}', '', 'x' from signal;
             {}
             analyze",
            many(&tenant)
        ),
    );
    let ids = [
        "'00000000-0000-0000-0000-000000000000'::uuid",
        "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid",
    ];
    for statement in lists(&tenant, ids) {
        let plan = postgres::sql(&world.url, &format!("explain {statement}"));
        assert!(
            !plan.contains("Seq Scan") && !plan.contains("Sort"),
            "{statement}\n{plan}"
        );
    }
    for statement in wholes(&tenant) {
        let plan = postgres::sql(&world.url, &format!("explain {statement}"));
        assert!(!plan.contains("Seq Scan"), "{statement}\n{plan}");
    }
}
