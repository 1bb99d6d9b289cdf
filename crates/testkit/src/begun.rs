//! Where many stories begin: something was reported, and the officer opened the vault.

use platform::DossierId;

use crate::{Browser, World};

impl World {
    /// Somebody reports who wants no answer; gives the dossier.
    pub async fn reported_by(
        &self,
        reporter: &Browser,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> DossierId {
        let fields = [&[("contact", "none")], fields].concat();
        let reference = self.report_with(reporter, &fields, files).await;
        self.dossier_id(&reference).await
    }

    /// An employee reported it with these files; the officer has opened the vault.
    pub async fn reported(
        &self,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> (Browser, DossierId) {
        self.staff().await;
        let employee = self.sign_in("employee@a.example").await;
        let id = self.reported_by(&employee, fields, files).await;
        let officer = self.sign_in("officer@a.example").await;
        officer.open_vault().await;
        (officer, id)
    }

    /// A minor who may be a victim, reported and judged of this severity.
    pub async fn minor_judged(&self, severity: &str, why: &str) -> (Browser, DossierId) {
        let fields = [
            ("seen", "Iets."),
            ("subjects", "1"),
            ("subject-0-name", "Milo"),
            ("subject-0-minor", "on"),
            ("subject-0-capacity", "possible_victim"),
        ];
        let (officer, id) = self.reported(&fields, &[]).await;
        let path = format!("/dossier/{id}/beoordelen");
        let version = officer.get(&path).await.ok().hidden("version");
        let judged = [
            ("version", version.as_str()),
            ("severity", severity),
            ("forms", "labour"),
            ("ages", "16"),
            ("why", why),
        ];
        officer.post(&path, &judged).await.moved();
        (officer, id)
    }
}
