//! What to look for: everything in a reporter's details that names them.

use std::collections::BTreeSet;

use super::small;
use super::stream::spelled;
use super::words::{GLUED_TITLES, is_degree, is_desk, is_first_prefix, is_ordinary, is_prefix};
use crate::reporters::Reporter;
use crate::text::{Reading, words};

/// How letters that were found are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// One word of the name.
    Part,
    /// One first name: many are called so.
    Given,
    /// What somebody of this first name is called for short, or in another language.
    Nickname,
    /// The name as a whole, in one of the orders in which people write it.
    Whole,
    /// As in a mail address: `azilverberg`, `anouk.zilverberg`. One word, perhaps with signs.
    Handle,
    /// The same, where it is an ordinary word: only before an @.
    Mailbox,
    /// A whole mail address.
    Mail,
    /// A whole mail address as it is read aloud: `wmo at montfoort punt example`.
    SpokenMail,
    /// A shared mailbox, and where: `balie@montfoort`.
    Desk,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    pub kind: Kind,
    pub letters: Vec<char>,
    /// How many letters it has as it is written.
    pub size: usize,
    pub ordinary: bool,
    /// With an s behind it, it is an ordinary word.
    pub ordinary_with_s: bool,
}

impl Wanted {
    fn new(kind: Kind, word: &str) -> Self {
        let spelled = spelled(word);
        Self {
            kind,
            size: word.chars().count(),
            ordinary: is_ordinary(&spelled),
            ordinary_with_s: is_ordinary(&format!("{spelled}s")),
            letters: spelled.chars().collect(),
        }
    }
}

fn size(word: &str) -> usize {
    word.chars().count()
}

fn initial(word: &str) -> String {
    word.chars().take(1).collect()
}

/// Everything to look for, once each.
pub(super) fn of(reporter: &Reporter) -> BTreeSet<Wanted> {
    let mut found = BTreeSet::new();
    for reading in Reading::BOTH {
        let name = Name::of(&reporter.name, reading);
        name.add_parts(&mut found);
        name.add_nicknames(&mut found);
        name.add_wholes(&mut found);
        name.add_handles(&mut found);
        let told_elsewhere = reporter
            .safe
            .split_whitespace()
            .filter(|word| word.contains('@'));
        for mail in std::iter::once(reporter.email.as_str()).chain(told_elsewhere) {
            add_mail(&mut found, mail, &name, reading);
        }
    }
    found.retain(|wanted| !wanted.letters.is_empty());
    found
}

/// The words of these names as they are compared, each alone and with those behind it: `jong`, `dejong`.
pub(super) fn words_of(names: &[&str]) -> BTreeSet<Vec<char>> {
    let mut found = BTreeSet::new();
    let read = |name: &&str| Reading::BOTH.map(|reading| words(name, reading));
    for words in names.iter().flat_map(read) {
        for from in 0..words.len() {
            for to in from + 1..=words.len() {
                let letters = spelled(&words[from..to].concat());
                found.insert(letters.chars().collect());
            }
        }
    }
    found
}

/// The name alone, for whether somebody else is called the same.
pub(super) fn whole_of(name: &str) -> BTreeSet<Wanted> {
    let mut found = BTreeSet::new();
    for reading in Reading::BOTH {
        let name = Name::of(name, reading);
        name.add_wholes(&mut found);
        if let [only] = name.all.as_slice() {
            found.insert(Wanted::new(Kind::Whole, only));
        }
    }
    found.retain(|wanted| wanted.size >= 2);
    found
}

/// A name as its words.
pub(super) struct Name {
    pub all: Vec<String>,
    /// Without `van der` and the like: these say who it is.
    pub solid: Vec<String>,
}

