//! What is otherwise in a pack than in the one before, in words: for the log, and for whoever looks at
//! what a colleague changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use platform::audit::Record;
use platform::db::Reader;
use platform::tenants::{self, About};
use platform::web::Page;
use platform::{App, Error, Result, Tenant};
use policy::{Pack, Partner};
use serde::Deserialize;

use super::{document, durations};

/// One thing that is otherwise.
pub(crate) struct Difference {
    /// Of what somebody looks at; `None`: whose pack it is. The name of a partner says nothing: two could
    /// have had the same.
    pub about: Option<About>,
    /// From what to what.
    pub text: String,
}

/// How a partner is reached, in one line.
fn reached(partner: &Partner) -> String {
    let channels = partner.channels.iter();
    let lines = channels.map(|channel| {
        let mut line = channel.kind.clone();
        if let Some(value) = channel.known() {
            line = format!("{line} {value}");
        }
        match channel.who() {
            Some(who) => format!("{line} ({who})"),
            None => line,
        }
    });
    lines.collect::<Vec<_>>().join(", ")
}

/// From what to what; nothing when it is the same.
fn line(page: &Page, what: String, from: &str, to: &str) -> Option<String> {
    let said = |text: &str| match text {
        "" => page.text("change-nothing"),
        text => text.to_owned(),
    };
    let values = [("what", what), ("from", said(from)), ("to", said(to))];
    (from != to).then(|| page.with("change-line", &values))
}

fn of_partner(page: &Page, was: Option<&Partner>, now: Option<&Partner>) -> Vec<String> {
    let said = |partner: Option<&Partner>| {
        partner.map_or_else(Default::default, |partner| {
            let hours = partner.hours.clone().unwrap_or_default();
            let group = partner.is_group().then(|| page.text("yes"));
            let group = group.unwrap_or_default();
            [partner.name.clone(), reached(partner), hours, group]
        })
    };
    let each = [
        "change-name",
        "change-reach",
        "change-hours",
        "change-group",
    ]
    .into_iter();
    each.zip(said(was).iter().zip(&said(now)))
        .filter_map(|(what, (from, to))| line(page, page.text(what), from, to))
        .collect()
}

/// Whose pack it is.
fn whose(page: &Page, pack: &Pack) -> Vec<(String, String)> {
    let name = pack.municipality.name.clone();
    vec![(page.text("policy-municipality"), name)]
}

/// Everything that people see of a pack and that is otherwise now: partners in its order, terms, what the
/// policy is called, and whose it is.
pub(crate) fn between(page: &Page, was: &Pack, now: &Pack) -> Vec<Difference> {
    let gone = was
        .partners
        .iter()
        .filter(|partner| now.partner(partner.id.get_ref()).is_none());
    let mut found = Vec::new();
    for partner in now.partners.iter().chain(gone) {
        let id = partner.id.get_ref();
        let lines = of_partner(page, was.partner(id), now.partner(id));
        found.extend(lines.into_iter().map(|text| Difference {
            about: Some(About::Partner(id.clone())),
            text,
        }));
    }
    let parts = [
        (
            Some(About::Terms),
            durations::said(page, was),
            durations::said(page, now),
        ),
        (
            Some(About::Document),
            document::said(page, was),
            document::said(page, now),
        ),
        (None, whose(page, was), whose(page, now)),
    ];
    for (about, before, after) in parts {
        for ((what, from), (_, to)) in before.into_iter().zip(after) {
            let about = about.clone();
            let text = line(page, what, &from, &to);
            found.extend(text.map(|text| Difference { about, text }));
        }
    }
    found
}

/// Between which versions of the pack a record was made, and about which partner.
#[derive(Deserialize, Default)]
pub(crate) struct Versions {
    #[serde(default)]
    pub was: Option<String>,
    #[serde(default)]
    pub version: Option<String>,
    #[serde(default)]
    pub partner: Option<String>,
}

impl Versions {
    pub(crate) fn of(record: &Record) -> Self {
        serde_json::from_str(&record.detail).unwrap_or_default()
    }

    fn each(&self) -> impl Iterator<Item = &String> {
        self.was.iter().chain(&self.version)
    }
}

/// The packs that some records are about, by version. One that cannot be read is not among them.
pub(crate) type Packs = BTreeMap<String, Arc<Pack>>;

/// Reads the packs that these records are about.
pub(crate) async fn packs(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    records: &[Record],
) -> Result<Packs> {
    let mut found = Packs::new();
    let changes = |record: &&Record| record.action.starts_with("policy.");
    for record in records.iter().filter(changes) {
        for version in Versions::of(record).each() {
            if found.contains_key(version) {
                continue;
            }
            match tenants::pack_at(tx, app, tenant, version).await {
                Ok(pack) => drop(found.insert(version.clone(), pack)),
                Err(Error::NotFound) => {}
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found)
}
