//! Making a whole dossier.

use std::collections::BTreeSet;

use documents::{Bound, DossierFile};
use platform::web::Page;
use platform::{Actor, App, Error, Result, clock};
use route::desk::{self, Whole};
use route::dossiers::{Ended, Fault, Open, Refusal};
use route::{record, reporters};

use super::model::{self, For, Front};

/// So many words open it, of eleven bits each: a file can be tried out of anybody's sight, for years. More would be
/// typed wrongly, unseen.
const WORDS: usize = 6;

/// What was asked.
pub struct Asked {
    pub what_for: Option<For>,
    pub reason: String,
    /// Words of which the officer says that they are somebody else's.
    pub someone_else: Vec<String>,
}

/// What was made.
pub struct Ready {
    pub pdf: Vec<u8>,
    /// What opens it, where it is encrypted: shown once.
    pub passphrase: Option<String>,
    /// In so many places stood something that tells who reported.
    pub taken_out: usize,
    /// Words that may be the reporter's.
    pub asked: BTreeSet<String>,
}

impl Asked {
    fn missing(&self) -> Vec<Fault> {
        let faults = [
            self.what_for.is_none().then(|| Fault::new("for", "choose")),
            self.reason
                .trim()
                .is_empty()
                .then(|| Fault::new("reason", "why")),
        ];
        faults.into_iter().flatten().collect()
    }
}

/// Makes it, and records that and why before anybody has it. `page` is the one that asked. The officer's vault must be
/// open.
///
/// # Errors
/// When it was not said for what and why; when the vault is closed; when a part cannot be read.
pub async fn make(app: &App, who: &Actor, page: &Page, open: Open, asked: &Asked) -> Ended<Ready> {
    let missing = asked.missing();
    let (Some(what_for), true) = (asked.what_for, missing.is_empty()) else {
        return Err(Refusal::Typed(missing));
    };
    // Whoever gets it reads Dutch, whatever language the officer works in.
    let mut page = page.clone();
    page.texts = app.i18n.lang("nl");
    let mut whole = desk::whole(app, who, &page, &open).await?;
    let mut reason = asked.reason.trim().to_owned();
    let texts = texts(&mut whole, &mut reason);
    let taken = reporters::take_out(app, who, &open, texts, &asked.someone_else)?;
    let now = app.clock.now();
    let front = Front {
        municipality: app.tenants.get(open.tenant())?.name,
        reference: open.reference().to_string(),
        made: clock::moment(now, "nl"),
        day: clock::day(now),
        copy_of: who.name.clone(),
        made_for: page.text(&format!("print-for-{}", what_for.id())),
        reason,
    };
    let file = model::file(front, whole, taken.places, what_for.bound());
    let (pdf, passphrase) = bound(file, what_for.bound()).await?;
    record::printed(app, who, open, what_for.id(), &asked.reason).await?;
    Ok(Ready {
        pdf,
        passphrase,
        taken_out: taken.places,
        asked: taken.asked,
    })
}

/// Everything that somebody wrote. Names of who did something, days and headings are the program's own.
fn texts<'a>(whole: &'a mut Whole, reason: &'a mut String) -> Vec<&'a mut String> {
    let lines = whole.told.iter_mut().flat_map(|told| &mut told.lines);
    let mut texts: Vec<&mut String> = lines.map(|(_, text)| text).collect();
    texts.extend([&mut whole.title, reason]);
    texts
}

/// Sets it and, where it leaves the house, encrypts it; other work goes on meanwhile.
async fn bound(file: DossierFile, bound: Bound) -> Result<(Vec<u8>, Option<String>)> {
    let failed = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let making = move || {
        let pdf = documents::dossier(&file, bound)?;
        if bound == Bound::ToKeep {
            return Ok((pdf, None));
        }
        let passphrase = vault::phrase::generate(WORDS);
        let sealed = documents::sealed(&pdf, &passphrase, &vault::random())?;
        Ok((sealed, Some(passphrase)))
    };
    let made: std::result::Result<_, documents::Error> = tokio::task::spawn_blocking(making)
        .await
        .map_err(|error| failed(&error))?;
    made.map_err(|error| failed(&error))
}
