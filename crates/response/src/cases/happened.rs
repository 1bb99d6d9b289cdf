//! Cases in what happened in a dossier, and so in the whole dossier on paper.

use platform::web::Page;
use route::parts::{Happening, Happenings};

use super::model::{Part, Signed};
use super::overview::Next;
use super::panel::called;
use super::store;

/// In which cases it came, what was planned there, written about it, and what came of it: in what happened, and so in
/// the whole dossier on paper.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let mut all = Vec::new();
        let mut titles = std::collections::BTreeMap::new();
        let (parts, mut damaged) = store::legible(tx, shown.app, shown.open).await?;
        for part in parts {
            let case = match store::one(tx, shown.app, shown.open.tenant(), part.case).await {
                Ok(case) => case,
                // `meldroute check` names it.
                Err(error) if error.is_damage() => {
                    damaged += 1;
                    continue;
                }
                Err(error) => return Err(error),
            };
            let title = called(shown.page, &case, &part);
            all.extend(happened(shown.page, &title, &part));
            titles.insert(case.id, title);
        }
        let (entries, more) = store::legible_about(tx, shown.app, shown.open).await?;
        if damaged + more > 0 {
            all.push(Happening {
                at: shown.open.received_at(),
                what: shown.page.text("case-damaged"),
                who: None,
                text: String::new(),
            });
        }
        for (case, entry) in entries {
            let about = [("about", titles.get(&case).cloned().unwrap_or_default())];
            let key = format!("happened-case-{}", entry.kind.id());
            all.push(Happening {
                at: entry.signed.at,
                what: shown.page.with(&key, &about),
                who: Some(entry.signed.by),
                text: entry.text,
            });
        }
        Ok(all)
    })
});

fn happened(page: &Page, title: &str, part: &Part) -> Vec<Happening> {
    let line = |signed: Signed, key: &str, text: String| Happening {
        at: signed.at,
        what: page.with(key, &[("about", title.to_owned())]),
        who: Some(signed.by),
        text,
    };
    let joined = &part.joined;
    let mut all = vec![line(joined.signed, "happened-case-joined", String::new())];
    all.extend(joined.actions.iter().map(|action| {
        let next = Next::of(page, action, part.dossier);
        let text = format!("{} ({}, {})", next.what, next.who, page.date(&next.day));
        line(action.signed, "happened-case-planned", text)
    }));
    all.extend(joined.came.iter().map(|came| {
        let outcome = page.text(&format!("case-outcome-{}", came.outcome.id()));
        let said = [outcome, came.text.clone()];
        let said: Vec<String> = said.into_iter().filter(|one| !one.is_empty()).collect();
        line(came.signed, "happened-case-came", said.join("\n"))
    }));
    all.extend(joined.left.iter().map(|left| {
        let reason = left.reason.clone();
        line(left.signed, "happened-case-left", reason)
    }));
    all
}
