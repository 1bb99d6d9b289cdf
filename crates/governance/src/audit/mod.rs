//! The audit log on screen: who did what, found by person, act and time; taken along as a file; and in
//! sums, so that who looks more than others is seen.
//!
//! Nothing here says more than the log itself does. Of reporting it holds no name and the hour alone, in
//! whatever order it is shown; a dossier stands here by a number that nobody can look up.
//!
//! Never allowed: content; the reference of a dossier; who reported.

mod export;
mod filter;
mod log;
mod sums;

use std::sync::Arc;

use accounts::people;
use platform::acts::{About, Acts};
use platform::audit::Record;
use platform::db::Reader;
use platform::i18n::Locales;
use platform::tenants::About as Changed;
use platform::web::{Page, Routes};
use platform::{App, DossierId, PersonId, Result, Role, Scope, Tenant};
use policy::{Pack, PartnerId};
use serde::Deserialize;

use crate::audited;
use crate::named::{Names, name};
use crate::policy_pack::differences::{self, Packs, Versions};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

const AUDITOR: &[Role] = &[Role::Auditor];

pub fn routes() -> Routes {
    Routes::new()
        .get("/controle", log::show)
        .audits(&[&audited::AUDIT_READ])
        .authorize(AUDITOR)
        .get("/controle/zoeken", log::find)
        .authorize(AUDITOR)
        .get("/controle/bestand", export::file)
        .audits(&[&audited::AUDIT_EXPORTED])
        .authorize(AUDITOR)
        .get("/controle/sommen", sums::all)
        .audits(&[&audited::AUDIT_READ])
        .authorize(AUDITOR)
        .get("/inzage", sums::looked)
        .authorize(&[Role::Officer])
}

/// A dossier as it stands here: the same one each time, and too short to be an address.
fn short(id: DossierId) -> String {
    let digits = id.to_string().replace('-', "");
    format!("{}-{}", &digits[..5], &digits[5..10])
}

fn role(page: &Page, id: &str) -> String {
    let key = format!("role-{id}");
    if page.texts.has(&key) {
        page.text(&key)
    } else {
        page.text(&format!("actor-{}", id.replace(' ', "-")))
    }
}

fn action(page: &Page, id: &str) -> String {
    page.text(&format!("audit-{}", id.replace('.', "-")))
}

/// Names of everybody who may stand in the log; of who ended their work here, with that said.
async fn names(tx: &mut Reader, app: &App, tenant: Tenant, page: &Page) -> Result<Names> {
    let here = people::names(tx, app, tenant).await?;
    let mut all = people::remembered(tx, app, tenant).await?;
    for (id, name) in &mut all {
        if !here.contains_key(id) {
            *name = page.with("audit-left", &[("name", name.clone())]);
        }
    }
    Ok(all)
}

/// Whose role or access something was about, or which partner.
#[derive(Default)]
struct Whom {
    name: String,
    /// In words; empty where the record names none.
    roles: String,
    /// The consultations that it was about; empty where there are none.
    tables: String,
    /// What is otherwise since, from what to what.
    changes: Vec<String>,
}

/// What it takes to say a record in words.
struct Words<'a> {
    page: &'a Page,
    acts: &'a Acts,
    names: Names,
    pack: Arc<Pack>,
    /// Of before and after each change of the policy among the records.
    packs: Packs,
}

impl<'a> Words<'a> {
    /// For these records.
    async fn of(
        tx: &mut Reader,
        app: &'a App,
        tenant: Tenant,
        page: &'a Page,
        records: &[Record],
    ) -> Result<Self> {
        Ok(Self {
            page,
            acts: &app.acts,
            names: names(tx, app, tenant, page).await?,
            pack: app.tenants.get(tenant)?.pack,
            packs: differences::packs(tx, app, tenant, records).await?,
        })
    }

    fn who(&self, record: &Record) -> String {
        let person = record.person();
        person.map_or_else(
            || role(self.page, &record.role),
            |id| name(self.page, &self.names, id),
        )
    }

    fn what(&self, record: &Record) -> String {
        action(self.page, &record.action)
    }

    /// What was done about a colleague: their name, and the roles it was about. Only for acts about
    /// accounts and access, and nothing but what the record itself holds: of anything that has to do
    /// with reporting, nobody is named here.
    fn whom(&self, record: &Record) -> Option<Whom> {
        #[derive(Deserialize)]
        struct Detail {
            person: PersonId,
            roles: Option<String>,
            #[serde(default)]
            scopes: String,
        }
        let act = self.acts.find(&record.action)?;
        match act.about {
            About::Person => {}
            About::Municipality => return self.policy(record),
            About::Dossier | About::Register | About::Vault => return None,
        }
        let detail: Detail = serde_json::from_str(&record.detail).ok()?;
        let roles = match detail.roles.as_deref() {
            None => String::new(),
            Some("") => self.page.text("audit-no-roles"),
            Some(roles) => roles
                .split(',')
                .map(|id| role(self.page, id))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let tables = detail.scopes.split(',').filter_map(|scope| {
            let (kind, id) = scope.split_once(':')?;
            Some(Scope::parse(kind, id)?.name(&self.pack))
        });
        Some(Whom {
            name: name(self.page, &self.names, detail.person),
            roles,
            tables: tables.collect::<Vec<_>>().join(", "),
            changes: Vec::new(),
        })
    }

    /// Which partner a change of the policy was about, and what is otherwise since: as the packs of
    /// before and after it have it, which nobody can change any more.
    fn policy(&self, record: &Record) -> Option<Whom> {
        let versions = Versions::of(record);
        let pack = |version: &Option<String>| self.packs.get(version.as_ref()?);
        let (was, now) = (pack(&versions.was), pack(&versions.version));
        let changes = match (was, now) {
            (Some(was), Some(now)) => differences::between(self.page, was, now),
            _ => Vec::new(),
        };
        let own = versions.partner.as_deref();
        let pack = now.unwrap_or(&self.pack);
        let called = |id: &PartnerId| match pack.partner(id).or_else(|| was?.partner(id)) {
            Some(partner) => partner.name.clone(),
            None => pack.partner_name(id),
        };
        let name = own.map(|id| called(&id.into()));
        let changes: Vec<String> = changes
            .into_iter()
            .map(|one| match one.about {
                Some(Changed::Partner(partner)) if own.is_none() => {
                    format!("{}: {}", called(&partner), one.text)
                }
                _ => one.text,
            })
            .collect();
        (name.is_some() || !changes.is_empty()).then(|| Whom {
            name: name.unwrap_or_default(),
            changes,
            ..Whom::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_named_by_the_beginning_of_its_number() {
        let id = uuid::Uuid::from_u128(0x0123_4567_89ab_4def_8123_4567_89ab_cdef);
        assert_eq!(short(id.into()), "01234-56789");
    }
}
