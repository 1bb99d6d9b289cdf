//! What the officer is told of the policy where the hour begins: that its period ends, and that a
//! colleague changed something of it.

use askama::Template;
use platform::clock;
use platform::tenants::About;
use platform::web::{Html, Page};
use route::parts::{Notice, Noticed};

use super::eyes::{self, Waiting};

#[derive(Template)]
#[template(path = "policy_pack/templates/policy_ends.html")]
struct Ends<'a> {
    page: &'a Page,
    until: String,
}

/// From three months before the end on.
pub const ENDS: Notice = Notice {
    show: |_, app, actor, page| {
        Box::pin(async move {
            let adopted = &app.tenants.get(actor.tenant)?.pack.adopted;
            let Some(until) = &adopted.until else {
                return Ok(None);
            };
            if !adopted.ends_soon(&clock::day(app.clock.now())) {
                return Ok(None);
            }
            let until = page.day(until.get_ref());
            let html = Html::of(&Ends { page, until })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};

#[derive(Template)]
#[template(path = "policy_pack/templates/policy_changed.html")]
struct ChangedPolicy<'a> {
    page: &'a Page,
    /// Of what, the change, and where to look at it.
    changed: Vec<(String, Waiting, String)>,
}

/// Until somebody else than who changed it looked at it.
pub const CHANGED: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let municipality = app.tenants.get(actor.tenant)?;
            let (pack, mut changed) = (&*municipality.pack, Vec::new());
            for unseen in municipality.unseen() {
                let waiting = eyes::one(tx, app, actor, page, (pack, unseen)).await?;
                if !waiting.may() {
                    continue;
                }
                let (what, path) = match &unseen.about {
                    About::Partner(id) => (
                        municipality.pack.partner_name(id),
                        format!("/beleid/partner/{id}"),
                    ),
                    About::Terms => (page.text("terms-title"), "/beleid/termijnen".to_owned()),
                    About::Document => {
                        (page.text("policy-document"), "/beleid/document".to_owned())
                    }
                };
                changed.push((what, waiting, path));
            }
            if changed.is_empty() {
                return Ok(None);
            }
            let html = Html::of(&ChangedPolicy { page, changed })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};
