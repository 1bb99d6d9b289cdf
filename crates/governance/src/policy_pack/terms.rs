//! Terms of the route, and how long things are kept: as people say them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::tenants::{self, About, Change, Municipality};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result};
use policy::{Deadlines, Edit, Pack, Retention, Term};

use super::eyes::{self, Waiting, Whose};
use super::looked::{self, Look};
use super::{event, finish, print};
use crate::audited;

/// In what a term is counted in a pack.
#[derive(Clone, Copy)]
enum Counted {
    Hours,
    Days,
    Months,
}

impl Counted {
    fn term(self, count: u16) -> Term {
        match self {
            Self::Hours => Term::of_hours(count),
            Self::Days => Term::of_days(count),
            Self::Months => Term::of_months(count),
        }
    }

    fn count(self, term: Term) -> Option<u16> {
        let count = match self {
            Self::Hours => term.hours(),
            Self::Days => term.days(),
            Self::Months => term.months(),
        };
        count.filter(|count| *count > 0)
    }

    /// The fault of who typed something else.
    fn fault(self) -> &'static str {
        match self {
            Self::Hours => "term-hours",
            Self::Days => "term-days",
            Self::Months => "term-months",
        }
    }
}

/// What is urgent, in hours: from Friday morning until Monday morning. Whoever may be in danger waits no
/// longer, whatever the term for what is not urgent is: that one can be changed here as well, so it is no
/// bound by itself (ADR 32).
const URGENT_HOURS: u16 = 72;
/// What an answer that is urgent may take.
const URGENT_DAYS: u16 = 14;
/// The longest term of the route itself: a quarter of a year.
const ROUTE_DAYS: u16 = 92;

/// The most that can be typed for a term, and the fault of who typed more. What stood there already may
/// stay, and how long things are kept has no such bound.
fn most(name: &str) -> Option<(u16, &'static str)> {
    match name {
        "urgent" | "urgent-referral" => Some((URGENT_HOURS, "term-urgent-most")),
        "urgent-feedback" => Some((URGENT_DAYS, "term-urgent-feedback-most")),
        "assessment" | "referral" | "feedback" | "tell" => Some((ROUTE_DAYS, "term-most")),
        _ => None,
    }
}

/// The least that can be typed for how long something is kept, in days: a draft survives a week of
/// leave, and the log can be asked a year later. What stood there already may stay.
fn least(name: &str) -> Option<u16> {
    match name {
        "draft" => Some(7),
        "identity" => Some(30),
        "no-follow-up" | "location" => Some(90),
        "closed" | "audit" => Some(365),
        _ => None,
    }
}

/// The fault of a term that is longer or shorter than can be.
fn bound(page: &Page, form: &mut Form, name: &str, count: u16, was: u16) {
    if let Some((most, fault)) = most(name)
        && count > most.max(was)
    {
        form.fault(name, fault);
    }
    if let Some(least) = least(name)
        && count < least.min(was)
    {
        let least = page.term(Term::of_days(least));
        form.fault_text(name, page.with("term-least", &[("least", least)]));
    }
}

