//! Asking a partner for advice without saying whom it is about (bijlage 2, stap 3).

use platform::audit::Event;
use platform::{Actor, App, Role};
use policy::PartnerId;

use crate::audited;
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::record::{self, EntryKind};

/// What was asked, and what the partner advised.
pub struct Advice {
    pub partner: PartnerId,
    pub asked: String,
    pub advised: String,
}

impl Advice {
    /// As it stands in the record.
    fn words(&self) -> String {
        format!("{}\n→ {}", self.asked.trim(), self.advised.trim())
    }
}

/// Records advice. Nobody was named, so nothing was disclosed: no obligation is met by it, no feedback is asked, and
/// the register of disclosures has no line of it.
pub async fn ask_without_a_name(app: &App, who: &Actor, open: Open, advice: &Advice) -> Ended {
    let pack = app.tenants.get(open.tenant)?.pack;
    let mut faults = Vec::new();
    if pack.partner(&advice.partner).is_none() {
        faults.push(Fault::new("partner", "choose"));
    }
    let words = [
        ("asked", "call-words-asked", &advice.asked),
        ("advised", "call-words-advised", &advice.advised),
    ];
    for (field, missing, text) in words {
        if text.trim().is_empty() {
            faults.push(Fault::new(field, missing));
        }
    }
    // What names somebody of the dossier was not asked without a name.
    let asked = advice.asked.to_lowercase();
    let of_dossier = open.report.names();
    let found = of_dossier
        .iter()
        .filter(|name| asked.contains(&name.to_lowercase()));
    let found: Vec<String> = found.map(ToString::to_string).collect();
    if !found.is_empty() {
        faults.push(Fault::new("asked", "advice-named").naming(found));
    }
    if !faults.is_empty() {
        return Err(Refusal::Typed(faults));
    }
    open.keeps_back("asked", &advice.asked)?;
    open.keeps_back("advised", &advice.advised)?;
    let (kind, about, words) = (EntryKind::Advised, advice.partner.as_str(), advice.words());
    let mut tx = app.db.begin().await?;
    if record::repeats(&mut tx, &open, kind, about, &words).await? {
        return Ok(());
    }
    record::add(&mut tx, app, &open, who, kind, about, &words).await?;
    let event = Event::by(who, Role::Officer, &audited::ADVICE_ASKED).with("partner", about);
    open.add(tx, app, event).await
}
