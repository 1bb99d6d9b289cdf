//! Mail to staff: "er staat iets voor u klaar" and a link; never a name, never case content, and
//! never to a reporter. Messages wait in the database until the mail server took them.

use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use crate::db::{Migration, Tx};
use crate::{App, Error, Result, Tenant, params};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-03-mail",
    sql: "create table mail_outbox (
  id {uuid} primary key, tenant {uuid} not null, recipient {uuid} not null, template text not null,
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

/// Queues a message in the transaction of the act it tells about.
pub async fn queue(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    recipient: Uuid,
    template: &'static str,
) -> Result<()> {
    if app.mailer.url.is_some() {
        tx.exec(
            "insert into mail_outbox (id, tenant, recipient, template, attempts, next_at) values ($1, $2, $3, $4, 0, $5)",
            params![app.clock.id(), tenant, recipient, template, app.clock.now()],
        )
        .await?;
    }
    Ok(())
}

/// Sends what is due. `address` gives a person's mail address at the moment of sending.
pub async fn send_due<F, Fut>(app: &App, address: F) -> Result<usize>
where
    F: Fn(Uuid) -> Fut,
    Fut: Future<Output = Result<Option<String>>>,
{
    let Some(url) = &app.mailer.url else { return Ok(0) };
    let smtp: AsyncSmtpTransport<Tokio1Executor> = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
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
        let delivered = match address(row.get("recipient")?).await? {
            None => true, // the person left: nothing to tell
            Some(to) => deliver(app, &smtp, &to, &row.get::<String>("template")?).await,
        };
        let mut tx = app.db.begin().await?;
        if delivered {
            tx.exec("delete from mail_outbox where id = $1", params![id]).await?;
            sent += 1;
        } else {
            let wait = 60_000 << attempts.min(8);
            tx.exec(
                "update mail_outbox set attempts = attempts + 1, next_at = $2 where id = $1",
                params![id, app.clock.now() + wait],
            )
            .await?;
        }
        tx.commit_unaudited("the mail queue moves by itself").await?;
    }
    Ok(sent)
}

async fn deliver(app: &App, smtp: &AsyncSmtpTransport<Tokio1Executor>, to: &str, template: &str) -> bool {
    let t = app.i18n.lang("nl");
    let text = t.with(&format!("mail-{template}"), &[("link", app.base_url.clone())]);
    let message = || {
        let to: Mailbox = to.parse().ok()?;
        let from: Mailbox = app.mailer.from.parse().ok()?;
        Message::builder().from(from).to(to).subject(t.t("mail-subject")).body(text).ok()
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
