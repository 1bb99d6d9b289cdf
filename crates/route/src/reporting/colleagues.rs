//! A report that names somebody who works here: before it goes to the officers, whoever reports is asked whether it is
//! about them. Then it goes to somebody else (ADR 45).

use accounts::people;
use platform::Result;
use platform::forms::Choice;

use super::form::ReportForm;
use crate::signals::Report;
use crate::text::is_named_in;

/// The names of these that stand as a whole in a text.
fn standing_in<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let stands = |name: &&str| is_named_in(text, name);
    let mut found: Vec<String> = names.filter(stands).map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

/// Who works here and is named in it, and of whom was not said yet that it is not about them. Whoever
/// reports is not asked about themselves.
pub(super) async fn named(form: &ReportForm, report: &Report) -> Result<Vec<String>> {
    let mut tx = form.app.db.read().await?;
    let mut people = people::names(&mut tx, &form.app, form.actor.tenant).await?;
    people.remove(&form.actor.user);
    let said = report.statements.iter().map(|said| said.text.as_str());
    let parts: Vec<&str> = said.chain(report.names()).collect();
    let mut found = standing_in(&parts.join(" / "), people.values().map(String::as_str));
    let answered: Vec<&str> = form.posted.all("not-about").collect();
    if found.iter().all(|name| answered.contains(&name.as_str())) {
        found.clear();
    }
    Ok(found)
}

/// One to tick for each of them.
pub(super) fn choices(form: &ReportForm) -> Vec<Choice> {
    let of = |name: &String| {
        let text = form.page.with("colleague-not", &[("name", name.clone())]);
        Choice::new(name, text)
    };
    form.colleagues.iter().map(of).collect()
}

/// What was typed, in words for who hears of colleagues.
pub(super) fn in_words(report: &Report) -> String {
    let said = report.statements.iter().map(|said| said.text.as_str());
    let around = [report.place.as_str(), report.when.as_str()];
    let parts = said.chain(around).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.chain(report.names()).collect();
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_is_named_by_the_whole_name_however_it_is_written() {
        let people = ["Bo Boastra", "Fenna Fictief", "Noor"];
        let found = |text: &str| standing_in(text, people.into_iter());
        assert_eq!(found("Ik zag Bó BOASTRA bij het pand."), ["Bo Boastra"]);
        assert_eq!(found("Fictief, Fenna"), Vec::<String>::new());
        assert_eq!(found("Boastra en Noor"), Vec::<String>::new());
        assert_eq!(
            found("Het was niet Bo. Boastra wel?"),
            ["Bo Boastra"],
            "a sign parts no name"
        );
    }
}
