//! Mail to staff: "er staat iets voor u klaar" and a link; never a name, never case content, and
//! never to a reporter. A message is a job: it waits in the database until the mail server took it.
//!
//! **What is promised.** A message is never lost: it is gone from the database only once the server
//! said yes, and given up visibly after twelve tries. It can go twice, when a try is cut off while the
//! server has the message and its yes was not written down: the process or its connection ended, or
//! the server took longer for one answer than `PATIENCE`. A try that is stopped from outside (its time
//! is over, another process took the job, the program stops) stops waiting, but what it sends goes on
//! by itself, so that no connection comes back in the middle of a message: a next try may then begin
//! while the first one still sends, and a stop of the program waits for what it sends no longer than
//! for other work. It is the same message each time, word for word, with the same `Message-ID` and
//! `Date`, by which mail systems know that they have it. Losing a call for help would be worse than
//! repeating it.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::db::{CodeStep, Migration, Tx};
use crate::jobs::{self, Ended, Failure, Job, Kind, Run};
use crate::{App, PersonId, Result, Tenant, params};

/// Where mail waited in 0.1.0.
pub const OUTBOX: &[Migration] = &[Migration {
    id: "platform-13-mail",
    sql: "create table mail_outbox (
  id {uuid} primary key, tenant {uuid} not null, recipient {uuid} not null, template text not null, path {bytes},
  attempts {int} not null, next_at {int} not null){strict};
",
}];

/// Since then it waits as jobs do.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-17-mail-is-a-job",
    sql: "drop table mail_outbox;
",
}];

/// What waited in 0.1.0 becomes a job, before its table goes.
pub const CODE: &[CodeStep] = &[CodeStep {
    id: "platform-16-waiting-mail",
    after: "platform-16-jobs",
    run: |tx, app, tenant| Box::pin(keep_waiting(tx, app, tenant)),
}];

async fn keep_waiting(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let rows = tx
        .rows(
            "select id, recipient, template, path from mail_outbox where tenant = $1",
            params![tenant],
        )
        .await?;
    for row in rows {
        let (id, recipient): (Uuid, PersonId) = (row.get("id")?, row.get("recipient")?);
        let (template, sealed): (String, Vec<u8>) = (row.get("template")?, row.get("path")?);
        let place = format!("mail:{id}:{}:{recipient}:{template}", tenant.0);
        // What does not stand as it was written goes to nobody.
        let Ok(path) = app.keys.instance("mail").open(&sealed, &place) else {
            continue;
        };
        let letter = Letter {
            path: String::from_utf8_lossy(&path).into_owned(),
            ..Letter::to(recipient, &template)
        };
        jobs::enqueue(tx, app, Some(tenant), NAME, &letter).await?;
    }
    Ok(())
}

/// Where mail goes. Without a server nothing is sent and nothing is queued.
#[derive(Clone, Default)]
pub struct Mailer {
    /// `smtp://host:25`, `smtps://user:password@host`.
    pub url: Option<String>,
    /// The sender: an address, with or without a name.
    pub from: String,
}

/// So long a server may take to answer a command. The last answer of a message is the one that counts:
/// who stops waiting for it sends twice (RFC 5321, 4.5.3.2).
const PATIENCE: Duration = Duration::from_mins(2);

/// As the job waits, sealed: the link is as good as a key.
#[derive(Serialize, Deserialize)]
struct Letter {
    /// A colleague; or nobody, and a mailbox.
    recipient: PersonId,
    /// Of a partner, who has no account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mailbox: Option<String>,
    template: String,
    path: String,
    /// How many of what, by the name that the text gives it. Never anything else.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    numbers: BTreeMap<String, i64>,
    /// How much waits where: names that the policy has, as of consultations, and nobody's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<(String, i64)>,
}

impl Letter {
    /// With a link to the first page, and nothing else.
    fn to(recipient: PersonId, template: &str) -> Self {
        Self {
            recipient,
            mailbox: None,
            template: template.to_owned(),
            path: String::new(),
            numbers: BTreeMap::new(),
            places: Vec::new(),
        }
    }
}

const NAME: &str = "mail";

/// The kind of job that sends; `run` says where a person's address is (see [`deliver`]). Four at once:
/// a slow server delays other mail, and nothing else.
#[must_use]
pub const fn kind(run: Run) -> Kind {
    Kind::new(NAME, run).at_once(4).discreet()
}

/// Queues a message in the transaction of the act it tells about. The link leads to the first page.
pub async fn queue(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: PersonId,
    template: &'static str,
) -> Result<()> {
    queue_with_path(tx, app, tenant, recipient, template, "").await
}

/// The same, with how much waits.
pub async fn queue_with_numbers(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: PersonId,
    template: &'static str,
    numbers: &[(&str, i64)],
) -> Result<()> {
    let numbers = numbers.iter();
    let letter = Letter {
        numbers: numbers
            .map(|(name, number)| ((*name).to_owned(), *number))
            .collect(),
        ..Letter::to(recipient, template)
    };
    put(tx, app, tenant, &letter).await
}

