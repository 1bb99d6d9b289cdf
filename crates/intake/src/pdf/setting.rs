//! Setting text: where the next letters stand, in which font, and what they say.

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use super::page::{Reader, Seen};
use super::place::{Line, Matrix};

/// How text is set.
#[derive(Clone, Default)]
pub struct Setting {
    pub base: Matrix,
    pub face: Option<usize>,
    pub size: f64,
    pub letter_space: f64,
    pub word_space: f64,
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
}

/// What the instructions of one content are read with.
pub struct State<'a> {
    pub resources: Option<&'a Dictionary>,
    pub now: Setting,
    pub saved: Vec<Setting>,
    pub text: Matrix,
    pub line: Matrix,
    pub seen: Seen,
    pub at: Line,
    /// Marked content that is open: whether it says what it reads as.
    pub marks: Vec<bool>,
    /// What it says, until its first letter is shown.
    pub told: Option<String>,
}

impl<'a> State<'a> {
    pub fn new(resources: Option<&'a Dictionary>) -> Self {
        Self {
            resources,
            now: Setting {
                stretch: 1.0,
                ..Setting::default()
            },
            saved: Vec::new(),
            text: Matrix::default(),
            line: Matrix::default(),
            seen: Seen::default(),
            at: Line::default(),
            marks: Vec::new(),
            told: None,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).times(self.line);
        self.text = self.line;
    }
}

impl<'a> Reader<'a> {
    pub(super) fn text_step(&mut self, operation: &Operation, state: &mut State<'a>) {
        let given = operation.operands.as_slice();
        let number = |at: usize| {
            given
                .get(at)
                .and_then(|value| value.as_float().ok())
                .map_or(0.0, f64::from)
        };
        match operation.operator.as_str() {
            "BT" => (state.text, state.line) = (Matrix::default(), Matrix::default()),
            "Tf" => {
                state.now.size = number(1);
                let font = given.first().and_then(|name| name.as_name().ok());
                state.now.face = font.and_then(|name| self.face(name, state.resources));
            }
            "Tc" => state.now.letter_space = number(0),
            "Tw" => state.now.word_space = number(0),
            "Tz" => state.now.stretch = number(0) / 100.0,
            "TL" => state.now.leading = number(0),
            "Ts" => state.now.rise = number(0),
            "Td" => state.next_line(number(0), number(1)),
            "TD" => {
                state.now.leading = -number(1);
                state.next_line(number(0), number(1));
            }
            "Tm" => (state.text, state.line) = (Matrix::of(given), Matrix::of(given)),
            "T*" => state.next_line(0.0, -state.now.leading),
            "Tj" => self.show_at(given, 0, state),
            "'" => {
                state.next_line(0.0, -state.now.leading);
                self.show_at(given, 0, state);
            }
            "\"" => {
                (state.now.word_space, state.now.letter_space) = (number(0), number(1));
                state.next_line(0.0, -state.now.leading);
                self.show_at(given, 2, state);
            }
            "TJ" => {
                if let Some(Object::Array(items)) = given.first() {
                    for item in items {
                        self.show(item, state);
                    }
                }
            }
            _ => {}
        }
    }

    fn show_at(&mut self, given: &[Object], at: usize, state: &mut State<'a>) {
        if let Some(text @ Object::String(..)) = given.get(at) {
            self.show(text, state);
        }
    }

    /// A string is shown; a number moves by so many thousandths of the size.
    fn show(&mut self, item: &Object, state: &mut State<'a>) {
        let now = &state.now;
        let bytes = match item {
            Object::String(bytes, _) => bytes,
            number => {
                let back = number.as_float().map_or(0.0, f64::from);
                state.text =
                    Matrix::shift(-back / 1000.0 * now.size * now.stretch, 0.0).times(state.text);
                return;
            }
        };
        if bytes.is_empty() {
            return;
        }
        let Some(face) = now.face.and_then(|face| self.faces.get_mut(&face)) else {
            // Shown in a font that is not there: nobody can tell what it says.
            self.blind = true;
            return;
        };
        let mut text = String::new();
        let shown = face.read(bytes, &mut text);
        let wide = shown.width / 1000.0 * now.size
            + f64::from(shown.signs) * now.letter_space
            + f64::from(shown.spaces) * now.word_space;
        let place = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, now.rise])
            .times(state.text)
            .times(now.base);
        let sign = state.at.gap(place, now.size);
        if let Some(sign) = sign
            && !(self.text.ends_with([' ', '\n']) || text.starts_with(' ') && sign == ' ')
        {
            self.push(sign.encode_utf8(&mut [0; 4]), None);
        }
        state.seen.letters |= text.chars().any(char::is_alphanumeric);
        state.seen.painted |= !text.trim().is_empty();
        let instead = state
            .marks
            .contains(&true)
            .then(|| state.told.take().unwrap_or_default());
        self.push(&text, instead.as_deref());
        state.text = Matrix::shift(wide * now.stretch, 0.0).times(state.text);
        state.at.end(
            Matrix([1.0, 0.0, 0.0, 1.0, 0.0, now.rise])
                .times(state.text)
                .times(now.base),
            now.size,
        );
    }
}
