//! The form of a handover: everything that could go along, and what is asked about it.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::response::Response;
use platform::forms::{Choice, Form};
use platform::tasks::How;
use platform::tenants::Number;
use platform::web::{Page, html};
use platform::{Actor, App, Error, FileId, Result};
use policy::PartnerId;

use super::contact::Contact;
use super::delivery;
use super::download::{self, HANDED_OVER};
use super::draft::Draft;
use super::items::Item;
use super::model::{HandOver, Method};
use super::naming;
use super::passing::PassingOn;
use super::store::{self, Referral};
use super::telling::telling;
use crate::dossiers::Open;
use crate::reporters::{self, Found};
use crate::signals::{REFER, Subject, SubjectId};
use crate::vaguer;

/// Something that can go along, as it is offered.
struct Offered {
    item: Item,
    chosen: bool,
    /// Words in it that name the reporter, or may do so: known while the vault is open.
    named: Found,
    /// Words in it that may tell who reported.
    telling: Vec<String>,
    /// What would be vaguer, where one press can put it there.
    vaguer: Option<String>,
    /// The picture that it is.
    picture: Option<FileId>,
    /// These words went to a partner before; what was reported was otherwise.
    approved: bool,
    /// Whose own data stops here, where that may be who reported: to be said in one press.
    herself: Option<SubjectId>,
}

#[derive(Template)]
#[template(path = "referrals/templates/prepare.html")]
struct Prepare {
    page: Page,
    dossier: Open,
    partner: PartnerId,
    partner_name: String,
    /// How the partner is reached.
    numbers: Vec<Number>,
    told: Told,
    form: Form,
    groups: Vec<(String, Vec<Offered>)>,
    consent: Vec<Choice>,
    methods: Vec<Choice>,
    /// It can go through this program.
    goes_itself: bool,
    /// People of the partner have an account: that they see it too.
    account: Option<String>,
    due: String,
    vault_open: bool,
    passing: PassingOn,
    /// The handover that was made a moment ago: its PDF is to be given to that partner.
    before: Option<Referral>,
    /// How a partner reaches the officer, as the document will say.
    reach: Contact,
    /// The possible victim who reported this, as an officer said.
    own: Option<String>,
}

/// Was this partner told before?
#[derive(PartialEq, Eq)]
enum Told {
    Never,
    Before,
    /// It gave that back, and is obligatory still.
    GivenBack,
}

impl Told {
    fn of(dossier: &Open, partner: &PartnerId, referrals: &[Referral]) -> Self {
        let (tasks, about) = (dossier.tasks(), partner.as_str());
        let last = referrals.iter().rfind(|one| one.partner == *partner);
        match last {
            Some(last) if last.is_returned() && tasks.has_open(&REFER, about) => Self::GivenBack,
            None if !tasks.ended_as(&REFER, about, How::Done) => Self::Never,
            _ => Self::Before,
        }
    }
}

impl Prepare {
    /// Words in a box of the form that may tell who reported.
    fn tells(&self, field: &str) -> Option<String> {
        let words = vaguer::in_text(self.form.value(field));
        let words = [("words", words.join(", "))].into_iter();
        let words: Vec<_> = words.filter(|(_, words)| !words.is_empty()).collect();
        (!words.is_empty()).then(|| self.page.with("handover-telling", &words))
    }
}

/// What an opened vault can tell of the form: where the reporter is named now, and who that is of those
/// involved.
#[derive(Default)]
struct Known {
    named: BTreeMap<String, Found>,
    own: Option<Subject>,
}

