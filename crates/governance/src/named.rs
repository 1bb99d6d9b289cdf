//! Colleagues by their names, as the pages of this wing say them.

use std::collections::HashMap;

use platform::PersonId;
use platform::tenants::Checked;
use platform::web::Page;

/// Names by person.
pub(crate) type Names = HashMap<PersonId, String>;

/// What somebody is called; who is in no list any more, is somebody unknown.
pub(crate) fn name(page: &Page, names: &Names, id: PersonId) -> String {
    let known = names.get(&id).cloned();
    known.unwrap_or_else(|| page.text("audit-unknown"))
}

/// Who rang, and when.
pub(crate) fn rang(page: &Page, names: &Names, checked: Checked) -> (String, String) {
    (name(page, names, checked.person), page.date(&checked.at))
}
