//! Two signals that came from partners: of the police, with a part under the Wpg, and of Meld Misdaad Anoniem.

use std::collections::BTreeSet;

use platform::calendar::{day_of, end_of_day};
use platform::clock::{self, DAY};
use platform::{Actor, App, Clock, DossierId, Millis, Result};
use policy::{Facts, PartnerId, Severity};
use route::assessment::{self, Weighed};
use route::dossiers::{self, Purpose};
use route::origin::{Conditions, Law, Origin, Part, Way};
use route::partners::{self, Coming, Taken, TellBack};
use route::reporters::Reporter;
use route::signals::{Kind, Outcome, Report, Source, Statement, Subject, SubjectKind};
use route::telling::{self, Closing};

use super::dossiers::refused;
use super::people::Staff;

/// When the last day is over, so many days from now.
fn in_days(now: Millis, days: i64) -> Millis {
    end_of_day(day_of(now + days * DAY))
}

pub async fn make(app: &App, clock: &Clock, staff: &Staff, today: Millis) -> Result<()> {
    let who = &staff.officer;
    clock.set(today - 12 * DAY);
    let hotline = take_in(app, who, of_hotline(app)).await?;
    clock.set(today - 9 * DAY);
    nothing_followed(app, who, hotline).await?;
    clock.set(today - 3 * DAY);
    take_in(app, who, of_police(app)).await?;
    clock.set(today);
    Ok(())
}

async fn take_in(app: &App, who: &Actor, coming: Coming) -> Result<DossierId> {
    let taken = partners::take_in(app, who, coming, Vec::new()).await;
    match taken.map_err(refused)? {
        Taken::New(id) | Taken::Sent(id) | Taken::Otherwise(id) | Taken::Known(id) => Ok(id),
    }
}

/// The officer weighs it, tells who gave it, and closes.
async fn nothing_followed(app: &App, who: &Actor, id: DossierId) -> Result<()> {
    let open = async |purpose| {
        let opened = dossiers::open_now(app, who, id, purpose).await;
        opened.map_err(refused)
    };
    let why = "De woning staat leeg. Zonder meer is er niets na te gaan.";
    let weighed = Weighed {
        facts: Facts {
            severity: Severity::Unclear,
            soft: true,
            ..Facts::none()
        },
        indicators: Vec::new(),
        why: why.to_owned(),
        why_no_worse: String::new(),
    };
    let done = assessment::assess(app, who, open(Purpose::Assess).await?, weighed).await;
    done.map_err(refused)?;
    let told = TellBack {
        way: Some(Way::Form),
        at: Some(clock::whole_day(app.clock.now())),
        text: "De tip was te weinig concreet. Wij bewaren hem voor als er meer komt.".to_owned(),
        discloses: false,
        someone_else: BTreeSet::new(),
    };
    let done = partners::tell_back(app, who, open(Purpose::Act).await?, &told).await;
    done.map_err(refused)?;
    let closing = Closing {
        outcome: Some(Outcome::NoFollowUp),
        reason: why.to_owned(),
        passes_over: true,
        ..Closing::default()
    };
    let done = telling::close(app, who, open(Purpose::Close).await?, &closing).await;
    done.map_err(refused)
}

fn report(text: &str, place: &str) -> Report {
    Report {
        danger: false,
        statements: vec![Statement {
            source: Source::Heard,
            text: text.to_owned(),
        }],
        place: place.to_owned(),
        when: String::new(),
        subjects: Vec::new(),
        indicators: Vec::new(),
        coordinator: None,
        name: None,
    }
}

fn coming(app: &App, report: Report, origin: Origin) -> Coming {
    Coming {
        form_id: app.clock.id_without_time(),
        digest: vault::random(),
        kind: Kind::Place,
        report,
        origin,
        marked: Vec::new(),
        contact: None,
        apart: false,
    }
}

fn of_police(app: &App) -> Coming {
    let now = app.clock.now();
    let place = "Bedachtedijk 8, Montfoort";
    let mut report = report(
        "In de loods achter het bedrijf staan stapelbedden. Er komen elke avond mensen met een busje.",
        place,
    );
    let mut address = Subject::new(app.clock.id_without_time().into(), SubjectKind::Address);
    let field = route::signals::Field::Address.id().to_owned();
    address.fields.insert(field, place.to_owned());
    report.subjects.push(address);
    let avim: PartnerId = "avim".into();
    let name = app.tenants.all().into_iter().find_map(|known| {
        let pack = &known.pack;
        pack.partner(&avim).map(|one| one.name.clone())
    });
    let origin = Origin {
        partner: Some(avim),
        organisation: name.unwrap_or_else(|| "Politie AVIM".to_owned()),
        reference: "PL-VOORBEELD-0001".to_owned(),
        way: Way::Phone,
        received_at: clock::whole_day(now),
        conditions: Conditions::AskFirst,
        words: "Bel eerst even, dan kijken wij wat er kan.".to_owned(),
        feedback_by: Some(in_days(now, 28)),
    };
    let part = Part {
        law: Law::Wpg,
        text: "De eigenaar van het busje, Bogdan Bedacht, is eerder staande gehouden in een onderzoek dat nog loopt."
            .to_owned(),
        only: vec!["Bogdan Bedacht".to_owned()],
        ends_at: in_days(now, 17),
        extended: Vec::new(),
        over: None,
    };
    let mut contact = Reporter::default();
    contact.name.push_str("Willemijn Wachtmeestervoorbeeld");
    contact.phone.push_str("06 00 00 00 12");
    Coming {
        marked: vec![part],
        contact: Some(contact),
        ..coming(app, report, origin)
    }
}

fn of_hotline(app: &App) -> Coming {
    let now = app.clock.now();
    let text = "Volgens een anonieme tip moet een jonge vrouw in een woning mannen ontvangen. Zij zou haar \
        paspoort niet zelf hebben.";
    let origin = Origin {
        partner: None,
        organisation: "Meld Misdaad Anoniem".to_owned(),
        reference: "MMA-VOORBEELD-0002".to_owned(),
        way: Way::Form,
        received_at: clock::whole_day(now),
        conditions: Conditions::OnlyThis,
        words: "Probeer niet na te gaan wie belde.".to_owned(),
        feedback_by: Some(in_days(now, 56)),
    };
    coming(app, report(text, "Verzinselhof 21, Montfoort"), origin)
}
