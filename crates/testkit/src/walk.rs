//! A dossier walked through the whole route, and every route filled in with its ids.

mod handing;
mod registers;

use platform::guests::Purpose;
use platform::web::{Access, Method, RouteInfo};
use platform::{DossierId, Tenant, jobs};
use route::signals::SubjectId;
use uuid::Uuid;

use crate::case::Held;
use crate::meeting::Met;
use crate::people::TOLD;
use crate::{Answer, Browser, PASSPHRASE, World};

pub use handing::{hand_over, kept, look_at, say_yes};
use registers::first_import;
pub use registers::{ask_for_import, import_register, upload_register};

/// What a dossier left behind on its way, by its numbers.
pub struct Walked {
    /// The dossier.
    pub id: DossierId,
    /// What its reporter has.
    pub reference: String,
    /// Its handover.
    pub referral: String,
    /// The first who is involved; nobody's id when there is nobody.
    pub subject: SubjectId,
    /// The photo.
    pub file: String,
    /// Somebody whose roles may be taken away.
    pub person: platform::PersonId,
    /// A register that was imported.
    pub import: String,
    /// A file that waits for its columns.
    pub upload: String,
    /// What it left at meetings.
    pub met: Met,
    /// The case that it is in.
    pub held: Held,
    /// The place to which it belongs.
    pub location: String,
    /// What of a signal of a partner stands under another law.
    pub part: String,
    /// Work that was given up, once a test put some there ([`World::given_up`]).
    pub job: String,
}

/// Assesses a dossier as labour exploitation; gives where that leads.
pub async fn assess(officer: &Browser, id: DossierId) -> String {
    let version = officer
        .get(&format!("/dossier/{id}/beoordelen"))
        .await
        .ok()
        .hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("forms", "labour"),
        ("severity", "serious"),
        ("ages", "19"),
        ("why", "Drie concrete tekenen."),
    ];
    officer
        .post(&format!("/dossier/{id}/beoordelen"), &fields)
        .await
        .moved()
}

/// Passes over what is obliged for a case of labour exploitation, and closes: nothing follows.
pub async fn close_without_follow_up(officer: &Browser, id: DossierId) {
    for partner in ["nla", "zorgcoordinator"] {
        let passed = [("partner", partner), ("reason", "Bekend.")];
        officer
            .post(&format!("/dossier/{id}/doorzetten"), &passed)
            .await
            .moved();
    }
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", "Te weinig."),
        ("action", "close"),
    ];
    officer.post(&path, &close).await.moved();
}

/// Who and what is involved in an open dossier, by their ids, in the order of its page.
pub async fn subjects(officer: &Browser, id: DossierId) -> Vec<SubjectId> {
    let page = officer.page(&format!("/dossier/{id}")).await;
    let form = format!("/dossier/{id}/betrokkene/");
    let forms = page.split(&form).skip(1);
    let ids = forms.filter_map(|rest| rest.get(..36)?.parse().ok());
    let mut ids: Vec<SubjectId> = ids.collect();
    // A possible victim has two forms.
    ids.dedup();
    ids
}

/// Has a closed dossier destroyed, as its page offers it.
pub async fn destroy(officer: &Browser, id: DossierId, reference: &str) -> Answer {
    let page = officer.get(&format!("/dossier/{id}")).await.text();
    let version = page.split("name=\"version\" value=\"").nth(1);
    let version = version.and_then(|rest| rest.split('"').next());
    let fields = [
        ("version", version.unwrap_or_default()),
        ("reference", reference),
    ];
    let path = format!("/dossier/{id}/vernietigen");
    officer.post(&path, &fields).await
}

