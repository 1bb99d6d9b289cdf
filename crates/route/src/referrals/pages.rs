//! Preparing a handover: what goes along, and why it may and must.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::tasks::How;
use platform::web::{Page, html, redirect_done_in};
use platform::{Actor, App, DossierId, Error, Result, clock};
use policy::PartnerId;
use uuid::Uuid;

use super::contact::Contact;
use super::download::{self, HANDED_OVER};
use super::draft::Draft;
use super::items::{self, Item};
use super::model::{Consent, HandOver, Method, all_at_once, noted};
use super::passing::PassingOn;
use super::store::{self, Referral, ReferralId};
use super::vaguer::{self, Vaguer, Week};
use super::{acts, look, naming};
use crate::dossiers::{self, Ended, Open, Purpose, Refusal, VERSION};
use crate::reporters::{self, Found, Involved};
use crate::signals::{REFER, Subject, SubjectId};

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
    picture: Option<Uuid>,
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
    /// It was told before.
    told: bool,
    form: Form,
    groups: Vec<(String, Vec<Offered>)>,
    consent: Vec<Choice>,
    methods: Vec<Choice>,
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

impl Prepare {
    /// Words in a box of the form that may tell who reported.
    fn tells(&self, field: &str) -> Option<String> {
        let words = vaguer::in_text(self.form.value(field));
        let words = [("words", words.join(", "))].into_iter();
        let words: Vec<_> = words.filter(|(_, words)| !words.is_empty()).collect();
        (!words.is_empty()).then(|| self.page.with("handover-telling", &words))
    }
}

/// What the officer typed and chose.
fn typed(posted: &Posted, partner: &PartnerId) -> HandOver {
    // A line's end is one character, whichever way a browser sends it.
    let text = |name: &str| posted.get(name).replace('\r', "");
    let edited = posted.fields.iter().rev().filter_map(|(name, value)| {
        let item = name.strip_prefix("text-")?;
        Some((item.to_owned(), value.replace('\r', "")))
    });
    HandOver {
        partner: partner.clone(),
        chosen: posted.all("items").map(str::to_owned).collect(),
        edited: edited.collect(),
        question: text("question"),
        purpose: text("purpose"),
        basis: text("basis"),
        consent: match posted.get("consent") {
            "given" => Some(Consent::Given),
            "none" => Some(Consent::Without(text("consent-why"))),
            _ => None,
        },
        proportionality: text("proportionality"),
        method: Method::parse(posted.get("method")),
        seen: text("seen"),
        someone_else: posted.all("someone-else").map(str::to_owned).collect(),
    }
}

/// What would be vaguer, in the words of the document: the partner reads Dutch.
fn in_words(vaguer: Vaguer, municipality: &str, texts: &Texts) -> String {
    match vaguer {
        Vaguer::Words(words) => words,
        Vaguer::Municipality => {
            texts.with("vaguer-municipality", &[("name", municipality.to_owned())])
        }
        Vaguer::Week {
            before,
            week,
            after,
        } => {
            let week = in_week(week, texts);
            let parts = [before, week, after].into_iter();
            let parts = parts.filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        }
    }
}

fn in_week(week: Week, texts: &Texts) -> String {
    match week {
        Week::This => texts.get("vaguer-this-week"),
        Week::Last => texts.get("vaguer-last-week"),
        Week::Of(monday) => {
            let day = clock::date_of(monday, texts.lang);
            texts.with("vaguer-week-of", &[("day", day)])
        }
    }
}