impl Name {
    pub(super) fn of(name: &str, reading: Reading) -> Self {
        // 李娜 is surname and given name, Li Na, without a space between them.
        let latin = linkage::normal::fold(name);
        let ideographs = name.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}'));
        let all = words(if ideographs { &latin } else { name }, reading);
        // `Visser (balie)`
        let is_desk_word =
            |word: &str| size(word) > 2 && is_desk(word) && !is_ordinary(&spelled(word));
        let last = all.len().saturating_sub(1);
        let all = all.into_iter().enumerate();
        let all = all.filter(|(at, word)| !(is_degree(word, *at == last) || is_desk_word(word)));
        let all: Vec<String> = all.map(|(_, word)| word).collect();
        let is_solid = |at: usize, word: &str| {
            if at == 0 {
                !is_first_prefix(word)
            } else {
                !is_prefix(word)
            }
        };
        let solid = all
            .iter()
            .enumerate()
            .filter(|(at, word)| is_solid(*at, word));
        let solid: Vec<String> = solid.map(|(_, word)| word.clone()).collect();
        let solid = if solid.is_empty() { all.clone() } else { solid };
        Self { all, solid }
    }

    /// The first letters of the name, in the order in which people put them before a full stop; without
    /// those of `van der`.
    pub(super) fn initials(&self) -> Vec<char> {
        let first = |word: &String| word.chars().next();
        self.solid.iter().filter_map(first).collect()
    }

    fn add_parts(&self, found: &mut BTreeSet<Wanted>) {
        let last = self.solid.len().saturating_sub(1);
        let parts = self.solid.iter().enumerate();
        for (at, word) in parts.filter(|(_, word)| size(word) >= 2) {
            let kind = if at < last { Kind::Given } else { Kind::Part };
            found.insert(Wanted::new(kind, word));
            if size(word) < 3 {
                continue;
            }
            for title in GLUED_TITLES {
                found.insert(Wanted::new(Kind::Handle, &format!("{title}{word}")));
            }
        }
    }

    /// Of every first name; the last word is the family's, unless it is the only one.
    fn add_nicknames(&self, found: &mut BTreeSet<Wanted>) {
        let given = match self.solid.as_slice() {
            [.., _] if self.solid.len() > 1 => &self.solid[..self.solid.len() - 1],
            only => only,
        };
        for word in given {
            let folded = linkage::normal::fold(word);
            let names = linkage::normal::variants_of(&folded).map(str::to_owned);
            // Two letters (`Mo`) are found in any text: see `rules::nickname`.
            let all = names.chain(small::forms(&folded));
            for name in all.filter(|name| size(name) >= 2 && *name != folded) {
                found.insert(Wanted::new(Kind::Nickname, &name));
            }
        }
    }

    /// The words between the first and the last that counts, such as `van der`, as words.
    pub(super) fn prefixes(&self) -> Vec<&str> {
        self.all
            .iter()
            .skip(1)
            .filter(|word| is_prefix(word))
            .map(String::as_str)
            .collect()
    }

    fn add_wholes(&self, found: &mut BTreeSet<Wanted>) {
        let all: Vec<&str> = self.all.iter().map(String::as_str).collect();
        let solid: Vec<&str> = self.solid.iter().map(String::as_str).collect();
        // `de Jong` alone is no more than its one word.
        if let [only] = solid.as_slice() {
            if all.len() > 1 && !is_ordinary(&spelled(only)) {
                found.insert(Wanted::new(Kind::Part, &all.concat()));
            }
            return;
        }
        let mut add = |words: &[&str]| found.insert(Wanted::new(Kind::Whole, &words.concat()));
        add(&all);
        add(&solid);
        let (Some((first, rest)), Some((given, family))) = (all.split_first(), solid.split_first())
        else {
            return;
        };
        add(&[rest, &[*first]].concat());
        add(&[family, &[*given]].concat());
        add(&[family, &[*given], self.prefixes().as_slice()].concat());
        // Words of two letters do not count alone: `Bo Li`, `B. Li`, `Bo L.`
        for (at, one) in solid.iter().enumerate() {
            for other in &solid[at + 1..] {
                let (first, last) = (initial(one), initial(other));
                if size(one) < 3 && size(other) < 3 {
                    add(&[one, other]);
                    add(&[other, one]);
                }
                if size(other) == 2 {
                    add(&[&first, other]);
                }
                if size(one) == 2 {
                    add(&[one, &last]);
                }
            }
        }
    }

    fn add_handles(&self, found: &mut BTreeSet<Wanted>) {
        let Some((given, family)) = self.solid.split_first() else {
            return;
        };
        let prefixes = self.prefixes();
        let (joined, letters) = (
            prefixes.concat(),
            prefixes
                .iter()
                .map(|word| initial(word))
                .collect::<String>(),
        );
        let mut add = |kind, handle: String| found.insert(Wanted::new(kind, &handle));
        for (at, name) in family.iter().enumerate() {
            let first = initial(given);
            let initials: String = self.solid[..=at].iter().map(|word| initial(word)).collect();
            for between in ["", &joined, &letters] {
                add(Kind::Handle, format!("{first}{between}{name}"));
                add(Kind::Handle, format!("{initials}{between}{name}"));
                add(Kind::Handle, format!("{given}{between}{name}"));
                // `markt` is Mark Tol only in an address.
                add(Kind::Mailbox, format!("{given}{between}{}", initial(name)));
                add(Kind::Mailbox, format!("{between}{name}{first}"));
            }
            if !prefixes.is_empty() {
                add(Kind::Handle, format!("{joined}{name}"));
            }
        }
    }

    fn is_known(&self) -> bool {
        self.solid.iter().any(|word| size(word) >= 2)
    }

    /// Does this mail name say the name, or a part of it?
    fn is_in(&self, local: &str) -> bool {
        self.solid
            .iter()
            .any(|word| size(word) >= 3 && local.contains(word.as_str()))
            || self.solid.len() > 1 && local.contains(&self.solid.concat())
    }
}

