//! Whoever has an account of a partner hears that something is ready, and the officer knows that they do (ADR 46).

use platform::clock::DAY;
use platform::mail::Mailer;
use testkit::walk::{assess, hand_over, look_at};
use testkit::{Kind, World, on_both, smtp, visible};

use crate::partner_account::{LIST, OWN, first, says};
use crate::partner_answers::{MAILBOX, THROUGH, TOLD};

async fn told(world: World) {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    let said = "Nederlandse Arbeidsinspectie heeft een account: zij zien het bij ‘Bij ons’.";
    let form = officer
        .words(&format!("/dossier/{id}/doorzetten/nla"))
        .await;
    assert!(form.contains(said), "{form}");
    says(&look_at(&officer, id, "nla", &THROUGH).await.ok(), said);
    let phone = look_at(&officer, id, "nla", &[("method", "phone")])
        .await
        .ok();
    assert!(
        !visible(&phone.text()).contains("heeft een account"),
        "it goes another way"
    );
    let other = officer
        .words(&format!("/dossier/{id}/doorzetten/avim"))
        .await;
    assert!(!other.contains("heeft een account"), "{other}");
}
on_both!(the_officer_sees_that_a_partner_has_an_account, told);

/// A municipality that sends mail; gives what came to the account and to the mailbox since.
struct Post {
    world: World,
    mails: smtp::Mails,
}

impl Post {
    async fn after(&self, days: i64) -> (Vec<String>, usize) {
        for _ in 0..days * 2 {
            self.world.clock.set(self.world.clock.now() + DAY / 2);
            platform::jobs::run_due(&self.world.app).await.unwrap();
        }
        platform::jobs::run_due(&self.world.app).await.unwrap();
        let all: Vec<String> = self.mails.lock().unwrap().drain(..).collect();
        let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|mail| mail.contains(OWN));
        let mailbox = others.iter().filter(|mail| mail.contains(MAILBOX)).count();
        let own = own.into_iter().map(|mail| mail.replace("=\n", ""));
        (own.collect(), mailbox)
    }
}

fn says_nothing(mails: &[String]) {
    for mail in mails {
        assert!(mail.contains("Montfoort") && mail.contains(LIST), "{mail}");
        for word in [
            "Paspoorten",
            "Verzonnenkade",
            "Arbeidsinspectie",
            "/gast/",
            "MR-",
        ] {
            assert!(!mail.contains(word), "{word}: {mail}");
        }
    }
}

async fn mailed(kind: Kind) {
    let (url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(kind, mailer).await;
    let post = Post { world, mails };
    let (officer, id) = post.world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &THROUGH).await.moved();
    let (own, mailbox) = post.after(0).await;
    assert_eq!((own.len(), mailbox), (1, 1), "each is told: {own:#?}");
    says_nothing(&own);
    let session = post.world.sign_in(OWN).await;
    let page = first(&session).await;
    let seen = session.get(&page).await.ok();
    says(&seen, "Verzonnenkade 14");
    // Nobody opened the link, and nobody has to: whoever reads it is reminded.
    let (own, mailbox) = post.after(60).await;
    assert_eq!((own.len(), mailbox), (2, 0), "{own:#?}");
    says_nothing(&own);
}

#[tokio::test]
async fn an_account_is_told_and_reminded_on_sqlite() {
    mailed(Kind::Sqlite).await;
}

#[tokio::test]
async fn an_account_is_told_and_reminded_on_postgresql() {
    mailed(Kind::Postgres).await;
}