/// Words of an item that may tell who reported, and what would be vaguer.
pub fn telling(
    app: &App,
    dossier: &Open,
    item: &Item,
    text: &str,
) -> Result<(Vec<String>, Option<String>)> {
    let day = |at| {
        clock::day(at)
            .parse()
            .map_err(|_| Error::Internal("day".into()))
    };
    let told = match item.id.as_str() {
        "place" => vaguer::place(text),
        "when" => vaguer::time(text, day(dossier.received_at)?, day(app.clock.now())?),
        _ if item.free => return Ok((vaguer::in_text(text), None)),
        _ => None,
    };
    let Some(told) = told else {
        return Ok((Vec::new(), None));
    };
    let municipality = app.tenants.get(dossier.tenant)?.name;
    let texts = app.i18n.lang("nl");
    let vaguer = told
        .vaguer
        .map(|vaguer| in_words(vaguer, &municipality, &texts));
    Ok((told.words, vaguer))
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
async fn show(
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
    drop(tx);
    let before = download::made(app, &page, &dossier).await?;
    dossier.version_in(&mut form);
    let known = Known::of(app, actor, (&dossier, &draft), input)?;
    let choices = |prefix: &str, ids: &[&str]| -> Vec<Choice> {
        let label = |id: &&str| Choice::new(*id, page.text(&format!("{prefix}-{id}")));
        ids.iter().map(label).collect()
    };
    let methods: Vec<&str> = Method::ALL.iter().map(|method| method.id()).collect();
    let shown = Prepare {
        told: dossier
            .tasks()
            .ended_as(&REFER, input.partner.as_str(), How::Done),
        partner: input.partner.clone(),
        own: known.own.as_ref().map(|own| own.title().to_owned()),
        groups: offered(app, &dossier, &draft, input, known)?,
        due: page.date(&Draft::due(app, &dossier)?),
        partner_name: draft.partner.name,
        vault_open: reporters::is_open(app, actor),
        consent: choices("consent", &["given", "none"]),
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

/// The dossier, and what a handover of it could be made of, to be shown.
async fn opened(
    app: &App,
    actor: &Actor,
    id: DossierId,
    partner: &PartnerId,
    purpose: Purpose,
) -> Ended<(Open, Draft)> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, purpose).await?;
    let draft = Draft::of(&mut tx, app, &dossier, partner).await?;
    drop(tx);
    dossier.read_by(app, actor).await?;
    Ok((dossier, draft))
}

/// Whether consent was given at the handover before, and why not: mostly that is so for the next partner.
fn consent_of(before: &Referral, nl: &Texts) -> Option<(&'static str, String)> {
    let said = before.handover.document.consent.as_str();
    if said == nl.get("consent-given") {
        return Some(("given", String::new()));
    }
    let why = said.strip_prefix(&nl.get("consent-none"))?;
    Some(("none", why.trim_start_matches([':', ' ']).to_owned()))
}

pub async fn prepare(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(DossierId, PartnerId)>,
) -> Ended<Response> {
    let (dossier, draft) = opened(&app, &actor, id, &partner, Purpose::Refer).await?;
    let input = HandOver {
        chosen: items::least_needed(&draft.items, &draft.partner.needs),
        edited: draft.approved.clone(),
        question: draft.partner.question.clone(),
        basis: draft.partner.legal_basis.clone(),
        purpose: app.i18n.lang("nl").get("handover-purpose-default"),
        ..HandOver::to(partner)
    };
    let before = store::of(&mut app.db.read().await?, &app, &dossier)
        .await?
        .pop();
    let asked = before.and_then(|before| consent_of(&before, &app.i18n.lang("nl")));
    let mut form = Form::new(&page.texts, "handover");
    if let Some((consent, why)) = asked {
        form = form.with("consent", consent).with("consent-why", why);
    }
    let form = form
        .with("question", input.question.clone())
        .with("basis", input.basis.clone())
        .with("purpose", input.purpose.clone())
        .with("method", Method::of(&draft.partner).id());
    Ok(show(&app, &actor, page, (dossier, draft), &input, form).await?)
}

/// Says whether who reported is somebody involved, where a button asked for that.
async fn says_involved(app: &App, actor: &Actor, id: DossierId, posted: &Posted) -> Ended {
    let said = match posted.get("action").strip_prefix("reporter-is-") {
        None => return Ok(()),
        Some("nobody") => Involved::Nobody,
        Some(subject) => {
            let subject = subject.parse();
            Involved::Subject(subject.map_err(|_| Error::BadRequest("subject"))?)
        }
    };
    reporters::open_along(app, actor, posted).await?;
    reporters::say_involved(app, actor, id, said).await
}

/// Puts what is vaguer in the place of what was typed, where a button asked for that.
fn made_vaguer(
    app: &App,
    (dossier, draft): (&Open, &Draft),
    action: &str,
    input: &mut HandOver,
) -> Result<()> {
    if let Some(id) = action.strip_prefix("reported-") {
        input.edited.remove(id);
    }
    let Some(id) = action.strip_prefix("vaguer-") else {
        return Ok(());
    };
    let Some(item) = draft.items.iter().find(|item| item.id == id) else {
        return Ok(());
    };
    let (_, vaguer) = telling(app, dossier, item, input.words_of(item))?;
    if let Some(vaguer) = vaguer {
        input.edited.insert(id.to_owned(), vaguer);
    }
    Ok(())
}

/// Opens the vault along; everything else that can be known to be missing without it is told too.
async fn with_vault(app: &App, actor: &Actor, posted: &Posted, input: &HandOver) -> Ended {
    let mut faults = Vec::new();
    noted(&mut faults, reporters::open_along(app, actor, posted).await)?;
    if !faults.is_empty() {
        faults.extend(input.missing());
    }
    all_at_once(faults)
}

/// The dossier as the form saw it.
async fn based(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    input: &HandOver,
) -> Ended<Open> {
    with_vault(app, actor, posted, input).await?;
    let dossier = dossiers::open_now(app, actor, id, Purpose::Refer).await?;
    dossier.based_on(posted.get(VERSION))
}

async fn try_to(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    input: &HandOver,
) -> Ended<acts::Sent> {
    let dossier = based(app, actor, id, posted, input).await?;
    acts::hand_over(app, actor, dossier, input).await
}

/// Shows what leaves, as it stands now; a colleague's change is no fault of who looks at it for the
/// first time.
async fn look_at(
    app: &App,
    actor: &Actor,
    page: &Page,
    id: DossierId,
    (posted, input): (&Posted, &HandOver),
    again: bool,
) -> Ended<Response> {
    with_vault(app, actor, posted, input).await?;
    let dossier = dossiers::open_now(app, actor, id, Purpose::Refer).await?;
    let changed = dossier.version().to_string() != posted.get(VERSION);
    dossier.read_by(app, actor).await?;
    look::show(app, actor, page, dossier, (posted, input), again || changed).await
}

/// Would something else leave than what was looked at?
fn is_other_now(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Changed => true,
        Refusal::Typed(faults) => faults.iter().any(|fault| fault.key == acts::LOOK_AGAIN),
        _ => false,
    }
}

