//! How a partner is called and reached, as it is typed, and that somebody rang.

use platform::Millis;
use platform::clock::{self, DAY};
use platform::forms::Posted;
use policy::{Channel, Pack, Partner, Reach, Unfit, is_name, is_same_name, phone};

use super::print;
use super::refusal::Wrong;

/// More lines than any partner has.
pub const MOST: usize = 12;
/// Of a name, a number, hours; in characters.
const LONGEST: usize = 160;
/// Nobody remembers longer than a month whom they rang.
const LONG_AGO: Millis = 31 * DAY;

/// What the form says back: of what stands there.
pub fn seen(partner: &Partner) -> String {
    print(&partner.reach())
}

/// A text that says what a number is, or when it is answered: it is no place for another number, that
/// nobody would ring to check. What stood there already may stay.
fn hides_a_number<'a>(text: &str, before: impl IntoIterator<Item = &'a str>) -> bool {
    before.into_iter().all(|before| before != text) && phone::within(text).is_some()
}

/// One line of the form.
struct Line {
    kind: String,
    value: String,
    answers: String,
}

impl Line {
    /// What it says; `None` when it is empty. A number that is new, otherwise than before, or said to be
    /// something else is not confirmed.
    fn read(&self, at: usize, before: &Partner, wrong: &mut Vec<Wrong>) -> Option<Channel> {
        let [kind_name, value_name, who_name] =
            ["kind", "value", "answers"].map(|name| format!("{name}-{at}"));
        let Self {
            kind,
            value,
            answers,
        } = self;
        if kind.is_empty() && value.is_empty() && answers.is_empty() {
            return None;
        }
        if kind.is_empty() {
            wrong.push(Wrong::new(&kind_name, "partner-kind"));
        }
        let kinds = before.channels.iter().map(|one| one.kind.as_str());
        if hides_a_number(kind, kinds) {
            wrong.push(Wrong::new(&kind_name, "partner-hidden-number"));
        }
        let answering = before.channels.iter().filter_map(Channel::who);
        if hides_a_number(answers, answering) {
            wrong.push(Wrong::new(&who_name, "partner-hidden-number"));
        }
        for (name, text) in [
            (&kind_name, kind),
            (&value_name, value),
            (&who_name, answers),
        ] {
            if text.chars().count() > LONGEST {
                wrong.push(Wrong::new(name, "partner-long"));
            }
        }
        let (channel, is_new) = self.channel(before);
        if let Some(unfit) = channel.fault().filter(|_| is_new) {
            let fault = match unfit {
                Unfit::Phone => "partner-phone",
                Unfit::Mail => "partner-mail",
                Unfit::Scheme => "partner-scheme",
            };
            wrong.push(Wrong::new(&value_name, fault));
        }
        Some(channel)
    }

    /// The way to reach it, and whether that is otherwise than what stood there.
    fn channel(&self, before: &Partner) -> (Channel, bool) {
        let value = Some(self.value.as_str()).filter(|value| !value.is_empty());
        let known = |channel: &&Channel| channel.known() == value;
        let mut known = before.channels.iter().filter(known);
        let is_new = known.clone().next().is_none();
        let is_as_before = |old: &Channel| old.kind == self.kind && old.confirmed;
        let confirmed = value.is_none() || known.any(is_as_before);
        let channel = Channel {
            kind: self.kind.clone(),
            value: value.map(str::to_owned),
            confirmed,
            answers: Some(self.answers.clone()).filter(|who| !who.is_empty()),
        };
        let is_new = is_new || !before.channels.iter().any(|old| old.kind == self.kind);
        (channel, is_new)
    }
}

/// What was typed.
pub struct Typed {
    /// What the form says back.
    pub seen: String,
    name: String,
    hours: String,
    lines: Vec<Line>,
}

impl Typed {
    pub fn of(posted: &Posted) -> Self {
        let text = |name: &str| posted.get(name).to_owned();
        let line = |at: usize| Line {
            kind: text(&format!("kind-{at}")),
            value: text(&format!("value-{at}")),
            answers: text(&format!("answers-{at}")),
        };
        Self {
            seen: text("seen"),
            name: text("name"),
            hours: text("hours"),
            lines: (0..MOST).map(line).collect(),
        }
    }

    /// What it says, and what of it cannot be.
    pub fn read(&self, pack: &Pack, before: &Partner) -> (Reach, Vec<Wrong>) {
        let mut wrong = Vec::new();
        let mut others = pack.partners.iter().filter(|one| one.id != before.id);
        if !is_name(&self.name) {
            wrong.push(Wrong::new("name", "partner-name"));
        } else if others.any(|other| is_same_name(&other.name, &self.name)) {
            wrong.push(Wrong::new("name", "partner-namesake"));
        }
        let lines = self.lines.iter().enumerate();
        let channels = lines.filter_map(|(at, line)| line.read(at, before, &mut wrong));
        let channels = channels.collect();
        for (name, text, before) in [
            ("name", &self.name, Some(before.name.as_str())),
            ("hours", &self.hours, before.hours.as_deref()),
        ] {
            if hides_a_number(text, before) {
                wrong.push(Wrong::new(name, "partner-hidden-number"));
            }
            if text.chars().count() > LONGEST {
                wrong.push(Wrong::new(name, "partner-long"));
            }
        }
        let reach = Reach {
            name: self.name.clone(),
            channels,
            hours: Some(self.hours.clone()).filter(|hours| !hours.is_empty()),
        };
        (reach, wrong)
    }
}

/// That somebody rang, as typed.
pub struct Rang {
    /// What the form says back.
    pub seen: String,
    day: String,
    sure: bool,
}

impl Rang {
    pub fn of(posted: &Posted) -> Self {
        Self {
            seen: posted.get("seen").to_owned(),
            day: posted.get("day").to_owned(),
            sure: posted.get("sure") == "on",
        }
    }

    /// The day on which it was, and what cannot be.
    pub fn read(&self, now: Millis) -> (Millis, Vec<Wrong>) {
        let (at, key) = match clock::start_of(&self.day) {
            Some(day) if day <= now && day >= now - LONG_AGO => (day, None),
            Some(_) => (now, Some("ring-day")),
            None => (now, Some("ring-no-day")),
        };
        let mut wrong: Vec<Wrong> = key.map(|key| Wrong::new("day", key)).into_iter().collect();
        if !self.sure {
            wrong.push(Wrong::new("sure", "ring-sure"));
        }
        (at, wrong)
    }
}