impl Known {
    fn of(
        app: &App,
        actor: &Actor,
        (dossier, draft): (&Open, &Draft),
        input: &HandOver,
    ) -> Result<Self> {
        match reporters::open_reporter(app, actor, dossier) {
            Ok(reporter) => Ok(Self {
                named: naming::in_items(draft, input, &dossier.report, &reporter),
                own: reporter.among(&dossier.report).cloned(),
            }),
            Err(Error::VaultClosed) => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Whose own data this is that names the reporter, when that may be who reported.
    fn herself(&self, dossier: &Open, item: &Item) -> Option<SubjectId> {
        let found = self.named.get(&item.id);
        naming::herself(item, found, &dossier.report, self.own.as_ref())
    }
}

/// Everything that can go along, under its headings.
fn offered(
    app: &App,
    dossier: &Open,
    draft: &Draft,
    input: &HandOver,
    mut known: Known,
) -> Result<Vec<(String, Vec<Offered>)>> {
    let mut groups: Vec<(String, Vec<Offered>)> = Vec::new();
    let mut asked = BTreeSet::new();
    for mut item in draft.items.iter().cloned() {
        let text = input.words_of(&item).to_owned();
        let chosen = input.chosen.contains(&item.id);
        let (mut telling, vaguer) = telling(app, dossier, &item, &text)?;
        if known.own.is_some() && item.free {
            telling.extend(reporters::tells_who_speaks(&text));
        }
        // Once for each of them, where it stops first.
        let herself = known.herself(dossier, &item);
        let herself = herself.filter(|subject| asked.insert(*subject));
        let approved = draft.approved.get(&item.id) == Some(&text);
        item.text = text;
        let offered = Offered {
            chosen,
            named: known.named.remove(&item.id).unwrap_or_default(),
            approved,
            herself,
            telling,
            vaguer,
            picture: item.picture,
            item,
        };
        match groups
            .iter_mut()
            .find(|(name, _)| *name == offered.item.group)
        {
            Some((_, items)) => items.push(offered),
            None => groups.push((offered.item.group.clone(), vec![offered])),
        }
    }
    Ok(groups)
}

/// The form.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    (dossier, draft): (Open, Draft),
    input: &HandOver,
    mut form: Form,
) -> Result<Response> {
    let passing = PassingOn::of(app, actor, &dossier).await?;
    let mut tx = app.db.read().await?;
    let reach = Contact::of(&mut tx, app, actor.tenant, actor.user).await?;
    let has_account = delivery::has_account(&mut tx, app, actor.tenant, &input.partner).await?;
    let referrals = store::of(&mut tx, app, &dossier).await?;
    drop(tx);
    let before = download::made(app, &page, &dossier).await?;
    dossier.version_in(&mut form);
    if has_account {
        form = form.called("mailbox", "handover-mailbox-too");
    }
    let known = Known::of(app, actor, (&dossier, &draft), input)?;
    let choices = |prefix: &str, ids: &[&str]| -> Vec<Choice> {
        let label = |id: &&str| Choice::new(*id, page.text(&format!("{prefix}-{id}")));
        ids.iter().map(label).collect()
    };
    let methods = Method::ALL.iter().filter(|method| method.is_offered(app));
    let methods: Vec<&str> = methods.map(|method| method.id()).collect();
    let municipality = app.tenants.get(actor.tenant)?;
    let name = [("partner", draft.partner.name.clone())];
    let account = has_account.then(|| page.with("handover-has-account", &name));
    let shown = Prepare {
        told: Told::of(&dossier, &input.partner, &referrals),
        partner: input.partner.clone(),
        own: known.own.as_ref().map(|own| own.title().to_owned()),
        groups: offered(app, &dossier, &draft, input, known)?,
        due: page.date(&Draft::due(app, &dossier)?),
        numbers: municipality.numbers(&input.partner, app.clock.now()),
        partner_name: draft.partner.name,
        vault_open: reporters::is_open(app, actor),
        consent: choices("consent", &["given", "none"]),
        account,
        goes_itself: methods.contains(&Method::Meldroute.id()),
        methods: choices("method", &methods),
        passing,
        before,
        reach,
        dossier,
        page,
        form,
    };
    let response = html(&shown)?;
    download::with_document(response, shown.before.as_ref(), &shown.dossier)
}