/// With what is behind the @: as it is written, as it is read aloud, and its beginning.
fn add_domain(found: &mut BTreeSet<Wanted>, local: &[String], domain: &[String]) {
    let squeezed = local.concat();
    found.insert(Wanted::new(
        Kind::Mail,
        &format!("{squeezed}{}", domain.concat()),
    ));
    for stop in ["punt", "dot"] {
        for at in ["at", "apenstaartje"] {
            let (local, domain) = (local.join(stop), domain.join(stop));
            let aloud = format!("{local}{at}{domain}");
            found.insert(Wanted::new(Kind::SpokenMail, &aloud));
        }
    }
    if let Some(first) = domain.first() {
        found.insert(Wanted::new(Kind::Desk, &format!("{squeezed}{first}")));
    }
}

/// The address itself, and its name before the @ where that tells who it is.
fn add_mail(found: &mut BTreeSet<Wanted>, mail: &str, name: &Name, reading: Reading) {
    let (local, domain) = mail.trim().split_once('@').unwrap_or((mail.trim(), ""));
    let segments = words(local, reading);
    let squeezed = segments.concat();
    if squeezed.is_empty() {
        return;
    }
    if !domain.is_empty() {
        add_domain(found, &segments, &words(domain, reading));
    }
    let bare = |word: &str| word.trim_matches(|c: char| c.is_ascii_digit()).to_owned();
    let segments: Vec<String> = segments
        .iter()
        .map(|word| bare(word))
        .filter(|word| !word.is_empty())
        .collect();
    // The desk's mailbox `balie@...` makes no name of the word "balie" when we know who it was.
    if name.is_known()
        && segments.iter().all(|word| size(word) <= 2 || is_desk(word))
        && !name.is_in(&squeezed)
    {
        return;
    }
    let own = !name.is_known()
        || name.is_in(&squeezed)
        || segments.len() > 1
        || squeezed.chars().any(|c| c.is_ascii_digit());
    found.insert(Wanted::new(
        if own { Kind::Handle } else { Kind::Mailbox },
        &squeezed,
    ));
    for word in segments
        .iter()
        .filter(|word| own && size(word) >= 3 && !is_prefix(word))
    {
        if name.is_known() && (size(word) < 5 || is_desk(word)) {
            continue;
        }
        found.insert(Wanted::new(Kind::Part, word));
        // Initial and surname, when there is no name to compare it with.
        if !name.is_known() && segments.len() == 1 && size(word) >= 7 {
            found.insert(Wanted::new(
                Kind::Part,
                &word.chars().skip(1).collect::<String>(),
            ));
        }
    }
}
