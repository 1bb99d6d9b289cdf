//! Reporting, as an employee does.

use crate::{Browser, World, inside};
use platform::DossierId;

impl World {
    /// An employee reports something simple; gives the reference.
    pub async fn report(&self, browser: &Browser, fields: &[(&str, &str)]) -> String {
        let form = browser.get("/melden/persoon").await.ok().hidden("form-id");
        let mut all = vec![
            ("form-id", form.as_str()),
            ("action", "send"),
            ("contact", "here"),
        ];
        all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        all.extend_from_slice(fields);
        let to = browser.post("/melden/persoon", &all).await.moved();
        self.reference(browser, &to).await
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
