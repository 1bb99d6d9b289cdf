//! Reporting, as an employee does.

use crate::{Answer, Browser, World, inside};
use platform::DossierId;

impl Browser {
    /// Adds to a signal of the own list, with the form of its page; says what came of it.
    pub async fn add(&self, number: usize, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/mijn/{number}/aanvullen");
        let page = self.get(&path).await.ok();
        let [form, about] = ["form-id", "about"].map(|name| page.hidden(name));
        let own = [("form-id", form.as_str()), ("about", about.as_str())];
        self.post(&path, &[&own, fields].concat()).await
    }

    /// Asks the officer something without reporting; says where that leads.
    pub async fn ask(&self, question: &str) -> String {
        let form = self.get("/vraag").await.ok().hidden("form-id");
        let fields = [("form-id", form.as_str()), ("question", question)];
        self.post("/vraag", &fields).await.moved()
    }

    /// The officer answers the question that waits longest.
    pub async fn answer(&self, answer: &str) -> String {
        let page = self.get("/vragen").await.ok();
        let [about, seen] = ["about", "seen"].map(|name| page.hidden(name));
        let fields = [
            ("about", about.as_str()),
            ("seen", seen.as_str()),
            ("answer", answer),
        ];
        self.post("/vragen", &fields).await.moved()
    }

    /// The address of the draft about a person that was begun last.
    pub async fn draft(&self) -> String {
        let page = self.page("/melden").await;
        let rest = page.split_once("href=\"/melden/persoon?concept=");
        let (_, rest) = rest.expect("there is no draft");
        let name = rest.split(['&', '"']).next().unwrap();
        format!("/melden/persoon?concept={name}")
    }

    /// Throws the draft about a person away that was begun last.
    pub async fn discard(&self) -> String {
        let draft = self.draft().await;
        let name = draft.split_once('=').unwrap().1;
        self.post("/melden/persoon/weggooien", &[("concept", name)])
            .await
            .moved()
    }
}

impl World {
    /// An employee reports something simple; gives the reference.
    pub async fn report(&self, browser: &Browser, fields: &[(&str, &str)]) -> String {
        self.report_with(browser, fields, &[]).await
    }

    /// The same, with files.
    pub async fn report_with(
        &self,
        browser: &Browser,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> String {
        let form = browser.get("/melden/persoon?nieuw=1").await.ok();
        let form = form.hidden("form-id");
        let mut all = vec![
            ("form-id", form.as_str()),
            ("action", "send"),
            ("contact", "here"),
            // Whatever was reported before.
            ("apart", "yes"),
        ];
        all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        all.extend_from_slice(fields);
        let sent = match files {
            [] => browser.post("/melden/persoon", &all).await,
            files => browser.upload("/melden/persoon", &all, files).await,
        };
        self.reference(browser, &sent.moved()).await
    }

    /// The reference on the page that a report leads to.
    pub async fn reference(&self, browser: &Browser, to: &str) -> String {
        assert!(to.starts_with("/gemeld/"), "{to}");
        let page = browser.get(to).await.ok().text();
        inside(&page, "reference").replace('-', "")
    }

    /// The number of the dossier with this reference, in Montfoort.
    pub async fn dossier_id(&self, reference: &str) -> DossierId {
        let reference = route::signals::Reference::parse(reference).unwrap();
        let mut tx = self.app.db.read().await.unwrap();
        route::signals::by_reference(&mut tx, self.montfoort, &reference)
            .await
            .unwrap()
            .unwrap()
    }
}
