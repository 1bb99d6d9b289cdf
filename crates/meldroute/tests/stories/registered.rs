//! What an extract says of an address, and a file that is no table.

use testkit::walk::{import_register, upload_register};
use testkit::{Kind, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

/// onder ‘Arbeidsuitbuiting’: how many are "officieel … ingeschreven" where somebody lives.
async fn registered(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let employee = world.sign_in(EMPLOYEE).await;
    let extract = "Voornamen;Achternaam;Straat;Huisnummer;Huisletter;Postcode;Woonplaats
Johannes;Berg;Molenweg;9;a;3417 CD;Montfoort
Mirela;Ionescu;Molenweg;9;a;3417 CD;Montfoort
Eva;Visser;Molenweg;9;b;3417 CD;Montfoort
Ali;Kaya;Dorpsstraat;9;a;3417 CD;Montfoort
";
    import_register(&officer, "brp", extract.as_bytes(), "replace").await;
    let fields = [
        ("seen", "Acht mannen in een loods."),
        ("subjects", "1"),
        ("subject-0-name", "Een voorman"),
        ("subject-0-address", "Molenweg 9a, 3417 CD Montfoort"),
    ];
    let reference = world.report(&employee, &fields).await;
    let path = format!("/dossier/{}/nagaan", world.dossier_id(&reference).await);
    let page = visible(&officer.get(&path).await.ok().text());
    assert!(!page.contains("Ingeschreven in"), "nothing before a reason");
    let reason = [("reason", "Signaal verrijken.")];
    officer.post(&path, &reason).await.moved();
    let page = officer.page(&path).await;
    let counted = page
        .split("Ingeschreven in de ingelezen bevolkingsgegevens")
        .nth(1)
        .unwrap();
    let counted = visible(counted.split("</dd>").next().unwrap());
    assert_eq!(counted.trim(), "2", "at this very address");
}
on_both!(whoever_is_registered_at_the_address_is_counted, registered);

/// bijlage 2, stap 3: what came of a consultation. Only officers read it, and it is on no agenda.
async fn outcome(world: World) {
    world.staff().await;
    let (officer, employee) = (world.sign_in(OFFICER).await, world.sign_in(EMPLOYEE).await);
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let path = format!("/dossier/{id}/overleg");
    let send = async |table: &str, text: &str| {
        let fields = [("table", table), ("text", text), ("action", "outcome")];
        officer.post(&path, &fields).await
    };
    let empty = send("ondermijning", " ").await.ok().text();
    assert!(empty.contains("<title>Fout: "), "{}", visible(&empty));
    let said = "De wijkagent kijkt deze week in het pand.";
    send("ondermijning", said).await.moved();
    send("ondermijning", said).await.moved();
    let page = officer.page(&format!("/dossier/{id}")).await;
    let part = page.split("id=\"overleg\"").nth(1).unwrap();
    let part = visible(part.split("</section>").next().unwrap());
    assert_eq!(
        part.matches(said).count(),
        1,
        "pressed twice, kept once: {part}"
    );
    assert!(
        part.contains("uitkomst") && part.contains("Lokaal ondermijningsoverleg"),
        "{part}"
    );
    let seat = ["ondermijning"];
    let email = "aan@a.example";
    let roles = [platform::Role::Participant];
    world
        .hire_at(email, "Test Aan", world.montfoort, &roles, &seat)
        .await;
    let participant = world.sign_in(email).await;
    for path in ["/overleg", "/overleg/ondermijning"] {
        assert!(!participant.words(path).await.contains(said), "{path}");
    }
    assert!(!employee.words("/mijn").await.contains(said));
    let log = world
        .sign_in("auditor@a.example")
        .await
        .page("/controle")
        .await;
    assert!(
        !log.contains("wijkagent"),
        "what was said is not in the log"
    );
}
on_both!(what_a_consultation_said_is_read_by_officers_alone, outcome);

/// A file without columns is told to be one, before anything is read in.
#[tokio::test]
async fn a_file_of_one_column_is_asked_about() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let told = "Dit bestand heeft maar één kolom";
    let text = b"geen csv\nzomaar tekst\nnog een regel\n";
    let one = upload_register(&officer, "brp", "tekst.txt", text).await;
    let page = officer.words(&format!("/registers/kolommen/{one}")).await;
    assert!(page.contains(told), "{page}");
    let table = b"Achternaam;Woonplaats\nBerg;Montfoort\n";
    let two = upload_register(&officer, "brp", "tabel.csv", table).await;
    let page = officer.words(&format!("/registers/kolommen/{two}")).await;
    assert!(!page.contains(told), "{page}");
}
