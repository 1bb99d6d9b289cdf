//! Where signals come from, in the database. All of it is sealed under the dossier's key, and goes with it.

use platform::db::{Migration, Reader, Row, Tx};
use platform::proof::Standing;
use platform::{App, DossierId, Millis, PersonId, Result, Tenant, params};
use uuid::Uuid;

use super::model::{Given, Origin, Part};
use crate::signals::{self, Dossier};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-48-origin",
    sql: "create table origin (
  signal {uuid} primary key references signal (id) on delete cascade, tenant {uuid} not null,
  known_as {bytes}, sealed {bytes} not null){strict};
create index origin_known on origin (tenant, known_as);
create table marked (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  ends_at {int}, sealed {bytes} not null){strict};
create index marked_signal on marked (signal, tenant);
create index marked_ends on marked (tenant, ends_at);
create table told_back (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  at {int} not null, author {uuid} not null, discloses {bool} not null, sealed {bytes} not null){strict};
create index told_back_signal on told_back (signal, tenant, at);
create index told_back_at on told_back (tenant, discloses, at);
",
}];

/// A part of a dossier that stands under another law.
#[derive(Debug, Clone)]
pub struct Marked {
    pub id: Uuid,
    pub part: Part,
}

impl Marked {
    /// As it comes in.
    pub(crate) fn not_kept_yet(part: &Part) -> Self {
        Self {
            id: Uuid::nil(),
            part: part.clone(),
        }
    }
}

/// What the organisation was told, and by whom.
#[derive(Debug, Clone)]
pub struct Told {
    pub at: Millis,
    pub author: PersonId,
    /// It says something of a person.
    pub discloses: bool,
    pub given: Given,
}

/// What tells that a signal of this organisation with this reference is here already. Nobody can try out which.
pub fn known_as(
    app: &App,
    tenant: Tenant,
    organisation: &str,
    reference: &str,
) -> Result<[u8; 32]> {
    let same = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (organisation, reference) = (same(organisation), same(reference));
    let key = app.keys.tenant(tenant)?.derive("origin");
    Ok(key.fingerprint(&[organisation.as_bytes(), reference.as_bytes()]))
}

/// The latest dossier that is known so.
pub async fn known_before(
    tx: &mut Reader,
    tenant: Tenant,
    known_as: &[u8; 32],
) -> Result<Option<DossierId>> {
    let sql = "select o.signal from origin o join signal s on s.id = o.signal
        where o.tenant = $1 and o.known_as = $2 order by s.arrival desc limit 1";
    let row = tx.row(sql, params![tenant, known_as.to_vec()]).await?;
    row.map(|row| row.get("signal")).transpose()
}

fn place(signal: DossierId, known_as: Option<&[u8]>) -> String {
    format!(
        "origin:{signal}:{}",
        known_as.map_or_else(String::new, vault::hex)
    )
}

/// Writes down where a signal comes from.
pub async fn add(
    tx: &mut Tx,
    dossier: &Dossier,
    origin: &Origin,
    known_as: Option<[u8; 32]>,
) -> Result<()> {
    let known_as = known_as.map(|known| known.to_vec());
    let sealed = dossier.seal(origin, &place(dossier.id(), known_as.as_deref()))?;
    tx.wrote("origin", dossier.id(), &sealed);
    let sql = "insert into origin (signal, tenant, known_as, sealed) values ($1, $2, $3, $4)";
    let values = params![dossier.id(), dossier.tenant(), known_as, sealed];
    tx.exec(sql, values).await?;
    Ok(())
}

/// Where a signal comes from, if another organisation sent it.
pub async fn of(tx: &mut Reader, dossier: &Dossier) -> Result<Option<Origin>> {
    let sql = "select known_as, sealed from origin where signal = $1 and tenant = $2";
    let row = tx.row(sql, params![dossier.id(), dossier.tenant()]).await?;
    let Some(row) = row else { return Ok(None) };
    let known_as: Option<Vec<u8>> = row.get("known_as")?;
    let sealed: Vec<u8> = row.get("sealed")?;
    let place = place(dossier.id(), known_as.as_deref());
    dossier.unseal(&sealed, &place).map(Some)
}

/// A part without an end has none to come.
fn part_place(id: Uuid, ends_at: Option<Millis>) -> String {
    format!("marked:{id}:{}", ends_at.unwrap_or_default())
}

/// Keeps words that stand under another law.
pub async fn mark(tx: &mut Tx, app: &App, dossier: &Dossier, part: &Part) -> Result<Uuid> {
    let id = app.clock.id_without_time();
    let sealed = dossier.seal(part, &part_place(id, Some(part.ends_at)))?;
    tx.wrote("marked", id, &sealed);
    let sql =
        "insert into marked (id, tenant, signal, ends_at, sealed) values ($1, $2, $3, $4, $5)";
    let values = params![id, dossier.tenant(), dossier.id(), part.ends_at, sealed];
    tx.exec(sql, values).await?;
    Ok(id)
}

