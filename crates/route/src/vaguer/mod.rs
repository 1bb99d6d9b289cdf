//! Where and when can give a reporter away though no name is there: who sat at desk 3 at a quarter
//! past ten is on a roster. Such words are told beside the box, with something vaguer that is as true and
//! says the partner as much, where there is that. It is advice: the officer decides. No I/O.

mod places;
mod reading;
#[cfg(test)]
mod tests;
mod times;

use jiff::civil::Date;

/// What would be vaguer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vaguer {
    /// These words of the text itself.
    Words(String),
    /// Somewhere at the municipality.
    Municipality,
    /// A week in the place of a day, between what else is said.
    Week {
        before: String,
        week: Week,
        after: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Week {
    This,
    Last,
    /// The one that begins on this Monday.
    Of(Date),
}

/// Words that may tell who reported, as they stand there, and what would be vaguer, if anything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub words: Vec<String>,
    pub vaguer: Option<Vaguer>,
}

/// A place at work. Another place is no business of a roster.
#[must_use]
pub fn place(text: &str) -> Option<Telling> {
    places::place(text)
}

/// A time that a roster knows. Both days as the municipality has them: when it was reported, and today.
#[must_use]
pub fn time(text: &str, received: Date, today: Date) -> Option<Telling> {
    times::time(text, received, today)
}

/// In what somebody told: words that may tell who they are. Of times only those in a sentence with a place at
/// work: when others do something is what a partner needs. What would be vaguer there, the officer writes.
#[must_use]
pub fn in_text(text: &str) -> Vec<String> {
    let all = reading::words(text);
    let found = places::found(&all, false);
    let at_work = |at: usize| {
        let mut places = found.iter();
        places.any(|place| all[place.start].sentence == all[at].sentence)
    };
    let times = times::clocks(&all, false).into_iter();
    let times = times.filter(|time| at_work(time.start));
    let ranges = found.iter().cloned().chain(times);
    let mut told: Vec<String> = Vec::new();
    for range in ranges {
        let words = reading::written(text, &all[range]).to_owned();
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told
}
