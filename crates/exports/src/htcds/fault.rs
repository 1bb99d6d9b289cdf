//! What is wrong in a file, and where. It never repeats what was read, but names. No I/O.

/// Something that is wrong, and where. It never repeats what was read, but the names of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The first is 1.
    pub line: u64,
    /// The first is 1: in JSON a character, in a table a column.
    pub column: u64,
    /// What, and what was expected.
    pub message: String,
}

/// Everything that is wrong in a file: the first of it in words, the rest as a number. A file can have a fault for
/// every few bytes of it, and nobody reads more than a page.
#[derive(Debug, Default)]
pub struct Faults {
    told: Vec<Fault>,
    more: usize,
}

impl Faults {
    /// So many are in words.
    pub const TOLD: usize = 50;

    /// Those in words, as they were found.
    #[must_use]
    pub fn told(&self) -> &[Fault] {
        &self.told
    }

    /// How many there are beside them.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    /// Another one; its words and its place are looked for only when it is told.
    pub(super) fn add(&mut self, fault: impl FnOnce() -> Fault) {
        if self.told.len() < Self::TOLD {
            self.told.push(fault());
        } else {
            self.more += 1;
        }
    }

    /// What was read, when nothing was wrong in it.
    pub(super) fn unless<T>(self, read: T) -> Result<T, Self> {
        if self.told.is_empty() {
            Ok(read)
        } else {
            Err(self)
        }
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        let told = vec![fault];
        Self { told, more: 0 }
    }
}

/// So much of a name is shown.
const SHOWN: usize = 60;

/// A name of somebody else's file, as it can stand in a terminal or a log: signs that command one, or that turn around
/// or hide what is read, are a replacement character, and what is long ends in an ellipsis.
#[must_use]
pub(super) fn shown(name: &str) -> String {
    let unseen = |sign: char| {
        let turns_or_hides = matches!(sign,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}');
        turns_or_hides || sign.is_control()
    };
    let plain = |sign| if unseen(sign) { '\u{fffd}' } else { sign };
    let mut signs = name.chars().map(plain);
    let mut kept: String = signs.by_ref().take(SHOWN).collect();
    if signs.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_of_elsewhere_commands_no_terminal() {
        for (name, said) in [
            ("shoe size", "shoe size"),
            ("\u{1b}[2Jx", "\u{fffd}[2Jx"),
            ("a\u{9b}b\u{7f}", "a\u{fffd}b\u{fffd}"),
            ("\u{202e}eman\u{2066}", "\u{fffd}eman\u{fffd}"),
            ("één\nregel", "één\u{fffd}regel"),
        ] {
            assert_eq!(shown(name), said, "{name:?}");
        }
        assert_eq!(shown(&"é".repeat(60)), "é".repeat(60));
        assert_eq!(shown(&"é".repeat(61)), "é".repeat(59) + "…");
    }

    #[test]
    fn fifty_faults_are_told_and_the_rest_counted() {
        let mut faults = Faults::default();
        for line in 1..=120 {
            faults.add(|| Fault {
                line,
                column: 1,
                message: String::new(),
            });
        }
        assert_eq!((faults.told().len(), faults.more()), (50, 70));
        assert_eq!(faults.told()[49].line, 50);
    }

    proptest! {
        #[test]
        fn no_name_is_long_or_has_control_characters(name in any::<String>()) {
            let said = shown(&name);
            prop_assert!(said.chars().count() <= SHOWN && !said.contains(char::is_control));
            prop_assert_eq!(shown(&said), said.clone());
        }
    }
}
