//! Colleagues who talk with the officer: about a signal, and about what may be none.

use platform::clock::{DAY, HOUR};
use platform::{Actor, App, Clock, DossierId, Millis, Result};
use route::additions::{self, More};
use route::dossiers::Open;
use route::questions::{self, To};
use route::signals::{Report, Source, Statement};
use route::telling::{self, Message};

use super::dossiers::refused;

/// What the officer asks about a signal, and what comes back.
const QUESTION: &str = "Dank voor uw signaal. Op welke dagen zag u dit, en weet u nog hoe laat?";
const ANSWER: &str = "Meestal op dinsdag en vrijdag, rond zeven uur in de ochtend.";

/// Questions without a report: how many days ago, and the answer if there is one.
const ASKED: [(Millis, &str, Option<&str>); 3] = [
    (
        9,
        "Aan de balie komt steeds dezelfde man mee met andere jonge vrouwen. Hij doet het woord. Is dit iets?",
        Some(
            "Ja, dat past bij de signalenkaart. Meld het, ook als u geen namen weet. Let erop of zij zelf hun papieren hebben.",
        ),
    ),
    (
        3,
        "Bij een huisbezoek lagen er zes matrassen in één kamer. Moet ik daar iets mee?",
        None,
    ),
    (
        1,
        "Een leerling heeft ineens dure spullen en een tweede telefoon. Mag ik daar met ouders over praten, of meld ik het eerst?",
        None,
    ),
];

/// The officer asks the reporter something.
pub async fn ask(app: &App, who: &Actor, open: Open) -> Result<()> {
    let message = Message {
        text: QUESTION.to_owned(),
        safely: true,
    };
    let version = open.version().to_string();
    let asked = telling::ask(app, who, open, &message, &version).await;
    asked.map_err(refused)
}

/// The reporter answers it.
pub async fn answer(app: &App, reporter: &Actor, id: DossierId) -> Result<()> {
    let said = Statement {
        source: Source::Said,
        text: ANSWER.to_owned(),
    };
    let more = More {
        report: Report {
            danger: false,
            statements: vec![said],
            place: String::new(),
            when: String::new(),
            subjects: Vec::new(),
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        },
        reporter: None,
        files: Vec::new(),
        told: 1,
        sent: vault::hex(&vault::random::<32>()),
        drafts: Vec::new(),
    };
    additions::add(app, reporter, id, more)
        .await
        .map_err(refused)
}

/// What colleagues report about a colleague: how many days ago, and what comes back if that was so.
const TOLD: [(Millis, &str, Option<&str>); 2] = [
    (
        12,
        "Een collega van de buitendienst neemt steeds dezelfde uitbater vooraf mee in wanneer wij controleren.",
        Some("Dank u. Ik zoek dit uit, en schrijf u hier voor het einde van volgende week."),
    ),
    (
        2,
        "Bij een collega thuis poetst iemand die geen Nederlands spreekt en nooit alleen naar buiten gaat.",
        None,
    ),
];

/// What is reported about a colleague, and what who hears of it writes back the next day.
pub async fn of_colleagues(
    app: &App,
    clock: &Clock,
    (askers, hears): (&[Actor], &Actor),
    today: Millis,
) -> Result<()> {
    talks(app, clock, (askers, hears), (To::Integrity, &TOLD), today).await
}

/// What colleagues ask without reporting, and what the officer answers the next day.
pub async fn questions(
    app: &App,
    clock: &Clock,
    (askers, officer): (&[Actor], &Actor),
    today: Millis,
) -> Result<()> {
    talks(app, clock, (askers, officer), (To::Officer, &ASKED), today).await
}

/// So many days ago, in which words, and what was answered.
type Told<'a> = (Millis, &'a str, Option<&'a str>);

async fn talks(
    app: &App,
    clock: &Clock,
    (askers, reader): (&[Actor], &Actor),
    (to, told): (To, &[Told<'_>]),
    today: Millis,
) -> Result<()> {
    for ((ago, text, answered), who) in told.iter().zip(askers.iter().cycle()) {
        clock.set(today - ago * DAY);
        let (form, about) = (clock.id_without_time(), None);
        questions::ask(
            app,
            who,
            questions::Ask {
                text,
                form,
                about,
                to,
                named: false,
                drafts: Vec::new(),
            },
        )
        .await
        .map_err(refused)?;
        let Some(answer) = answered else { continue };
        clock.set(clock.now() + DAY - HOUR);
        let mut read = app.db.read().await?;
        let own = questions::mine(&mut read, app, who, to).await?;
        drop(read);
        for question in own.into_iter().filter(|one| !one.is_answered()) {
            let input = questions::Answer {
                id: question.id,
                to,
                text: answer,
                seen: question.asked(),
                is_last: false,
            };
            questions::answer(app, reader, input)
                .await
                .map_err(refused)?;
        }
    }
    clock.set(today);
    Ok(())
}