/// Every term: its name in texts, in what it is counted, and how much it is.
fn all(due: &Deadlines, keep: &Retention) -> [(&'static str, Counted, u16); 14] {
    use Counted::{Days, Hours, Months};
    [
        ("urgent", Hours, due.urgent_assessment_hours),
        ("urgent-referral", Hours, due.urgent_referral_hours),
        ("assessment", Days, due.assessment_days),
        ("referral", Days, due.referral_days),
        ("feedback", Days, due.feedback_days),
        ("urgent-feedback", Days, due.urgent_feedback_days),
        ("tell", Days, due.tell_reporter_days),
        ("confirm", Months, due.confirm_partners_months),
        ("no-follow-up", Days, keep.no_follow_up_days),
        ("closed", Days, keep.closed_dossier_days),
        ("identity", Days, keep.reporter_identity_days),
        ("draft", Days, keep.draft_days),
        ("audit", Days, keep.audit_days),
        ("location", Days, keep.ended_location_days),
    ]
}

/// The same, back in their places.
fn placed(count: impl Fn(&str) -> u16) -> (Deadlines, Retention) {
    let deadlines = Deadlines {
        urgent_assessment_hours: count("urgent"),
        urgent_referral_hours: count("urgent-referral"),
        assessment_days: count("assessment"),
        referral_days: count("referral"),
        feedback_days: count("feedback"),
        urgent_feedback_days: count("urgent-feedback"),
        tell_reporter_days: count("tell"),
        confirm_partners_months: count("confirm"),
    };
    let retention = Retention {
        no_follow_up_days: count("no-follow-up"),
        closed_dossier_days: count("closed"),
        reporter_identity_days: count("identity"),
        draft_days: count("draft"),
        audit_days: count("audit"),
        ended_location_days: count("location"),
    };
    (deadlines, retention)
}

/// What each is called, and how long it is.
pub fn said(page: &Page, pack: &Pack) -> Vec<(String, String)> {
    said_of(page, &pack.deadlines, &pack.retention)
}

fn said_of(page: &Page, due: &Deadlines, keep: &Retention) -> Vec<(String, String)> {
    let all = all(due, keep).into_iter();
    all.map(|(name, counted, count)| {
        let label = page.text(&format!("terms-{name}"));
        (label, page.term(counted.term(count)))
    })
    .collect()
}

/// Does a shorter term wait for somebody else, and count no sooner?
pub(super) fn shorter_waits(municipality: &Municipality) -> bool {
    let pack = &municipality.pack;
    let now = all(&pack.deadlines, &municipality.kept);
    let then = all(&pack.deadlines, &pack.retention);
    now.iter().zip(&then).any(|(now, then)| now.2 > then.2)
}

/// Somebody else than who changed the terms says that they are right.
const RIGHT: Look = Look {
    about: About::Terms,
    path: "/beleid/termijnen",
    act: &audited::POLICY_TERMS_SEEN,
    seen,
    done: "terms-looked-at",
    own: "terms-own",
    changed: "terms-changed",
};

#[derive(Template)]
#[template(path = "policy_pack/templates/terms.html")]
struct Terms {
    page: Page,
    form: Form,
    fields: Vec<&'static str>,
    /// A change that nobody else has looked at.
    waiting: Option<Waiting>,
    /// A shorter term is among it, which does not count yet.
    shorter_waits: bool,
    /// What a colleague made of it meanwhile.
    now: Option<Vec<(String, String)>>,
}

fn filled(page: &Page, pack: &Pack) -> Form {
    let form = Form::new(&page.texts, "terms").with("seen", seen(pack));
    let all = all(&pack.deadlines, &pack.retention).into_iter();
    all.fold(form, |form, (name, counted, count)| {
        form.with(name, page.term(counted.term(count)))
    })
}

fn seen(pack: &Pack) -> String {
    print(&(&pack.deadlines, &pack.retention))
}

async fn page_of(
    app: &App,
    actor: &Actor,
    page: Page,
    (pack, form): (&Pack, Form),
    changed: bool,
) -> Result<Response> {
    // Another program may have changed it since the request began.
    tenants::catch_up(app).await?;
    let mut tx = app.db.read().await?;
    let waiting = eyes::waiting(&mut tx, app, actor, &page, &About::Terms).await?;
    drop(tx);
    let fields = all(&pack.deadlines, &pack.retention).map(|(name, ..)| name);
    html(&Terms {
        shorter_waits: shorter_waits(&app.tenants.get(actor.tenant)?),
        waiting,
        now: changed.then(|| said(&page, pack)),
        fields: fields.to_vec(),
        page,
        form,
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let form = filled(&page, &pack);
    page_of(&app, &actor, page, (&pack, form), false).await
}

/// What was typed, with its faults beside the fields.
fn typed(page: &Page, posted: &Posted, pack: &Pack, form: &mut Form) -> (Deadlines, Retention) {
    let every = all(&pack.deadlines, &pack.retention);
    let read = |name: &str, counted: Counted| {
        Term::parse(posted.get(name)).and_then(|term| counted.count(term))
    };
    for (name, counted, was) in every {
        match read(name, counted) {
            None => form.fault(name, counted.fault()),
            Some(count) => bound(page, form, name, count, was),
        }
    }
    let count = |name: &str| {
        let mut every = every.iter();
        let counted = every.find(|(known, ..)| *known == name).map(|one| one.1);
        counted.and_then(|counted| read(name, counted)).unwrap_or(0)
    };
    if form.is_good() {
        for (fast, slow) in [("urgent", "assessment"), ("urgent-referral", "referral")] {
            if u32::from(count(fast)) > u32::from(count(slow)) * 24 {
                form.fault(fast, "term-urgent");
            }
        }
        if count("urgent-feedback") > count("feedback") {
            form.fault("urgent-feedback", "term-urgent");
        }
    }
    placed(count)
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "terms").typed(&posted);
    let mut tx = app.db.begin().await?;
    let changing = tenants::change(&mut tx, &app, actor.tenant).await?;
    let pack = changing.pack.clone();
    let (deadlines, retention) = typed(&page, &posted, &pack, &mut form);
    let changed = posted.get("seen") != seen(&pack);
    if changed {
        form.set("seen", &seen(&pack));
        form.fault("urgent", "policy-changed");
    }
    if !form.is_good() {
        drop(tx);
        return page_of(&app, &actor, page, (&pack, form), changed).await;
    }
    if said_of(&page, &deadlines, &retention) == said(&page, &pack) {
        return Ok(redirect_done("/beleid/termijnen", "partner-same"));
    }
    let edit = Edit::default().terms(&deadlines, &retention);
    let event = event(&actor, &audited::POLICY_TERMS);
    let change = Change {
        about: &About::Terms,
        person: actor.user,
        watched: eyes::is_watched(&mut tx, &app, &actor, &page).await?,
    };
    let changed = changing
        .changed(&mut tx, &app, edit, &change, event)
        .await?;
    match finish(tx, &app, &page, changed).await? {
        Ok(()) => Ok(redirect_done("/beleid", "terms")),
        Err(fault) => {
            form.fault_text("urgent", fault);
            page_of(&app, &actor, page, (&pack, form), false).await
        }
    }
}

pub async fn looked_at(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    looked::say_it_is_right(&app, &actor, &page, &posted, &RIGHT).await
}
