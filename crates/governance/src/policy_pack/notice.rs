//! The end of the policy's period, told to the officer where the hour begins.

use askama::Template;
use platform::clock;
use platform::web::{Html, Page};
use route::parts::{Notice, Noticed};

#[derive(Template)]
#[template(path = "templates/policy_ends.html")]
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
