//! Words that may tell who reported, and what would be vaguer: as the form and the page that is looked at
//! show them.

use platform::i18n::Texts;
use platform::{App, Error, Result, clock};

use super::items::Item;
use crate::dossiers::Open;
use crate::vaguer::{self, Vaguer, Week};

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
