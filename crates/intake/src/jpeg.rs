//! A JPEG inside a PDF: its segments are walked and only those that draw are kept. (It is not
//! decoded, because a PDF may say how its colours are meant.)

/// The picture without `APPn` (but Adobe's, which tells how colours are stored), comments,
/// thumbnails and whatever follows its end. `None`: no JPEG.
///
/// Source: ITU-T T.81, annex B.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes
        .get(..2)
        .filter(|start| *start == [0xFF, 0xD8])?
        .to_vec();
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let marker = match bytes.get(at..at + 2)? {
            [0xFF, marker] => *marker,
            _ => return None,
        };
        if marker == 0xD9 {
            out.extend([0xFF, 0xD9]);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let end = at + 2 + length.max(2);
        let segment = bytes.get(at..end)?;
        if draws(marker, segment) {
            out.extend(segment);
        }
        at = end;
        if marker == 0xDA {
            let end = scan(bytes, at);
            out.extend(bytes.get(at..end)?);
            at = end;
            if at >= bytes.len() {
                // Cut off: shown as far as it goes.
                out.extend([0xFF, 0xD9]);
                return Some(out);
            }
        }
    }
}

fn draws(marker: u8, segment: &[u8]) -> bool {
    match marker {
        0xE0..=0xEF | 0xFE => {
            marker == 0xEE && segment.get(4..9) == Some(b"Adobe") && segment.len() == 16
        }
        _ => true,
    }
}

/// Where the entropy coded data that begins here ends: at the next marker that is no restart.
fn scan(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(pair) = bytes.get(at..at + 2) {
        if pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}
