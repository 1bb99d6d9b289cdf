//! The routing advice on screen: whom to tell, and passing an obligatory partner over with a
//! reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::tasks::How;
use platform::tenants::{Municipality, Number, Sure};
use platform::web::{Page, Words, html, redirect_done};
use platform::{Actor, App, DossierId, Error, Millis, Result};
use policy::{Pack, Partner, PartnerId, Weight};

use super::acts;
use super::given_back::GivenBack;
use super::passing::PassingOn;
use super::store::{self, Referral};
use crate::assessment::{self, Assessment};
use crate::dossiers::{self, Ended, Open, Purpose, Refusal};
use crate::signals::{REFER, partner_of};

/// A line of the routing advice, with what was done about it.
struct Advised {
    id: PartnerId,
    name: String,
    purpose: Words,
    afterwards: Option<Words>,
    may_tell: Option<Words>,
    /// Each with what it is, as far as it is known.
    channels: Vec<(Option<Number>, Words)>,
    sure: Sure,
    hours: Option<Words>,
    reasons: Vec<Words>,
    basis: String,
    /// Told, or passed over.
    ended: Option<How>,
    /// By when, while it must be told.
    due: Option<String>,
    due_at: Option<Millis>,
    late: bool,
    /// The one to begin with: what is due first, and was not given back.
    first: bool,
    /// It gave back what it got last.
    given_back: Option<GivenBack>,
    form: Form,
}

impl Advised {
    /// Must it still be told, or passed over with a reason?
    fn is_to_do(&self) -> bool {
        self.due.is_some()
    }

    fn is_told(&self) -> bool {
        self.ended == Some(How::Done)
    }

    fn is_passed_over(&self) -> bool {
        self.ended == Some(How::PassedOver)
    }
}

/// Partners that are advised as strongly as each other.
struct Group {
    /// After `refer-group-` in the texts.
    weight: &'static str,
    folded: bool,
    partners: Vec<Advised>,
}

impl Group {
    fn is_faulty(&self) -> bool {
        self.partners.iter().any(|partner| !partner.form.is_good())
    }
}

#[derive(Template)]
#[template(path = "referrals/templates/choose.html")]
struct Choose {
    page: Page,
    dossier: Open,
    groups: Vec<Group>,
    passing: PassingOn,
    /// That some cannot be sure to be reached: said once, for all of them.
    unsure: Option<String>,
}

/// One partner, with what was done about it.
struct Lines<'a> {
    page: &'a Page,
    pack: &'a Pack,
    dossier: &'a Open,
    referrals: &'a [Referral],
    municipality: &'a Municipality,
    now: Millis,
}

impl Lines<'_> {
    fn of(&self, partner: &Partner, reasons: &[String], basis: &str) -> Advised {
        let said = |dutch: &str| self.page.said(self.pack, dutch);
        let id = partner.id.get_ref().clone();
        let tasks = self.dossier.tasks();
        let task = tasks.open_of(&REFER).find(|task| partner_of(task) == id);
        Advised {
            name: partner.name.clone(),
            purpose: said(&partner.purpose),
            afterwards: partner.afterwards.as_deref().map(said),
            may_tell: partner.may_tell.as_deref().map(said),
            channels: partner
                .channels
                .iter()
                .map(|channel| {
                    let number = self.municipality.number(partner, channel, self.now);
                    (number, said(&channel.kind))
                })
                .collect(),
            sure: self.municipality.sure_of(partner, self.now),
            hours: partner.hours.as_deref().map(said),
            // What was given back is to be told again, whatever was done before.
            ended: [How::Done, How::PassedOver]
                .into_iter()
                .find(|how| task.is_none() && tasks.ended_as(&REFER, id.as_str(), *how)),
            due: task.map(|task| self.page.due(&task.due_at, &self.now)),
            due_at: task.map(|task| task.due_at),
            late: task.is_some_and(|task| task.due_at < self.now),
            first: false,
            given_back: GivenBack::of(self.pack, &id, self.referrals),
            reasons: reasons.iter().map(|reason| said(reason)).collect(),
            basis: basis.to_owned(),
            form: Form::new(&self.page.texts, "pass")
                .numbered(&id)
                .with("partner", id.as_str()),
            id,
        }
    }
}