/// The form value that stands for a proposal on a page of "is this known already?".
pub fn thing(page: &str, title: &str) -> String {
    let row = page
        .split("<tr")
        .find(|row| row.contains(title) && row.contains("name=\"thing\""))
        .unwrap();
    let value = row.split("name=\"thing\" value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// A small PNG, for uploads.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 8,
    0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0x18, 0xDD, 0x8D, 0xB0, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

impl World {
    /// An import of a file that is not there any more: given up at once.
    pub async fn given_up(&self, tenant: Tenant) -> String {
        let asked = serde_json::json!({
            "upload": Uuid::nil(), "person": Uuid::nil(), "columns": [], "replace": true
        });
        let mut tx = self.app.db.begin().await.unwrap();
        jobs::enqueue(&mut tx, &self.app, Some(tenant), "import", &asked)
            .await
            .unwrap();
        tx.commit_unaudited("a test").await.unwrap();
        jobs::run_due(&self.app).await.unwrap();
        let mut tx = self.app.db.read().await.unwrap();
        let seen = jobs::overview(&mut tx, &self.app, tenant).await.unwrap();
        seen.given_up.last().unwrap().id.to_string()
    }

    /// A partner opens the link that an officer sees on this page, and asks something.
    async fn partner_asks(&self, page: &str) {
        // Where mail goes out, the link goes that way.
        if self.app.mailer.url.is_some() {
            return;
        }
        let shown = |marker: &str| {
            let rest = page.split(marker).nth(1).unwrap();
            rest.split('<').next().unwrap().to_owned()
        };
        let (link, code) = (shown("/gast/"), shown("class=\"spoken\">"));
        let partner = Browser::new(self);
        let (link, typed) = (format!("/gast/{link}"), [("code", code.as_str())]);
        let to = partner.post(&link, &typed).await.moved();
        let ask = [("what", "asked"), ("text", "Op welke dagen?")];
        partner.post(&to, &ask).await.moved();
    }

    /// A signal with a file, assessed and handed over, by the officer of Montfoort.
    pub async fn walked(
        &self,
        reporter: &Browser,
        officer: &Browser,
        fields: &[(&str, &str)],
    ) -> Walked {
        let photo = [("foto.png", PNG)];
        let reference = self.report_with(reporter, fields, &photo).await;
        let id = self.dossier_id(&reference).await;
        officer
            .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
            .await
            .moved();
        assess(officer, id).await;
        let page = officer.page(&format!("/dossier/{id}")).await;
        let file = &page.split("/bestand/").nth(1).unwrap()[..36];
        let file = format!("file-{file}");
        let through = [
            ("method", "meldroute"),
            ("mailbox", "meldpunt@nla.example"),
            ("also", &file),
        ];
        hand_over(officer, id, TOLD, &through).await.moved();
        let page = officer.get(&format!("/dossier/{id}")).await.ok().text();
        let after = |marker: &str| page.split(marker).nth(1).unwrap()[..36].to_owned();
        self.partner_asks(&page).await;
        // Whose roles may be taken away by a test that tries everything.
        let person = self
            .hire(
                "leaver@a.example",
                "Test leaver",
                self.montfoort,
                &[platform::Role::Employee],
            )
            .await;
        officer
            .post(
                &format!("/dossier/{id}/nagaan"),
                &[("reason", "Voor de proef.")],
            )
            .await
            .moved();
        let extract = b"Voornamen;Achternaam\nRadboud;Denkbeeldig\n";
        import_register(officer, "handhaving", extract, "replace").await;
        let import = first_import(officer).await;
        let part = self.from_partner(officer).await;
        let met = self.met(officer, id).await;
        let held = crate::case::held(officer, id).await;
        let involved = subjects(officer, id).await.first().copied();
        let upload = upload_register(officer, "handhaving", "nog.csv", extract).await;
        Walked {
            job: Uuid::nil().to_string(),
            import,
            upload,
            subject: involved.unwrap_or_else(|| Uuid::nil().into()),
            id,
            referral: after("/overdracht/"),
            file: after("/bestand/"),
            reference,
            person,
            met,
            held,
            location: crate::location::watched(officer, id).await,
            part,
        }
    }
}

impl Walked {
    /// What a route for guests is about: of a partner, the handover.
    fn object(&self, route: &RouteInfo) -> Uuid {
        match route.access {
            Access::Guest(purpose) => self.object_of(purpose),
            _ => self.id.into(),
        }
    }

    /// The same, of a purpose.
    pub fn object_of(&self, purpose: &Purpose) -> Uuid {
        match purpose.id {
            "handover" => self.referral.parse().unwrap(),
            "meeting" => self.met.meeting.parse().unwrap(),
            _ => self.id.into(),
        }
    }

    /// A route's path with the ids of this dossier.
    pub fn fill(&self, route: &RouteInfo) -> String {
        let id = if route.path.starts_with("/mensen") {
            self.person.to_string()
        } else {
            self.id.to_string()
        };
        // Minutes are corrected of what was held.
        let (meeting, item) = if ["/verbeteren/", "/aanwezig"]
            .iter()
            .any(|one| route.path.contains(one))
        {
            (&self.met.held, &self.met.said)
        } else {
            (&self.met.meeting, &self.met.item)
        };
        let path = route
            .path
            .replace("{id}", &id)
            .replace("{kind}", "persoon")
            .replace("{code}", "GM0335")
            .replace("{number}", "1")
            .replace("{tenant}", &self.id.to_string())
            .replace("{referral}", &self.referral)
            .replace("{file}", &self.file)
            .replace("{partner}", TOLD)
            .replace("{person}", &self.person.to_string())
            .replace("{subject}", &self.subject.to_string())
            .replace("{table}", "ondermijning")
            .replace("{meeting}", meeting)
            .replace("{item}", item)
            .replace("{attendee}", &self.met.attendee)
            .replace("{action}", &self.met.action)
            .replace("{case}", &self.held.case)
            .replace("{deed}", &self.held.deed)
            .replace("{location}", &self.location)
            .replace("{part}", &self.part)
            .replace("{lang}", "en")
            .replace("{name}", "meldroute.css")
            .replace("{import}", &self.import)
            .replace("{upload}", &self.upload)
            .replace("{job}", &self.job)
            .replace("{search}", &self.id.to_string())
            .replace("{object}", &self.object(route).to_string())
            .replace("{token}", "0000000000000000000000000000000000000000");
        assert!(
            !path.contains('{'),
            "say here, in `Walked::fill`, what to try for the parameter of {path}"
        );
        path
    }
}

/// Goes to a route, with nothing filled in when something is sent.
pub async fn visit(browser: &Browser, route: &RouteInfo, path: &str) -> Answer {
    match route.method {
        Method::Get => browser.get(path).await,
        Method::Post => browser.post(path, &[]).await,
    }
}
