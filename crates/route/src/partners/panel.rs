//! Where a signal comes from, on the dossier page, in what happened, and on paper.

use askama::Template;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};
use platform::{Millis, Result, clock};

use crate::dossiers::Open;
use crate::origin::{self, Conditions, ENDS, Marked, OWED, Origin, Told, Way};
use crate::parts::{Happening, Happenings, OnPaper, Panel, Place, Sheet, Shown, of_day};
use crate::reporters;

/// The form about what the partner was told.
pub const TOLD: &str = "told-back";

/// The form about the end date of a part.
pub const LONGER: &str = "longer";

/// A part as shown.
struct View {
    marked: Marked,
    /// The last day on which it may be kept.
    last: Millis,
    /// The officer is asked whether it may stay.
    asked: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "partners/templates/panel.html")]
struct FromPanel<'a> {
    page: &'a Page,
    open: &'a Open,
    origin: &'a Origin,
    now: Millis,
    parts: Vec<View>,
    told: Vec<Told>,
    /// The partner waits to hear something.
    owed: Option<Millis>,
    ways: Vec<Choice>,
    form: Form,
    /// Words that may be the reporter's, once the form was sent with them.
    doubts: Vec<Choice>,
    asks_passphrase: bool,
}

impl FromPanel<'_> {
    /// The last day on which the partner is told in time.
    fn owed_by(&self) -> String {
        let last = self.owed.map(clock::last_in_time);
        last.map_or_else(String::new, |day| self.page.date(&day))
    }

    fn is_bound(&self) -> bool {
        self.origin.conditions != Conditions::Free
    }
}

fn view(shown: &Shown<'_>, marked: &Marked) -> View {
    let about = origin::about(marked.id, marked.part.ends_at);
    let form = Form::new(&shown.page.texts, LONGER).numbered(marked.id);
    View {
        last: marked.part.ends_at - 1,
        asked: shown.open.tasks().has_open(&ENDS, &about),
        form: shown.filled(form, LONGER, &marked.id.to_string()),
        marked: marked.clone(),
    }
}

async fn panel(tx: &mut Reader, shown: &Shown<'_>, origin: &Origin) -> Result<Html> {
    let (open, page, now) = (shown.open, shown.page, shown.app.clock.now());
    let mut form = shown.form(TOLD);
    if form.is_good() {
        form.set("day", &clock::day(now));
        form.set("how", Way::Mail.id());
    }
    let asked = form.is_faulty("someone-else");
    let words = if asked { form.value("text") } else { "" };
    let doubts = reporters::doubts(shown.app, shown.actor, open, words)?;
    let ways = Way::ALL.iter();
    let way = |way: &Way| Choice::new(way.id(), page.text(&format!("from-way-{}", way.id())));
    let owed = open.tasks().open_of(&OWED).next();
    Html::of(&FromPanel {
        page,
        open,
        origin,
        now,
        parts: open.marked.iter().map(|one| view(shown, one)).collect(),
        told: origin::told(tx, open).await?,
        owed: owed.map(|task| task.due_at),
        ways: ways.map(way).collect(),
        form,
        asks_passphrase: open.has_reporter() && doubts.is_none(),
        doubts: doubts
            .unwrap_or_default()
            .into_iter()
            .map(|word| Choice::new(word.clone(), word))
            .collect(),
    })
}

/// Above what was reported.
pub const FROM: Panel = Panel {
    id: "from-partner",
    place: Place::Main(5),
    show: |tx, shown| {
        Box::pin(async move {
            let Some(origin) = &shown.open.origin else {
                return Ok(None);
            };
            panel(tx, shown, origin).await.map(Some)
        })
    },
};

fn law(page: &Page, one: &Marked) -> (&'static str, String) {
    let key = format!("from-law-{}", one.part.law.id());
    ("law", page.text(&key))
}

/// What became of the parts under another law. None of their words is here.
fn of_parts<'a>(shown: &'a Shown<'_>) -> impl Iterator<Item = Happening> + 'a {
    let page = shown.page;
    shown.open.marked.iter().flat_map(move |one| {
        let longer = one.part.extended.iter().map(move |longer| {
            let until = ("date", page.date(&(longer.until - 1)));
            Happening {
                at: longer.at,
                what: page.with("from-happened-longer", &[law(page, one), until]),
                who: Some(longer.by),
                text: longer.why.clone(),
            }
        });
        let over = one.part.over.map(|at| Happening {
            at,
            what: page.with("from-happened-over", &[law(page, one)]),
            who: None,
            text: String::new(),
        });
        longer.chain(over)
    })
}

/// What the partner was told, and what became of what is under another law.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let Some(origin) = &shown.open.origin else {
            return Ok(Vec::new());
        };
        let told = origin::told(tx, shown.open).await?.into_iter();
        let told = told.map(|one| {
            let about = [("organisation", origin.organisation.clone())];
            let key = if one.given.way.is_some() {
                "from-happened-told"
            } else {
                "from-happened-not-told"
            };
            // What was told was told on a day; that nothing is, was decided at a moment.
            let at = if one.given.way.is_some() {
                of_day(one.at)
            } else {
                one.at
            };
            Happening {
                at,
                what: shown.page.with(key, &about),
                who: Some(one.author),
                text: one.given.text,
            }
        });
        Ok(told.chain(of_parts(shown)).collect())
    })
});

/// On paper stands where it comes from, and that there are parts under another law: never what they say.
pub const ON_PAPER: OnPaper = OnPaper(|_, shown| {
    Box::pin(async move {
        let (page, open) = (shown.page, shown.open);
        let Some(origin) = &open.origin else {
            return Ok(Vec::new());
        };
        let conditions = format!("from-conditions-{}", origin.conditions.id());
        let way = format!("from-way-{}", origin.way.id());
        let mut lines = vec![
            (page.text("from-reference"), origin.reference.clone()),
            (page.text("from-way"), page.text(&way)),
            (page.text("from-conditions"), page.text(&conditions)),
            (page.text("from-words"), origin.words.clone()),
        ];
        let there = open.marked.iter().filter(|one| one.part.over.is_none());
        lines.extend(there.map(|one| {
            let until = ("date", page.date(&(one.part.ends_at - 1)));
            let left_out = page.with("from-left-out", &[law(page, one), until]);
            (page.text("from-part-law"), left_out)
        }));
        if open.damaged > 0 {
            let count = [("count", open.damaged.to_string())];
            lines.push((
                page.text("from-part-law"),
                page.with("from-damaged", &count),
            ));
        }
        let about = [("organisation", origin.organisation.clone())];
        Ok(vec![Sheet {
            at: open.received_at,
            what: page.with("from-happened", &about),
            who: None,
            lines,
        }])
    })
});
