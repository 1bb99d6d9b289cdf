//! What was handed over and what came back, on the dossier page.

use std::collections::HashMap;

use askama::Template;
use platform::audit::{self, Record};
use platform::db::Reader;
use platform::forms::Form;
use platform::tenants::{Municipality, Number};
use platform::web::{Html, Page};
use platform::{Millis, PersonId};
use policy::PartnerId;

use super::acts;
use super::download;
use super::model::Handover;
use super::store::{self, Referral, ReferralId};
use crate::audited;
use crate::dossiers::Open;
use crate::files::{self, File};
use crate::parts::{Happening, Happenings, OnPaper, Panel, Place, Sheet, Shown};
use crate::signals::REFER;

/// A handover as shown.
struct ReferralView {
    referral: Referral,
    /// Files that went along beside the document: the partner gets them apart.
    beside: Vec<File>,
    phones: Vec<Number>,
    /// The same for programs: label and address.
    data: Vec<(&'static str, String)>,
    form: Form,
    /// Another answer is asked for first.
    folded: bool,
    /// It was given back, and somebody is to be told still.
    is_to_be_told_again: bool,
}

#[derive(Template)]
#[template(path = "referrals/templates/panel.html")]
struct ReferralsPanel<'a> {
    page: &'a Page,
    open: &'a Open,
    referrals: Vec<ReferralView>,
    /// The obligatory partner that is next, by its name and its form.
    next: Option<(String, PartnerId)>,
    now: Millis,
}

/// A part of another wing: a link beside the document of a handover: the same in a file for programs.
pub struct AsData {
    /// The key of its text.
    pub label: &'static str,
    /// Where it is; `None` for a handover that has none.
    pub to: fn(&Open, &Referral) -> Option<String>,
}

/// The section says what was just done in it.
pub const SECTION: &str = "doorzettingen";

/// The answer that is due first is asked for; of the others the form is folded, unless it has a fault.
fn fold(referrals: &mut [ReferralView]) {
    let open = referrals.iter_mut().filter(|one| one.referral.is_open());
    let mut open: Vec<&mut ReferralView> = open.collect();
    open.sort_by_key(|one| one.referral.due_at);
    for one in open.into_iter().skip(1) {
        one.folded = one.form.is_good();
    }
}

impl ReferralsPanel<'_> {
    fn done(&self) -> Option<&String> {
        let handed_over = || self.page.done_in(download::HANDED_OVER);
        self.page.done_in(SECTION).or_else(handed_over)
    }
}

/// While an answer is awaited, the officer may have to ask: at the number of now, which may have changed
/// since the dossier was judged.
fn phones(today: &Municipality, referral: &Referral, now: Millis) -> Vec<Number> {
    if !referral.is_open() {
        return Vec::new();
    }
    let mut numbers = today.numbers(&referral.partner, now);
    numbers.retain(|number| number.dialled.is_some());
    numbers
}

fn view(
    shown: &Shown<'_>,
    today: &Municipality,
    referral: Referral,
    files: &[File],
) -> ReferralView {
    let which = referral.id.to_string();
    let form = Form::new(&shown.page.texts, "feedback").numbered(&which);
    let gone = referral.handover.gone(files).into_iter();
    let data = shown.app.wings.parts::<AsData>().into_iter();
    let data = data.filter_map(|one| Some((one.label, (one.to)(shown.open, &referral)?)));
    ReferralView {
        data: data.collect(),
        beside: gone.filter(|file| !file.is_picture()).cloned().collect(),
        form: shown.filled(form, "feedback", &which),
        phones: phones(today, &referral, shown.app.clock.now()),
        folded: false,
        is_to_be_told_again: referral.is_returned()
            && shown.open.tasks.has_open(&REFER, referral.partner.as_str()),
        referral,
    }
}

