//! A partner that lets nothing know is reminded twice, before the officer has to ring (bijlage 2, stap 5).

use platform::clock::DAY;
use platform::mail::Mailer;
use testkit::walk::{assess, hand_over};
use testkit::{Browser, Kind, World, smtp};

use crate::partner_answers::{MAILBOX, SURE, THROUGH, TOLD, partner};

/// A municipality that sends mail, and what it sent.
struct Post {
    world: World,
    mails: smtp::Mails,
}

impl Post {
    async fn new(kind: Kind) -> Self {
        let (url, mails) = smtp::start().await;
        let mailer = Mailer {
            url: Some(url),
            from: "Meldroute <noreply@montfoort.example>".into(),
        };
        let world = World::with_mail(kind, mailer).await;
        Self { world, mails }
    }

    /// What the partner gets by mail until so many days from now.
    async fn after(&self, days: i64) -> Vec<String> {
        for _ in 0..days * 2 {
            let now = self.world.clock.now();
            self.world.clock.set(now + DAY / 2);
            // Asked twice, as two programs would.
            for _ in 0..2 {
                platform::jobs::run_due(&self.world.app).await.unwrap();
            }
        }
        let all: Vec<String> = self.mails.lock().unwrap().drain(..).collect();
        let to_partner = all.into_iter().filter(|mail| mail.contains(MAILBOX));
        to_partner.map(|mail| mail.replace("=\n", "")).collect()
    }

    /// The words of a dossier, for an officer who signs in now.
    async fn dossier(&self, id: platform::DossierId) -> String {
        let officer = self.world.sign_in("officer@a.example").await;
        officer.words(&format!("/dossier/{id}")).await
    }
}

fn has_no_content(mails: &[String]) {
    for mail in mails {
        for word in ["Paspoorten", "Verzonnenkade", "Arbeidsinspectie", "MR-"] {
            assert!(!mail.contains(word), "{word}: {mail}");
        }
    }
}

async fn handed(post: &Post) -> (platform::DossierId, Browser, String, String) {
    let (officer, id) = post.world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &THROUGH).await.moved();
    let shown = officer.page(&format!("/dossier/{id}")).await;
    let code = shown.split("class=\"spoken\">").nth(1).unwrap();
    let code = code.split('<').next().unwrap().to_owned();
    officer.background().await;
    let first = post.after(0).await;
    assert_eq!(first.len(), 1, "the link");
    let link = first[0].split("/gast/").nth(1).unwrap();
    let link: String = link
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    (id, officer, format!("/gast/{link}"), code)
}

async fn unopened(kind: Kind) {
    let post = Post::new(kind).await;
    let (id, ..) = handed(&post).await;
    let mails = post.after(60).await;
    assert_eq!(mails.len(), 2, "{mails:#?}");
    has_no_content(&mails);
    for mail in &mails {
        assert!(
            mail.contains("Montfoort") && !mail.contains("/gast/"),
            "{mail}"
        );
    }
    let shown = post.dossier(id).await;
    assert_eq!(shown.matches("herinnerd:").count(), 2, "{shown}");
}

#[tokio::test]
async fn a_partner_is_reminded_twice_on_sqlite() {
    unopened(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_partner_is_reminded_twice_on_postgresql() {
    unopened(Kind::Postgres).await;
}

/// Who answered hears nothing more, nor who cannot read any more; who opened it finds the page again.
async fn opened(kind: Kind) {
    let post = Post::new(kind).await;
    let (_, _, link, code) = handed(&post).await;
    let (partner, page) = partner(&post.world, &link, &code).await;
    let mails = post.after(22).await;
    assert_eq!(mails.len(), 1, "{mails:#?}");
    has_no_content(&mails);
    assert!(mails[0].contains(&page), "{}", mails[0]);
    let done = [
        ("what", "final"),
        ("outcome", "joined"),
        ("text", "Gevoegd."),
        SURE,
    ];
    partner.post(&page, &done).await.moved();
    assert_eq!(post.after(40).await, [""; 0]);
}

#[tokio::test]
async fn who_answered_is_not_reminded_on_sqlite() {
    opened(Kind::Sqlite).await;
}

#[tokio::test]
async fn who_answered_is_not_reminded_on_postgresql() {
    opened(Kind::Postgres).await;
}

/// A link that was taken back reminds nobody, nor the one that a new link took the place of.
async fn withdrawn(kind: Kind) {
    let post = Post::new(kind).await;
    let (id, officer, ..) = handed(&post).await;
    let shown = officer.page(&format!("/dossier/{id}")).await;
    let path = shown
        .split(&format!("/dossier/{id}/partner/"))
        .nth(1)
        .unwrap();
    let path = format!("/dossier/{id}/partner/{}", path.split('"').next().unwrap());
    let path = path.trim_end_matches("/link").to_owned() + "/link";
    officer.post(&path, &[("action", "renew")]).await.moved();
    let mails = post.after(20).await;
    assert_eq!(mails.len(), 2, "the new link, and one reminder: {mails:#?}");
    let officer = post.world.sign_in("officer@a.example").await;
    officer.post(&path, &[("action", "withdraw")]).await.moved();
    assert_eq!(post.after(40).await, [""; 0]);
}

#[tokio::test]
async fn a_link_that_opens_nothing_reminds_nobody_on_sqlite() {
    withdrawn(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_link_that_opens_nothing_reminds_nobody_on_postgresql() {
    withdrawn(Kind::Postgres).await;
}
