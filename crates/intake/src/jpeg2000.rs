//! A JPEG 2000 inside a PDF: boxes that only tell (XML, UUID) and comments go.

/// The picture without boxes and comments that do not draw. `None`: no JPEG 2000.
///
/// Source: ITU-T T.800, annexes A and I.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&[0xFF, 0x4F]) {
        return stream(bytes);
    }
    if bytes.get(4..8) != Some(b"jP  ") {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = bytes;
    while rest.len() >= 8 {
        let length = usize::try_from(u32::from_be_bytes(rest[..4].try_into().ok()?)).ok()?;
        let kind: [u8; 4] = rest[4..8].try_into().ok()?;
        let (head, length) = match length {
            0 => (8, rest.len()),
            1 => (
                16,
                usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?,
            ),
            _ => (8, length),
        };
        let content = rest.get(head..length)?;
        let content = match &kind {
            b"jP  " | b"ftyp" | b"jp2h" => Some(content.to_vec()),
            b"jp2c" => Some(stream(content)?),
            _ => None,
        };
        if let Some(content) = content {
            out.extend(u32::try_from(content.len() + 8).ok()?.to_be_bytes());
            out.extend(kind);
            out.extend(content);
        }
        rest = rest.get(length..)?;
    }
    Some(out)
}

/// A code stream whose main header has no comments.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes
        .get(..2)
        .filter(|start| *start == [0xFF, 0x4F])?
        .to_vec();
    let mut at = 2;
    loop {
        let marker: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
        if marker == [0xFF, 0x90] {
            out.extend(&bytes[at..]);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let segment = bytes.get(at..at + 2 + length.max(2))?;
        if marker != [0xFF, 0x64] {
            out.extend(segment);
        }
        at += segment.len();
    }
}