pub const REFERRALS: Panel = Panel {
    id: "referrals",
    place: Place::Main(30),
    show: |tx, shown| {
        Box::pin(async move {
            let today = shown.app.tenants.get(shown.open.tenant)?;
            let referrals = store::of(tx, shown.app, shown.open).await?;
            let files = files::list(tx, shown.open).await?;
            let next = acts::next(shown.open).filter(|_| !shown.open.state.is_closed());
            let referrals = referrals.into_iter();
            let mut referrals: Vec<ReferralView> = referrals
                .map(|one| view(shown, &today, one, &files))
                .collect();
            fold(&mut referrals);
            let referrals = ReferralsPanel {
                page: shown.page,
                open: shown.open,
                referrals,
                next: next.map(|next| (shown.pack.partner_name(&next), next)),
                now: shown.app.clock.now(),
            };
            Html::of(&referrals).map(Some)
        })
    },
};

/// That a partner was told, and what it answered.
fn happened(
    page: &Page,
    referral: Referral,
    by: Option<PersonId>,
) -> impl Iterator<Item = Happening> {
    let about = [("about", referral.handover.document.partner.clone())];
    let told = Happening {
        at: referral.at,
        what: page.with("happened-referred", &about),
        who: Some(referral.author),
        text: String::new(),
    };
    let status = format!("happened-{}", referral.status.id());
    let answered = referral.answered_at.zip(referral.answer);
    let answered = answered.map(|(at, text)| Happening {
        at,
        what: page.with(&status, &about),
        who: by,
        text,
    });
    [told].into_iter().chain(answered)
}

/// Who wrote down what each partner answered: as the audit log has it, in its order. Nobody, where that
/// does not fit.
async fn answerers(
    tx: &mut Reader,
    shown: &Shown<'_>,
    referrals: &[Referral],
) -> platform::Result<HashMap<ReferralId, PersonId>> {
    let mut answered: Vec<_> = referrals
        .iter()
        .filter_map(|one| Some((one.answered_at?, one.id)))
        .collect();
    if answered.is_empty() {
        return Ok(HashMap::new());
    }
    answered.sort_unstable();
    let records = audit::of_dossier(tx, shown.open.tenant, shown.open.id).await?;
    let by: Vec<_> = records
        .iter()
        .filter(|record| record.action == audited::FEEDBACK_RECORDED.id)
        .filter_map(Record::person)
        .collect();
    if by.len() != answered.len() {
        return Ok(HashMap::new());
    }
    let ids = answered.into_iter().map(|(_, id)| id);
    Ok(ids.zip(by).collect())
}

pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let referrals = store::of(tx, shown.app, shown.open).await?;
        let answered = answerers(tx, shown, &referrals).await?;
        let each = referrals.into_iter();
        Ok(each
            .flat_map(|one| {
                let by = answered.get(&one.id).copied();
                happened(shown.page, one, by)
            })
            .collect())
    })
});

/// Each handover as the partner got it.
pub const ON_PAPER: OnPaper = OnPaper(|tx, shown| {
    Box::pin(async move {
        let referrals = store::of(tx, shown.app, shown.open).await?.into_iter();
        let sheet = |one: Referral| {
            let about = [("about", one.handover.document.partner.clone())];
            Sheet {
                at: one.at,
                what: shown.page.with("happened-referred", &about),
                who: Some(one.author),
                lines: on_paper(&one.handover, shown.page),
            }
        };
        Ok(referrals.map(sheet).collect())
    })
});

fn on_paper(handover: &Handover, page: &Page) -> Vec<(String, String)> {
    let document = &handover.document;
    let line = |label: &str, text: &str| (page.text(label), text.to_owned());
    let way = page.text(&format!("method-{}", handover.method.id()));
    let mut lines = vec![
        line("handover-attention", &document.attention),
        line("handover-method", &way),
        line("handover-question", &document.question),
        line("dossier-feedback-due", &document.due),
        line("handover-asked-partner", &handover.asked),
    ];
    for section in &document.sections {
        let said = section.lines.iter();
        lines.extend(said.map(|one| {
            (
                format!("{}: {}", section.title, one.label),
                one.text.clone(),
            )
        }));
    }
    lines.extend([
        line("handover-group-files", &document.files.join("\n")),
        line("handover-purpose", &document.purpose),
        line("handover-basis", &document.legal_basis),
        line("handover-consent", &document.consent),
        line("handover-proportionality", &document.proportionality),
    ]);
    lines
}
