//! A municipality where some work was done: something of everything.

use crate::guest::{CODED, PLAIN};
use crate::walk::{Walked, import_register, subjects, thing};
use crate::{Browser, World};
use platform::DossierId;

impl World {
    /// The usual cast does something of everything: a row in every table that decides something.
    pub async fn live_in(&self) -> Walked {
        self.staff().await;
        let reporter = self.sign_in("employee@a.example").await;
        let officer = self.sign_in("officer@a.example").await;
        let fields = [
            ("seen", "Busje bij de kwekerij."),
            ("subjects", "1"),
            ("subject-0-name", "Mirela Fantasia"),
            ("subject-0-address", "Verzonnenkade 14, Montfoort"),
        ];
        let walked = self.walked(&reporter, &officer, &fields).await;
        let notes = format!("/dossier/{}/notitie", walked.id);
        for text in ["Eerste notitie.", "Tweede notitie."] {
            officer.post(&notes, &[("text", text)]).await.moved();
        }
        let other = self.sign_in("coordinator@a.example").await;
        let second = self.report(&other, &fields).await;
        let second = self.dossier_id(&second).await;
        looked_into(&officer, second, &walked).await;
        for source in ["brp", "kvk"] {
            let extract = b"Naam;Adres;Rest\nMirela Fantasia;Verzonnenkade 14;\nte weinig\n";
            import_register(&officer, source, extract, "replace").await;
        }
        for reason in ["Een vraag.", "Nog een vraag."] {
            officer.search("Fantasia", reason).await;
        }
        let fields = [
            ("name", "Test New"),
            ("email", "new@a.example"),
            ("roles", "coordinator"),
        ];
        self.sign_in("admin@a.example")
            .await
            .post("/mensen", &fields)
            .await
            .ok();
        self.look_after_partners(&officer).await;
        for more in ["Weer dat busje.", "En nu een ander."] {
            reporter.add(1, &[("seen", more)]).await.moved();
        }
        for question in ["Is dit iets?", "En dit?"] {
            reporter.ask(question).await;
        }
        officer.answer("Ja.").await;
        let reach = [("team", "Veiligheid"), ("phone", "0348 12 34 56")];
        officer.post("/wie-is-wie", &reach).await.moved();
        officer
            .post("/werk/agenda", &[("action", "make")])
            .await
            .ok();
        for purpose in [&PLAIN, &CODED] {
            self.invite(self.montfoort, purpose, walked.id.into()).await;
        }
        walked
    }

    /// One that somebody rang, and numbers that nobody else has looked at yet.
    async fn look_after_partners(&self, officer: &Browser) {
        let partner = "/beleid/partner/avim";
        let seen = officer.get(partner).await.ok().hidden("seen");
        let day = platform::clock::day(self.clock.now());
        let rung = [("seen", seen.as_str()), ("day", &day), ("sure", "on")];
        let path = format!("{partner}/bevestigen");
        officer.post(&path, &rung).await.moved();
        for (partner, number) in [("comensha", "033-4481186"), ("nla", "0800-5151")] {
            let path = format!("/beleid/partner/{partner}");
            let seen = officer.get(&path).await.ok().hidden("seen");
            let changed = [
                ("seen", seen.as_str()),
                ("name", partner),
                ("kind-0", "telefoon"),
                ("value-0", number),
                ("kind-1", "mobiel"),
                ("value-1", "06-12345678"),
            ];
            officer.post(&path, &changed).await.moved();
        }
    }
}

/// A dossier that is compared with what is known: a reason, a judgement, a source that was checked. It joins the case
/// of the first.
async fn looked_into(officer: &Browser, id: DossierId, first: &Walked) {
    let path = format!("/dossier/{id}/nagaan");
    let reason = [("reason", "Voor de proef.")];
    officer.post(&path, &reason).await.moved();
    let thing = thing(&officer.page(&path).await, "");
    let same = [("thing", thing.as_str()), ("verdict", "same")];
    let judged = subjects(officer, id).await[0];
    let path = format!("{path}/{judged}");
    officer.post(&path, &same).await.moved();
    let sources = format!("/dossier/{id}/bronnen");
    let result = [("result-kvk", "nothing")];
    officer.post(&sources, &result).await.moved();
    crate::case::also(officer, id, &first.held).await;
    crate::location::also(officer, id).await;
}
