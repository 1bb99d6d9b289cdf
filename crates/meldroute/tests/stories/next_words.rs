//! What was made vaguer for one partner is what the next one's form starts from; and every fault at once.

use platform::DossierId;
use testkit::walk::{PNG, assess, hand_over, look_at};
use testkit::{Answer, Browser, PASSPHRASE, World, on_both, visible};

const OFFICER: &str = "officer@a.example";

fn line(answer: &Answer) -> String {
    visible(&answer.text()).replace('\n', " ")
}

async fn reported(world: &World, fields: &[(&str, &str)]) -> (Browser, DossierId) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let mut all = vec![
        ("form-id", form.as_str()),
        ("action", "send"),
        ("contact", "none"),
    ];
    all.extend_from_slice(fields);
    let photo = [("foto.png", PNG)];
    let to = employee
        .upload("/melden/persoon", &all, &photo)
        .await
        .moved();
    let reference = world.reference(&employee, &to).await;
    let officer = world.sign_in(OFFICER).await;
    let id = world.dossier_id(&reference).await;
    assess(&officer, id).await;
    (officer, id)
}

/// What stands in a box of a form.
fn text_in(page: &str, item: &str) -> String {
    let rest = page.split(&format!("name=\"text-{item}\"")).nth(1).unwrap();
    let rest = rest.split_once('>').unwrap().1;
    rest.split("</textarea>").next().unwrap().to_owned()
}

/// What is ticked.
fn ticked(page: &str) -> Vec<String> {
    let boxes = page.split("name=\"items\" value=\"").skip(1);
    let boxes = boxes.filter_map(|rest| rest.split_once('"'));
    let ticked = boxes.filter(|(_, rest)| rest.split('>').next().unwrap().contains("checked"));
    ticked.map(|(item, _)| item.to_owned()).collect()
}

async fn next_partner(world: World) {
    let fields = [
        ("seen", "Dit zag mevrouw Employee aan de balie."),
        ("place", "Balie 3"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    officer.open_vault().await;
    let cleaned = [
        ("text-statement-0", "Dit is gezien bij de gemeente."),
        ("text-place", "bij de gemeente Montfoort"),
        ("items", "statement-0"),
        ("items", "place"),
    ];
    let path = format!("/dossier/{id}/doorzetten/zorgcoordinator");
    let before = ticked(&officer.page(&path).await);
    hand_over(&officer, id, "nla", &cleaned).await.moved();
    let next = officer.get(&path).await.ok();
    let text = next.text();
    assert_eq!(text_in(&text, "statement-0"), cleaned[0].1);
    assert_eq!(text_in(&text, "place"), cleaned[1].1);
    let approved = "Dit is de tekst die u voor een eerdere partner goedkeurde.";
    assert!(line(&next).contains(approved), "{}", line(&next));
    // What the partner needs is ticked as ever: the least.
    assert_eq!(ticked(&text), before);
    let back = [("action", "reported-place")];
    let reported = look_at(&officer, id, "zorgcoordinator", &back)
        .await
        .ok()
        .text();
    assert_eq!(text_in(&reported, "place"), "Balie 3");
    // Another dossier starts from what was reported there; so does what was reported anew.
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains("Balie 3"),
        "the dossier stays as it was reported"
    );
}
on_both!(
    what_was_cleaned_for_one_partner_is_clean_for_the_next,
    next_partner
);

/// The fields that the summary of faults leads to, in its order.
fn faults(page: &Answer) -> Vec<String> {
    let text = page.text();
    let list = text.split("id=\"faults\"").nth(1).unwrap_or_default();
    let list = list.split("</ul>").next().unwrap();
    let links = list.split("href=\"#").skip(1);
    links
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

async fn at_once(world: World) {
    let (officer, id) = reported(&world, &[("seen", "Dit zag mevrouw Employee.")]).await;
    let path = format!("/dossier/{id}/doorzetten/nla");
    let empty = [("action", "check"), ("items", "statement-0")];
    let closed = officer.post(&path, &empty).await.ok();
    let all = [
        "handover-question",
        "handover-purpose",
        "handover-basis",
        "handover-consent",
        "handover-proportionality",
        "handover-method",
        "handover-passphrase",
    ];
    assert_eq!(faults(&closed), all);
    // With the vault, the leak is told in the same round, in the order of the page.
    let opened = [
        &empty[..],
        &[("passphrase", PASSPHRASE), ("consent", "none")],
    ]
    .concat();
    let told = officer.post(&path, &opened).await.ok();
    let all = [
        "handover-items",
        "handover-question",
        "handover-purpose",
        "handover-basis",
        "handover-consent-why",
        "handover-proportionality",
        "handover-method",
    ];
    assert_eq!(faults(&told), all, "{}", line(&told));
    assert!(
        line(&told).contains("Hierin staat wie meldde"),
        "{}",
        line(&told)
    );
}
on_both!(a_handover_names_every_fault_at_once, at_once);

async fn only_a_file(world: World) {
    let (officer, id) = reported(&world, &[("seen", "Iets.")]).await;
    officer.open_vault().await;
    let page = officer.page(&format!("/dossier/{id}/doorzetten/nla")).await;
    let file = page.split("value=\"file-").nth(1).unwrap();
    let file = format!("file-{}", &file[..36]);
    let refused = look_at(&officer, id, "nla", &[("items", &file)]).await.ok();
    let words = line(&refused);
    assert!(
        words.contains("Een bestand gaat niet alleen mee."),
        "{words}"
    );
    assert!(!words.contains("Kies wat er meegaat."), "{words}");
    let emptied = [("items", "statement-0"), ("text-statement-0", " ")];
    let refused = look_at(&officer, id, "nla", &emptied).await.ok();
    let words = line(&refused);
    assert!(
        words.contains("In wat u koos, staat geen tekst."),
        "{words}"
    );
}
on_both!(a_file_alone_is_told_as_what_it_is, only_a_file);
