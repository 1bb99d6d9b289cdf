//! Nobody has an account of a group of organisations, nor of a consultation: one school would read what is for another
//! (ADR 46).

use accounts::people::{Wanted, acts};
use platform::{Refusal, Role, ScopedRole};
use testkit::walk::{assess, hand_over, look_at};
use testkit::{World, on_both};

use crate::partner_account::{LIST, says};
use crate::partner_answers::TOLD;

const REFUSED: &str = "Dit is een groep of een overleg, geen organisatie.";

async fn refused(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let email = "school@a.example";
    let new = [
        ("name", "Saar School"),
        ("email", email),
        ("roles", "partner"),
        ("organisation", "schools"),
    ];
    says(&admin.post("/mensen", &new).await.ok(), REFUSED);
    let roles = [Role::Employee];
    let id = world
        .hire(email, "Saar School", world.montfoort, &roles)
        .await;
    for group in ["schools", "rto", "local_consultation"] {
        let wanted = [("roles", "partner"), ("organisation", group)];
        says(&admin.give(id, &wanted).await.ok(), REFUSED);
    }
    for page in ["/mensen/toevoegen".to_owned(), format!("/mensen/{id}")] {
        let page = admin.page(&page).await;
        assert!(page.contains("value=\"nla\"") && !page.contains("value=\"schools\""));
    }
    // The same from the command line.
    let wanted = Wanted {
        roles: vec![Role::Partner],
        scopes: vec![ScopedRole::account("schools".into())],
    };
    let let_in = acts::let_in(
        &world.app,
        world.montfoort,
        "b@a.example",
        Some("B"),
        &wanted,
    );
    let Err(Refusal::Typed(faults)) = let_in.await else {
        panic!("it was given");
    };
    assert_eq!(faults[0].key, "organisation-group");
}
on_both!(nobody_gets_an_account_of_a_group, refused);

/// One that was given before the policy said so counts for nothing.
async fn of_before(world: World) {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    let email = "school@a.example";
    world.hire_of(email, world.montfoort, "schools").await;
    let form = officer
        .words(&format!("/dossier/{id}/doorzetten/schools"))
        .await;
    assert!(!form.contains("heeft een account"), "{form}");
    let nowhere = [("method", "meldroute"), ("mailbox", "")];
    let told = look_at(&officer, id, "schools", &nowhere).await.ok();
    says(&told, "Vul het mailadres van de partner in");
    let through = [
        ("method", "meldroute"),
        ("mailbox", "een@school.example"),
        ("items", "statement-0"),
    ];
    hand_over(&officer, id, "schools", &through).await.moved();
    let page = officer.page(&format!("/dossier/{id}")).await;
    let referral = &page.split("/overdracht/").nth(1).unwrap()[..36];
    let session = world.sign_in(email).await;
    assert!(!session.page(LIST).await.contains(referral));
    assert_eq!(session.get(&format!("{LIST}/{referral}")).await.status, 404);
}
on_both!(an_account_of_a_group_counts_for_nothing, of_before);