/// The form once more, with what is wrong.
async fn refused(
    app: &App,
    actor: &Actor,
    page: Page,
    id: DossierId,
    (posted, input): (&Posted, &HandOver),
    refusal: Refusal,
) -> Ended<Response> {
    let mut form = Form::new(&page.texts, "handover").typed(posted);
    let status = refusal.note(&mut form, "items")?;
    let opened = opened(app, actor, id, &input.partner, Purpose::Read).await?;
    let shown = show(app, actor, page, opened, input, form).await?;
    Ok((status, shown).into_response())
}

/// From the form and from the page that shows what leaves: to look at it, to change it, to hand over.
pub async fn hand_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(DossierId, PartnerId)>,
    posted: Posted,
) -> Ended<Response> {
    let mut input = typed(&posted, &partner);
    let both = (&posted, &input);
    let refusal = match posted.get("action") {
        "check" => match look_at(&app, &actor, &page, id, both, false).await {
            Ok(shown) => return Ok(shown),
            Err(refusal) => refusal,
        },
        "hand-over" => match try_to(&app, &actor, id, &posted, &input).await {
            Ok(sent) => return Ok(done(&app, &actor, id, &sent)),
            Err(refusal) if is_other_now(&refusal) => {
                let changed = matches!(refusal, Refusal::Changed);
                match look_at(&app, &actor, &page, id, both, true).await {
                    Ok(shown) if changed => {
                        return Ok((StatusCode::CONFLICT, shown).into_response());
                    }
                    Ok(shown) => return Ok(shown),
                    Err(refusal) => refusal,
                }
            }
            Err(refusal) => refusal,
        },
        action => match says_involved(&app, &actor, id, &posted).await {
            Ok(()) => {
                let opened = opened(&app, &actor, id, &partner, Purpose::Read).await?;
                made_vaguer(&app, (&opened.0, &opened.1), action, &mut input)?;
                let form = Form::new(&page.texts, "handover").typed(&posted);
                return Ok(show(&app, &actor, page, opened, &input, form).await?);
            }
            Err(refusal) => refusal,
        },
    };
    refused(&app, &actor, page, id, both, refusal).await
}

/// It was handed over: nothing of it is looked at any more.
fn done(app: &App, actor: &Actor, id: DossierId, sent: &acts::Sent) -> Response {
    app.memory.of::<super::Looking>().done(&actor.session);
    match &sent.next {
        // What goes beside the document is listed in the dossier: there first.
        Some(next) if !sent.beside => {
            let path = format!("/dossier/{id}/doorzetten/{next}");
            redirect_done_in(&path, "handed-over-next", HANDED_OVER)
        }
        _ => {
            let done = if sent.beside {
                "handed-over-beside"
            } else {
                "handed-over"
            };
            redirect_done_in(&format!("/dossier/{id}"), done, HANDED_OVER)
        }
    }
}

/// The handover file.
pub async fn document(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(DossierId, ReferralId)>,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    let (name, pdf) = acts::document(&app, &actor, &dossier, referral).await?;
    let name = format!("attachment; filename=\"{name}\"");
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}
