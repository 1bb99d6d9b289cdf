//! The text of a file that was uploaded, as UTF-8: older systems write Windows-1252.

use std::io::{self, Read};

use encoding_rs::{Decoder, WINDOWS_1252};

/// So many bytes are looked at in one go.
const PIECE: usize = 16 * 1024;

/// A file as UTF-8, which it is as a whole or not at all. `file` opens it, once to see that and
/// once to read it.
pub fn open<R: Read + Send + 'static>(file: impl Fn() -> R) -> io::Result<Box<dyn Read + Send>> {
    Ok(if is_utf8(file())? {
        Box::new(file())
    } else {
        Box::new(Decoding::new(file()))
    })
}

fn is_utf8(mut file: impl Read) -> io::Result<bool> {
    let (mut piece, mut left) = (vec![0; PIECE], Vec::new());
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(left.is_empty());
        }
        left.extend_from_slice(&piece[..read]);
        match std::str::from_utf8(&left) {
            Ok(_) => left.clear(),
            // A character that goes on in the next piece.
            Err(error) if error.error_len().is_none() => {
                left.drain(..error.valid_up_to());
            }
            Err(_) => return Ok(false),
        }
    }
}

/// Reads Windows-1252, or what a byte order mark says it is.
struct Decoding<R> {
    file: R,
    decoder: Decoder,
    text: io::Cursor<Vec<u8>>,
    ended: bool,
}

impl<R> Decoding<R> {
    fn new(file: R) -> Self {
        Self {
            file,
            decoder: WINDOWS_1252.new_decoder(),
            text: io::Cursor::default(),
            ended: false,
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.text.read(into)?;
            if read > 0 || into.is_empty() || self.ended {
                return Ok(read);
            }
            let mut piece = vec![0; PIECE];
            let came = self.file.read(&mut piece)?;
            self.ended = came == 0;
            let room = self.decoder.max_utf8_buffer_length(came);
            let mut text = vec![0; room.unwrap_or(PIECE)];
            // There is room for all of it.
            let (_, _, written, _) =
                self.decoder
                    .decode_to_utf8(&piece[..came], &mut text, self.ended);
            text.truncate(written);
            self.text = io::Cursor::new(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives one byte at a time: every character is cut through.
    struct Slow(io::Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let one = into.len().min(1);
            self.0.read(&mut into[..one])
        }
    }

    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        let mut file = open(|| Slow(io::Cursor::new(bytes.to_vec()))).unwrap();
        file.read_to_end(&mut text).unwrap();
        text
    }

    proptest! {
        #[test]
        fn text_stays_text(text in ".*") {
            prop_assert_eq!(read(text.as_bytes()), text.as_bytes());
        }

        /// In pieces as in one go.
        #[test]
        fn older_text_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assume!(std::str::from_utf8(&bytes).is_err());
            let (whole, ..) = WINDOWS_1252.decode(&bytes);
            prop_assert_eq!(read(&bytes), whole.as_bytes());
        }
    }
}