/// The same, with how much waits where: `places` are names of the policy, a line for each.
pub async fn queue_with_places(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: PersonId,
    template: &'static str,
    places: Vec<(String, i64)>,
) -> Result<()> {
    let letter = Letter {
        places,
        ..Letter::to(recipient, template)
    };
    put(tx, app, tenant, &letter).await
}

/// The same, with a link to one page: an invitation.
pub async fn queue_with_path(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: PersonId,
    template: &'static str,
    path: &str,
) -> Result<()> {
    let letter = Letter {
        path: path.to_owned(),
        ..Letter::to(recipient, template)
    };
    put(tx, app, tenant, &letter).await
}

/// Can a message be sent there? An address as people have them, which the sender reads the same way: no quotes, no
/// address of a computer, and a domain with a dot.
#[must_use]
pub fn is_mailbox(typed: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_+'&@".contains(c);
    let domain = typed.rsplit('@').next().unwrap_or("");
    let read: Option<Mailbox> = typed.parse().ok();
    let is_read = read.is_some_and(|read| read.name.is_none() && read.email.to_string() == typed);
    typed.chars().all(plain) && domain.contains('.') && is_read
}

/// The same, to the mailbox of a partner, who has no account here.
pub async fn queue_to_mailbox(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    mailbox: &str,
    template: &'static str,
    path: &str,
) -> Result<()> {
    let letter = Letter {
        mailbox: Some(mailbox.to_owned()),
        path: path.to_owned(),
        ..Letter::to(uuid::Uuid::nil().into(), template)
    };
    put(tx, app, tenant, &letter).await
}

async fn put(tx: &mut Tx, app: &App, tenant: Tenant, letter: &Letter) -> Result<()> {
    if app.mailer.url.is_none() {
        return Ok(());
    }
    jobs::enqueue(tx, app, Some(tenant), NAME, letter).await
}

/// Sends one message. `address` gives a person's mail address at the moment of sending; whoever left
/// has none, and nothing to be told.
pub async fn deliver<F, Fut>(app: &App, job: &Job, address: F) -> Ended
where
    F: FnOnce(PersonId) -> Fut,
    Fut: Future<Output = Result<Option<String>>>,
{
    let letter: Letter = job.args()?;
    let server = server(app)?;
    let to = match &letter.mailbox {
        Some(mailbox) => Some(mailbox.clone()),
        None => address(letter.recipient).await?,
    };
    let Some(to) = to else {
        return Ok(());
    };
    let message = message(app, job, &letter, &to).ok_or(Failure::for_good("mail-address"))?;
    // By itself: work that is cut off would leave a connection in the middle of a message, and what the server
    // answers to that one would be taken for an answer to the next. It ends by `PATIENCE` for each command; a limit
    // on the whole, here, would cut it off in the same way.
    let sending = tokio::spawn(async move { server.send(message).await });
    match sending.await.map_err(|_| Failure::again("panic"))? {
        Ok(_) => Ok(()),
        // The error of the mail server may repeat the address: only its class is kept.
        Err(error) if error.is_permanent() => Err(Failure::again("mail-refused")),
        Err(_) => Err(Failure::again("mail-server")),
    }
}

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// Connections stay open between messages: a yes is written down at once, without taking leave of
/// the server first.
#[derive(Default)]
struct Connections(OnceLock<Smtp>);

fn server(app: &App) -> std::result::Result<Smtp, Failure> {
    let known = app.memory.of::<Connections>();
    if let Some(smtp) = known.0.get() {
        return Ok(smtp.clone());
    }
    let url = app.mailer.url.as_ref().ok_or(Failure::again("mail-off"))?;
    let smtp = Smtp::from_url(url)
        .map_err(|_| Failure::again("mail-server"))?
        .timeout(Some(PATIENCE))
        .build();
    Ok(known.0.get_or_init(|| smtp).clone())
}

/// The message: the same each time it is made.
fn message(app: &App, job: &Job, letter: &Letter, to: &str) -> Option<Message> {
    let texts = app.i18n.lang("nl");
    let link = format!("{}{}", app.base_url, letter.path);
    let from: Mailbox = app.mailer.from.parse().ok()?;
    let id = format!("<{}@{}>", job.id, from.email.domain());
    let asked = Duration::from_millis(u64::try_from(job.made_at).ok()?);
    // Whose message it is, a colleague knows, and a text for them does not say it.
    let municipality = job.tenant.and_then(|tenant| app.tenants.get(tenant).ok());
    let municipality = municipality.map(|known| known.name).unwrap_or_default();
    let mut values = vec![("link", link), ("municipality", municipality)];
    let numbers = letter.numbers.iter();
    values.extend(numbers.map(|(name, number)| (name.as_str(), number.to_string())));
    let places = letter.places.iter();
    let places: Vec<String> = places
        .map(|(name, many)| format!("- {name}: {many}"))
        .collect();
    values.push(("places", places.join("\n")));
    Message::builder()
        .message_id(Some(id))
        .date(SystemTime::UNIX_EPOCH + asked)
        .from(from)
        .to(to.parse().ok()?)
        .subject(texts.get("mail-subject"))
        .body(texts.with(&format!("mail-{}", letter.template), &values))
        .ok()
}

#[cfg(test)]
mod tests {
    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<super::Letter>(env!("CARGO_MANIFEST_DIR"), "mail");
    }
}