/// Partners of these that nobody can be sure to reach: nobody rang, or too long ago. In one line.
fn unsure(
    page: &Page,
    municipality: &Municipality,
    shown: &[&Partner],
    now: Millis,
) -> Option<String> {
    let is_sure = |partner: &&&Partner| municipality.sure_of(partner, now) == Sure::Confirmed;
    let count = shown.len() - shown.iter().filter(is_sure).count();
    (count > 0).then(|| page.with("refer-unsure", &[("count", count.to_string())]))
}

/// The page: what must be told, what is advised, and folded what can help and everybody else.
fn page_of(
    app: &App,
    page: Page,
    (dossier, passing): (Open, PassingOn),
    (assessment, referrals): (&Assessment, &[Referral]),
) -> Result<Choose> {
    let municipality = app.tenants.get(dossier.tenant)?;
    let (pack, now) = (&municipality.pack, app.clock.now());
    let lines = Lines {
        page: &page,
        pack,
        dossier: &dossier,
        referrals,
        municipality: &municipality,
        now,
    };
    let of_weight = |weight: Weight| -> Vec<Advised> {
        let advice = assessment.advice.iter();
        let advice = advice.filter(|advice| advice.weight == weight);
        let named = advice.filter_map(|advice| {
            let partner = pack.partner(&advice.partner)?;
            Some(lines.of(partner, &advice.reasons, &advice.basis))
        });
        named.collect()
    };
    let named = |partner: &&Partner| {
        let id = partner.id.get_ref();
        assessment.advice.iter().any(|advice| advice.partner == *id)
    };
    let (shown, others): (Vec<&Partner>, Vec<&Partner>) = pack.partners.iter().partition(named);
    let unsure = unsure(&page, &municipality, &shown, now);
    let others = others.into_iter();
    let others = others.map(|partner| lines.of(partner, &[], &partner.basis));
    let group = |weight, folded, partners| Group {
        weight,
        folded,
        partners,
    };
    let mut groups = vec![
        group("obligation", false, of_weight(Weight::Obligation)),
        group("strong_advice", false, of_weight(Weight::StrongAdvice)),
        group("option", true, of_weight(Weight::Option)),
        group("other", true, others.collect()),
    ];
    groups.retain(|group| !group.partners.is_empty());
    let all = groups.iter_mut().flat_map(|group| &mut group.partners);
    let to_tell = all.filter(|partner| partner.is_to_do() && partner.given_back.is_none());
    if let Some(first) = to_tell.min_by_key(|partner| partner.due_at) {
        first.first = true;
    }
    Ok(Choose {
        page,
        dossier,
        groups,
        passing,
        unsure,
    })
}

pub async fn choose(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Read).await?;
    if dossier.state.is_closed() {
        return Err(Refusal::Closed(id));
    }
    let Some(assessment) = assessment::of(&mut tx, &dossier).await? else {
        let first = format!("/dossier/{id}/beoordelen");
        return Ok(redirect_done(&first, "assess-first"));
    };
    let referrals = store::of(&mut tx, &app, &dossier).await?;
    drop(tx);
    let passing = PassingOn::of(&app, &actor, &dossier).await?;
    dossier.read_by(&app, &actor).await?;
    let advice = (&assessment, referrals.as_slice());
    let shown = page_of(&app, page, (dossier, passing), advice)?;
    Ok(html(&shown)?)
}

/// Not telling an obligatory partner.
pub async fn pass_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let partner = PartnerId::from(posted.get("partner"));
    let reason = posted.get("reason");
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Refer).await?;
    let Err(refusal) = acts::pass_over(&app, &actor, dossier, &partner, reason).await else {
        let next = format!("/dossier/{id}/doorzetten");
        return Ok(redirect_done(&next, "passed-over"));
    };
    let (status, faults) = refusal.in_words(&page.texts, "reason")?;
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Refer).await?;
    let assessment = assessment::of(&mut tx, &dossier)
        .await?
        .ok_or(Error::NotFound)?;
    let referrals = store::of(&mut tx, &app, &dossier).await?;
    drop(tx);
    let passing = PassingOn::of(&app, &actor, &dossier).await?;
    dossier.read_by(&app, &actor).await?;
    let advice = (&assessment, referrals.as_slice());
    let mut shown = page_of(&app, page, (dossier, passing), advice)?;
    let lines = shown
        .groups
        .iter_mut()
        .flat_map(|group| &mut group.partners);
    for line in lines.filter(|line| line.id == partner) {
        line.form.set("reason", reason);
        for (field, text) in &faults {
            line.form.fault_text(field, text.clone());
        }
    }
    Ok((status, html(&shown)?).into_response())
}
