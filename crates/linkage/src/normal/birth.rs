//! Birth dates, whole or in part.

/// A date of birth; an unknown part is 0. What a register got wrong (month 76) is kept as it is: a
/// wrong digit is evidence too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Birth {
    /// 1 to 9999; 0 unknown.
    pub year: u16,
    /// 1 to 12 for a real one, up to 99 for a slip; 0 unknown.
    pub month: u8,
    /// 1 to 31 for a real one, up to 99 for a slip; 0 unknown.
    pub day: u8,
}

impl Birth {
    /// Reads a date as people and registers write it: year first or last, any separator, Dutch and
    /// English month names, the zeros of the population register for unknown parts.
    ///
    /// ```
    /// use linkage::normal::Birth;
    /// let same = Birth::read("7 maart 1990").unwrap();
    /// assert_eq!(Birth::read("1990-03-07"), Some(same));
    /// assert_eq!(Birth::read("07/03/1990"), Some(same));
    /// assert_eq!(Birth::read("19900000").unwrap().year, 1990);
    /// assert_eq!(Birth::read("gisteren"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Self::of_digits(text);
        }
        // A moment: the date before the time.
        let text = text
            .split(['T', ' '])
            .next()
            .filter(|date| date.len() == 10 && date.contains('-'))
            .unwrap_or(text);
        let mut numbers: Vec<(u32, usize)> = Vec::with_capacity(3);
        let mut month = 0;
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            if let Ok(number) = word.parse::<u32>() {
                numbers.push((number, word.len()));
            } else if word.chars().all(char::is_alphabetic) {
                month = month_named(word).or(if word.len() <= 3 { None } else { Some(month) })?;
            }
        }
        let whole = |year: u32, month: u32, day: u32| {
            let birth = Self {
                year: u16::try_from(year).ok().filter(|year| *year <= 9999)?,
                month: u8::try_from(month).ok().filter(|month| *month <= 99)?,
                day: u8::try_from(day).ok().filter(|day| *day <= 99)?,
            };
            (birth != Self::default() && birth.year != 0 || birth.month != 0 && birth.day != 0)
                .then_some(birth)
        };
        let is_year = |(number, digits): (u32, usize)| digits == 4 || number > 31;
        match (numbers.as_slice(), month) {
            ([one], 0) if one.1 == 8 => Self::of_digits(&format!("{:08}", one.0)),
            ([one], 0) if one.1 == 6 => {
                whole(one.0 / 100, one.0 % 100, 0).filter(|b| b.month <= 12 && b.year > 1850)
            }
            ([one], month) if one.1 == 4 => whole(one.0, month, 0),
            ([day, year], month) if month > 0 && is_year(*year) => {
                whole(century(*year), month, day.0)
            }
            ([a, b], 0) if a.1 == 4 => whole(a.0, b.0, 0),
            ([a, b], 0) if b.1 == 4 => whole(b.0, a.0, 0),
            ([a, b, c], 0) if a.1 == 4 => whole(a.0, b.0, c.0),
            ([a, b, c], 0) => whole(century(*c), b.0, a.0),
            _ => None,
        }
    }

    fn of_digits(text: &str) -> Option<Self> {
        let number: u32 = text.parse().ok()?;
        let (first, last) = (number / 10_000, number % 10_000);
        // 07031990: only a year at the end is plausible.
        if !(1850..=2100).contains(&first)
            && (1850..=2100).contains(&last)
            && (1..=31).contains(&(first / 100))
        {
            let (day, month) = (
                u8::try_from(first / 100).ok()?,
                u8::try_from(first % 100).ok()?,
            );
            return Some(Self {
                year: u16::try_from(last).ok()?,
                month,
                day,
            });
        }
        let (month, day) = (
            u8::try_from(last / 100).ok()?,
            u8::try_from(last % 100).ok()?,
        );
        let birth = Self {
            year: u16::try_from(first).ok()?,
            month,
            day,
        };
        (birth != Self::default()).then_some(birth)
    }

    /// Year, month and day are all known.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.year != 0 && self.month != 0 && self.day != 0
    }

    /// In one word, for storing.
    #[must_use]
    pub fn pack(self) -> u32 {
        u32::from(self.year) << 14 | u32::from(self.month) << 7 | u32::from(self.day)
    }

    /// What [`Self::pack`] wrote.
    #[must_use]
    pub fn unpack(word: u32) -> Self {
        Self {
            year: (word >> 14) as u16,
            month: (word >> 7 & 127) as u8,
            day: (word & 127) as u8,
        }
    }

    /// Eight digits.
    #[must_use]
    pub fn digits(self) -> [u8; 8] {
        let mut out = [b'0'; 8];
        let mut rest =
            u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day);
        for place in out.iter_mut().rev() {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        out
    }
}

/// Two digits of a year: nobody in a register is born in the future.
fn century((year, digits): (u32, usize)) -> u32 {
    if digits > 2 {
        year
    } else if year > 26 {
        1900 + year
    } else {
        2000 + year
    }
}

fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["maa", "mrt", "mar"],
        &["apr"],
        &["mei", "may"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["okt", "oct"],
        &["nov"],
        &["dec"],
    ];
    let word = word.to_lowercase();
    let month = NAMES
        .iter()
        .position(|names| names.iter().any(|name| word.starts_with(name)))?;
    u32::try_from(month + 1).ok()
}
