//! What was said by telephone, and how contact with a possible victim is safe.

use platform::clock::HOUR;
use platform::{Actor, App, Clock, Result};
use policy::ReservedCapacity;
use route::calls::{self, Advice};
use route::dossiers::{self, Open};
use route::referrals::{self, Call, EMERGENCY};
use route::signals::SafeField;

use super::dossiers::refused;

/// The officer asks advice, and names nobody.
pub async fn ask(app: &App, who: &Actor, open: Open) -> Result<()> {
    let advice = Advice {
        partner: "veilig_thuis".into(),
        asked: "Wij twijfelen of dit bij ons hoort of bij u. Waar let u op?".to_owned(),
        advised: "Vraag na of er kinderen in huis zijn. Zo ja, meld het dan ook bij ons."
            .to_owned(),
    };
    let done = calls::ask_without_a_name(app, who, open, &advice).await;
    done.map_err(refused)
}

/// The emergency number was called, two hours ago.
pub async fn call(app: &App, clock: &Clock, who: &Actor, open: Open) -> Result<()> {
    let call = Call {
        partner: EMERGENCY.into(),
        spoke_with: "De meldkamer".to_owned(),
        at: Some(clock.now() - 2 * HOUR),
        told: "Er wordt geschreeuwd en iemand wil naar buiten.".to_owned(),
        agreed: "Een surveillance gaat er langs.".to_owned(),
        why: "Er leek nu iemand in gevaar.".to_owned(),
        asked_partner: String::new(),
        someone_else: std::collections::BTreeSet::new(),
    };
    let done = referrals::a_call_counts_as_telling_the_partner(app, who, open, &call).await;
    done.map_err(refused)
}

/// The first possible victim of this dossier, if it has one.
pub async fn say_how_contact_is_safe(app: &App, who: &Actor, open: Open) -> Result<()> {
    let mut subjects = open.report().subjects.iter();
    let victim = subjects.find(|subject| subject.is(ReservedCapacity::PossibleVictim));
    let Some(victim) = victim.map(|victim| victim.id) else {
        return Ok(());
    };
    let said = [
        (SafeField::Language, "Bulgaars"),
        (SafeField::Interpreter, "Ja, niet uit de eigen kring"),
        (SafeField::Number, "06 00 00 00 09"),
        (SafeField::Time, "op werkdagen tussen negen en elf"),
        (SafeField::NotToKnow, "de huisbaas"),
    ];
    let said = said.map(|(field, text)| (field, text.to_owned()));
    let done = dossiers::say_how_contact_is_safe(app, who, open, victim, &said).await;
    done.map_err(refused)
}
