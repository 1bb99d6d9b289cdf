//! What the officer does with registers: take in a file, say what its columns mean, take one away.

use platform::audit::Event;
use platform::blobs::{self, Spooled};
use platform::forms::{self, Unkept};
use platform::{Actor, App, Ended, Error, Fault, Refusal, Result, Role, clock, jobs};

use super::columns::Column;
use super::sheet::{self, Sheet};
use super::store::ImportId;
use super::uploads::{self, Upload, UploadId};
use super::{OWN_DOSSIERS, job, store};
use crate::audited;

/// An extract of a register, as it is sent.
pub struct Extract<'a> {
    /// The id of a source of the policy pack.
    pub source: &'a str,
    /// The day that it is of.
    pub dated: &'a str,
    pub file: Option<&'a forms::Upload>,
}

/// Takes a file in; what its columns mean is said next. Gives the number under which it waits.
///
/// # Errors
/// [`Refusal::Typed`] when it is of no register, of no day, or no table.
pub async fn take_in(app: &App, who: &Actor, extract: &Extract<'_>) -> Ended<UploadId> {
    let mut faults = Vec::new();
    let pack = app.tenants.get(who.tenant)?.pack;
    if extract.source == OWN_DOSSIERS || pack.source(extract.source).is_none() {
        faults.push(Fault::new("source", "choose"));
    }
    if clock::is_day(extract.dated).is_none() {
        faults.push(Fault::new("dated", "date"));
    }
    let (file, content) = match read(app, extract.file).await {
        Ok(read) if faults.is_empty() => read,
        Ok(_) => return Err(Refusal::Typed(faults)),
        Err(why) => {
            faults.push(Fault::new("file", why));
            return Err(Refusal::Typed(faults));
        }
    };
    let about = Upload {
        name: file.name.clone(),
        dated: extract.dated.to_owned(),
    };
    let content = blobs::store(app, who.tenant, &content).await?;
    let mut tx = app.db.begin().await?;
    let id = uploads::hold(&mut tx, app, who, extract.source, &about, content).await?;
    tx.commit_unaudited("held until its columns are named")
        .await?;
    Ok(id)
}

/// A file as it is kept, if it is one with columns; otherwise why not, as the key of a text.
async fn read<'a>(
    app: &App,
    file: Option<&'a forms::Upload>,
) -> std::result::Result<(&'a forms::Upload, Spooled), &'static str> {
    let file = file.ok_or("register-file")?;
    let content = match &file.content {
        Ok(content) => content.clone(),
        Err(Unkept::TooLarge) => return Err("register-large"),
        Err(Unkept::NoRoom) => return Err("register-busy"),
    };
    let key = |fault| match fault {
        sheet::Fault::TooLarge => "register-large",
        // What the disk does not give is in the log.
        sheet::Fault::Busy | sheet::Fault::Unread => "register-busy",
        sheet::Fault::Quote => "register-quote",
        _ => "register-file",
    };
    let content = Sheet::take_in(app, content).await.map_err(key)?;
    let looked = Sheet::look(content.clone(), 1).await.map_err(key)?;
    // A letter of one line is no register.
    let is_one_word = looked.header.len() == 1 && looked.first.is_empty();
    (!is_one_word)
        .then_some((file, content))
        .ok_or("register-file")
}

/// Asks for the import of a file that waits, with what each of its columns means; a job does it.
///
/// # Errors
/// [`Refusal::Typed`] when nothing is named that can be compared.
pub async fn import(
    app: &App,
    who: &Actor,
    id: UploadId,
    columns: &[Option<Column>],
    replace: bool,
) -> Ended {
    if !columns.iter().flatten().any(|column| column.compares()) {
        return Err(Refusal::of("mode", "register-columns"));
    }
    let mut tx = app.db.begin().await?;
    job::ask(&mut tx, app, who, id, columns, replace).await?;
    tx.commit_unaudited("it is recorded once it is there")
        .await?;
    jobs::wake(app);
    Ok(())
}

/// Takes an extract away.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn remove(app: &App, who: &Actor, id: ImportId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if !store::remove(&mut tx, app, who.tenant, id).await? {
        return Err(Error::NotFound);
    }
    let event = Event::by(who, Role::Officer, &audited::EXTRACT_REMOVED);
    tx.commit(app, event.with("import", id.to_string())).await
}
