//! JSON of which every key is still a piece of the text that it was read from, so that a fault can say where
//! it stands. No I/O.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
pub enum Node<'a> {
    Nothing,
    Text(String),
    Bool(bool),
    Number(String),
    List(Vec<Node<'a>>),
    Map(Vec<(&'a str, Node<'a>)>),
}

impl Node<'_> {
    /// What a field says: one value, or several parted by `;`. `None` for anything else.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Self::Nothing => Some(String::new()),
            Self::Text(text) | Self::Number(text) => Some(text.clone()),
            Self::Bool(on) => Some(on.to_string()),
            Self::List(all) => {
                let texts = all.iter().map(|node| match node {
                    Self::Text(text) if !text.contains(';') => Some(text.as_str()),
                    _ => None,
                });
                Some(texts.collect::<Option<Vec<_>>>()?.join(";"))
            }
            Self::Map(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reads)
    }
}

struct Reads;

impl<'de> Visitor<'de> for Reads {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E>(self, on: bool) -> Result<Self::Value, E> {
        Ok(Node::Bool(on))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(node) = from.next_element()? {
            all.push(node);
        }
        Ok(Node::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = from.next_entry()? {
            all.push(entry);
        }
        Ok(Node::Map(all))
    }
}

/// Where keys stand in the text that they are pieces of. They are asked for in about the order of the text: each is
/// looked for from the one before.
pub struct Places<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    /// So many characters stand before it in its line.
    before: u64,
}

impl<'a> Places<'a> {
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            before: 0,
        }
    }

    /// Line and column of the quotation mark before a key, the first is 1.
    pub fn find(&mut self, key: &'a str) -> (u64, u64) {
        let begin = self.text.as_ptr().addr();
        let at = key.as_ptr().addr().saturating_sub(begin);
        if at < self.at {
            *self = Self::of(self.text);
        }
        let between = self.text.get(self.at..at).unwrap_or("");
        if let Some((lines, last)) = between.rsplit_once('\n') {
            self.line += lines.matches('\n').count() as u64 + 1;
            self.before = last.chars().count() as u64;
        } else {
            self.before += between.chars().count() as u64;
        }
        self.at = at;
        (self.line, self.before.max(1))
    }
}