/// What of a dossier stands under another law, what ends first before the others; and how many parts are damaged: those
/// are left out, and `meldroute check` names them.
pub async fn marked(tx: &mut Reader, dossier: &Dossier) -> Result<(Vec<Marked>, usize)> {
    let sql = "select id, ends_at, sealed from marked where signal = $1 and tenant = $2";
    let rows = tx
        .rows(sql, params![dossier.id(), dossier.tenant()])
        .await?;
    let (mut all, mut damaged) = (Vec::new(), 0);
    for row in &rows {
        match opened_part(dossier, row) {
            Ok(one) => all.push(one),
            Err(error) if error.is_damage() => damaged += 1,
            Err(error) => return Err(error),
        }
    }
    all.sort_by_key(|one| (one.part.over.is_some(), one.part.ends_at, one.id));
    Ok((all, damaged))
}

fn opened_part(dossier: &Dossier, row: &Row) -> Result<Marked> {
    let (id, ends_at) = (row.get("id")?, row.get("ends_at")?);
    let sealed: Vec<u8> = row.get("sealed")?;
    let part = dossier.unseal(&sealed, &part_place(id, ends_at))?;
    Ok(Marked { id, part })
}

async fn write(
    tx: &mut Tx,
    dossier: &Dossier,
    one: &Marked,
    ends_at: Option<Millis>,
) -> Result<()> {
    let sealed = dossier.seal(&one.part, &part_place(one.id, ends_at))?;
    tx.wrote("marked", one.id, &sealed);
    let sql = "update marked set ends_at = $3, sealed = $4 where id = $1 and tenant = $2";
    let values = params![one.id, dossier.tenant(), ends_at, sealed];
    tx.exec(sql, values).await?;
    Ok(())
}

/// It may be kept until another date.
pub async fn extend(tx: &mut Tx, dossier: &Dossier, one: &Marked) -> Result<()> {
    write(tx, dossier, one, Some(one.part.ends_at)).await
}

/// Its words are gone.
pub async fn end(tx: &mut Tx, dossier: &Dossier, one: &Marked, now: Millis) -> Result<()> {
    let part = one.part.ended(now);
    write(tx, dossier, &Marked { id: one.id, part }, None).await
}

/// The dossiers of a municipality with a part that ends before then.
pub async fn ending(tx: &mut Reader, tenant: Tenant, before: Millis) -> Result<Vec<DossierId>> {
    let sql = "select distinct signal from marked where tenant = $1 and ends_at <= $2";
    let rows = tx.rows(sql, params![tenant, before]).await?;
    rows.iter().map(|row| row.get("signal")).collect()
}

fn told_place(id: Uuid, at: Millis, author: PersonId, discloses: bool) -> String {
    format!("told back:{id}:{at}:{author}:{discloses}")
}

/// Writes down what the organisation was told.
pub async fn tell(tx: &mut Tx, app: &App, dossier: &Dossier, told: &Told) -> Result<()> {
    let id = app.clock.id();
    let Told {
        at,
        author,
        discloses,
        given,
    } = told;
    let sealed = dossier.seal(given, &told_place(id, *at, *author, *discloses))?;
    tx.wrote("told_back", id, &sealed);
    let sql = "insert into told_back (id, tenant, signal, at, author, discloses, sealed)
        values ($1, $2, $3, $4, $5, $6, $7)";
    let (tenant, signal) = (dossier.tenant(), dossier.id());
    let values = params![id, tenant, signal, *at, *author, *discloses, sealed];
    tx.exec(sql, values).await?;
    Ok(())
}

fn opened(dossier: &Dossier, row: &Row) -> Result<Told> {
    let (at, author): (Millis, PersonId) = (row.get("at")?, row.get("author")?);
    let discloses = row.get("discloses")?;
    let sealed: Vec<u8> = row.get("sealed")?;
    let given = dossier.unseal(&sealed, &told_place(row.get("id")?, at, author, discloses))?;
    Ok(Told {
        at,
        author,
        discloses,
        given,
    })
}

/// What the organisation was told, oldest first.
pub async fn told(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<Told>> {
    let sql = "select id, at, author, discloses, sealed from told_back
        where signal = $1 and tenant = $2 order by at, id";
    let rows = tx
        .rows(sql, params![dossier.id(), dossier.tenant()])
        .await?;
    rows.iter().map(|row| opened(dossier, row)).collect()
}

/// What said something of a person, from one moment until another, the latest first. What is damaged is left out:
/// `meldroute check` names it.
pub async fn disclosed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (since, until): (Millis, Millis),
) -> Result<Vec<(Dossier, Told)>> {
    let sql = "select id, signal, at, author, discloses, sealed from told_back
        where tenant = $1 and discloses = $2 and at >= $3 and at < $4 order by at desc, id desc";
    let mut found = Vec::new();
    for row in tx.rows(sql, params![tenant, true, since, until]).await? {
        let dossier = signals::load(tx, app, tenant, row.get("signal")?).await;
        match dossier.and_then(|dossier| Ok((opened(&dossier, &row)?, dossier))) {
            Ok((told, dossier)) => found.push((dossier, told)),
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, tenant: Tenant) -> Result<Standing> {
    let mut found = Standing::default();
    for (table, sql) in [
        (
            "origin",
            "select signal as id, sealed from origin where tenant = $1",
        ),
        ("marked", "select id, sealed from marked where tenant = $1"),
        (
            "told_back",
            "select id, sealed from told_back where tenant = $1",
        ),
    ] {
        for row in tx.rows(sql, params![tenant]).await? {
            let id: Uuid = row.get("id")?;
            found.push((format!("{table}:{id}"), row.get("sealed")?));
        }
    }
    Ok(found)
}
