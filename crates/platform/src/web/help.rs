//! The link to help: at the same place on every page, to the part that is about it (WCAG 2.2, 3.2.6).

use crate::wing::Wings;

/// Where help is, in `Wing.parts` of the wing that gives it.
pub struct HelpPage(pub &'static str);

/// Which part of the manual is about which pages of a wing, in its `Wing.parts`: the beginning of a path, what is in
/// it after that, and the part. Of several that fit, the one that says most.
pub struct HelpAt(pub &'static [(&'static str, &'static str, &'static str)]);

/// The part that is about a page, as far as a wing says.
#[must_use]
pub fn help_part(wings: &Wings, path: &str) -> Option<&'static str> {
    let fits = |(begin, within, _): &&(&str, &str, &str)| {
        path.strip_prefix(begin)
            .is_some_and(|rest| (rest.is_empty() || rest.starts_with('/')) && rest.contains(within))
    };
    let all = wings.parts::<HelpAt>().into_iter();
    let fitting = all.flat_map(|at| at.0).filter(fits);
    let best = fitting.max_by_key(|(begin, within, _)| (within.len(), begin.len()));
    best.map(|(.., part)| *part)
}

/// The link for whoever is on this page, if there is help at all.
pub(super) fn link(wings: &Wings, path: &str) -> Option<String> {
    let HelpPage(page) = wings.parts::<HelpPage>().into_iter().next()?;
    Some(match help_part(wings, path) {
        Some(part) => format!("{page}#{part}"),
        None => (*page).to_owned(),
    })
}
