//! Mail to staff: "er staat iets voor u klaar" and a link; never a name, never case content, and
//! never to a reporter. Messages wait in the database until the mail server took them.

use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use crate::db::{Migration, Tx};
use crate::{App, Error, Result, Tenant, clock, params};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-13-mail",
    sql: "create table mail_outbox (
  id {uuid} primary key, tenant {uuid} not null, recipient {uuid} not null, template text not null, path {bytes},
  attempts {int} not null, next_at {int} not null){strict};
",
}];

/// Where mail goes. Without a server nothing is sent and nothing is queued.
#[derive(Clone, Default)]
pub struct Mailer {
    /// `smtp://host:25`, `smtps://user:password@host`.
    pub url: Option<String>,
    pub from: String,
}

/// Queues a message in the transaction of the act it tells about. The link leads to the first page.
pub async fn queue(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: Uuid,
    template: &'static str,
) -> Result<()> {
    queue_with_path(tx, app, tenant, recipient, template, "").await
}

/// The same, with a link to one page: an invitation. The path waits sealed, for it is as good as a
/// key.
pub async fn queue_with_path(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: Uuid,
    template: &'static str,
    path: &str,
) -> Result<()> {
    if app.mailer.url.is_some() {
        let id = app.clock.id_without_time();
        let place = place(id, tenant, recipient, template);
        let path = app.keys.instance("mail").seal(path.as_bytes(), &place);
        tx.exec(
            "insert into mail_outbox (id, tenant, recipient, template, path, attempts, next_at)
             values ($1, $2, $3, $4, $5, 0, $6)",
            params![
                id,
                tenant,
                recipient,
                template,
                path,
                clock::hour(app.clock.now())
            ],
        )
        .await?;
    }
    Ok(())
}

/// A message belongs to its recipient: whoever writes in the database cannot send it elsewhere.
fn place(id: Uuid, tenant: Tenant, recipient: Uuid, template: &str) -> String {
    format!("mail:{id}:{}:{recipient}:{template}", tenant.0)
}

/// Sends what is due. `address` gives a person's mail address at the moment of sending.
pub async fn send_due<F, Fut>(app: &App, address: F) -> Result<usize>
where
    F: Fn(Uuid) -> Fut,
    Fut: Future<Output = Result<Option<String>>>,
{
    let Some(url) = &app.mailer.url else {
        return Ok(0);
    };
    let smtp: AsyncSmtpTransport<Tokio1Executor> =
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| Error::Internal(format!("mail server: {error}")))?
            .build();
    let rows = app
        .db
        .read()
        .await?
        .rows(
            "select * from mail_outbox where next_at <= $1 order by next_at limit 50",
            params![app.clock.now()],
        )
        .await?;
    let mut sent = 0;
    for row in rows {
        let (id, attempts): (Uuid, i64) = (row.get("id")?, row.get("attempts")?);
        let (recipient, template): (Uuid, String) = (row.get("recipient")?, row.get("template")?);
        let place = place(id, row.get("tenant")?, recipient, &template);
        let sealed: Vec<u8> = row.get("path")?;
        let delivered = if let Ok(path) = app.keys.instance("mail").open(&sealed, &place) {
            let link = format!("{}{}", app.base_url, String::from_utf8_lossy(&path));
            match address(recipient).await? {
                None => true, // the person left: nothing to tell
                Some(to) => deliver(app, &smtp, &to, &template, link).await,
            }
        } else {
            // Somebody wrote in the database: it goes to nobody.
            tracing::error!("a waiting message does not stand as it was written; it is not sent");
            true
        };
        let mut tx = app.db.begin().await?;
        if delivered {
            tx.exec("delete from mail_outbox where id = $1", params![id])
                .await?;
            sent += 1;
        } else {
            let wait = 60_000 << attempts.min(8);
            tx.exec(
                "update mail_outbox set attempts = attempts + 1, next_at = $2 where id = $1",
                params![id, app.clock.now() + wait],
            )
            .await?;
        }
        tx.commit_unaudited("the mail queue moves by itself")
            .await?;
    }
    Ok(sent)
}

async fn deliver(
    app: &App,
    smtp: &AsyncSmtpTransport<Tokio1Executor>,
    to: &str,
    template: &str,
    link: String,
) -> bool {
    let texts = app.i18n.lang("nl");
    let text = texts.with(&format!("mail-{template}"), &[("link", link)]);
    let message = || {
        let to: Mailbox = to.parse().ok()?;
        let from: Mailbox = app.mailer.from.parse().ok()?;
        Message::builder()
            .from(from)
            .to(to)
            .subject(texts.get("mail-subject"))
            .body(text)
            .ok()
    };
    let Some(message) = message() else {
        tracing::warn!("a mail address cannot be used; the message waits");
        return false;
    };
    match smtp.send(message).await {
        Ok(_) => true,
        Err(error) => {
            // The error of the mail server may repeat the address: only its class is logged.
            tracing::warn!(
                permanent = error.is_permanent(),
                "mail was not delivered; it will be tried again"
            );
            false
        }
    }
}
