//! Cases of another system become signals here: each once, however often its file is read.

use platform::i18n::Texts;
use platform::{App, DossierId, Result, Tenant};
use route::dossiers;
use route::reporting::{self, Elsewhere, TakenOver};
use route::signals::{Source, Statement};
use uuid::Builder;

use super::acts;
use crate::htcds::{Case, Format, Rest, Taken, taken};

/// What became of a case.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// A signal, and the fields that stand in it as words alone.
    New(DossierId, Vec<String>),
    /// It was taken over before, just so.
    Known,
    /// It was taken over before, and is otherwise in the file now: nothing was changed.
    Otherwise,
    /// It is a dossier of this municipality itself, just so.
    Own,
    /// It has the reference of a dossier of this municipality, and says something else: nothing was changed.
    OwnOtherwise,
}

/// A signal of a case, in one transaction.
///
/// # Errors
/// When the database cannot be written.
pub async fn take_over(app: &App, tenant: Tenant, case: &Case) -> Result<Ended> {
    let own = dossiers::of_reference(&mut app.db.read().await?, tenant, &case.reference).await?;
    if let Some(id) = own {
        let here = acts::one(app, tenant, id).await?;
        let is_same = here.is_some_and(|here| here.records() == case.records());
        return Ok(if is_same {
            Ended::Own
        } else {
            Ended::OwnOtherwise
        });
    }
    let texts = app.i18n.lang("nl");
    let mut taken = taken(case, &app.clock);
    let said = Statement {
        source: Source::Heard,
        text: words(&texts, case, &taken),
    };
    taken.report.statements.push(said);
    let fields = taken.rest.iter().map(named).collect();
    let elsewhere = Elsewhere {
        id: id_of(case),
        digest: digest(case),
        report: taken.report,
    };
    Ok(match reporting::take_over(app, tenant, elsewhere).await? {
        TakenOver::New(id) => Ended::New(id, fields),
        TakenOver::Known => Ended::Known,
        TakenOver::Otherwise => Ended::Otherwise,
    })
}

/// A field that a report has no place for: `persons 1, prs_Gender`.
fn named(rest: &Rest) -> String {
    let (group, number) = rest.of;
    format!("{} {number}, {}", group.id(), rest.field)
}

/// That it comes from elsewhere, how it is called there, and everything that a report has no place for.
fn words(texts: &Texts, case: &Case, taken: &Taken) -> String {
    let mut lines = vec![texts.get("taken-over")];
    if !case.reference.is_empty() {
        let reference = [("reference", case.reference.clone())];
        lines.push(texts.with("taken-over-reference", &reference));
    }
    let types: Vec<&str> = taken.types.iter().map(|one| one.id()).collect();
    if !types.is_empty() {
        lines.push(format!("vic_TypeOfExploitation: {}", types.join(", ")));
    }
    let rest = taken.rest.iter();
    lines.extend(rest.map(|rest| format!("{}: {}", named(rest), rest.text)));
    lines.join("\n")
}

fn digest(case: &Case) -> [u8; 32] {
    let text = Format::Json.write(std::slice::from_ref(case));
    vault::digest(&[b"htcds", text.as_bytes()])
}

/// What the sender calls it tells it from all others of theirs; without a name, all that is said of it does.
fn id_of(case: &Case) -> uuid::Uuid {
    let named = vault::digest(&[b"htcds reference", case.reference.as_bytes()]);
    let digest = if case.reference.is_empty() {
        digest(case)
    } else {
        named
    };
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    Builder::from_random_bytes(first).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htcds::Record;
    use crate::htcds::standard::Group;

    #[test]
    fn the_same_case_has_the_same_number() {
        let with = |reference, name| {
            let person = Record::new(Group::Person).with("prs_FirstName", name);
            Case::new(reference).with([person])
        };
        assert_eq!(id_of(&with("A", "Milo")), id_of(&with("A", "Mila")));
        assert_ne!(digest(&with("A", "Milo")), digest(&with("A", "Mila")));
        assert_ne!(id_of(&with("A", "Milo")), id_of(&with("B", "Milo")));
        assert_ne!(id_of(&with("", "Milo")), id_of(&with("", "Mila")));
        assert_eq!(id_of(&with("", "Milo")), id_of(&with("", "Milo")));
    }
}
