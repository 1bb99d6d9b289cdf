//! A content comes out as it went in, and anything else is refused.

use proptest::prelude::*;
use uuid::Uuid;
use vault::Key;

use super::chunk::{CHUNK, Sealer, Shape};
use super::{Parts, Spool, blocking, fingerprint, whole};
use crate::Error;

fn run<T>(work: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(1).build().unwrap().block_on(work)
}

fn content(size: usize) -> Vec<u8> {
    (0..=250).cycle().take(size).collect()
}

/// Sizes around the borders of chunks.
fn sizes() -> impl Strategy<Value = usize> {
    (0..4usize, -3..4isize)
        .prop_map(|(chunks, beside)| (chunks * CHUNK).saturating_add_signed(beside))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever its size and however it comes in; read in chunks, as a whole, by a reader.
    #[test]
    fn a_content_comes_out_as_it_went_in(size in sizes(), piece in 1..3 * CHUNK) {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::new(folder.path().to_owned());
        let sent = content(size);
        run(async {
            let mut filling = spool.begin().unwrap();
            for piece in sent.chunks(piece) {
                filling.write(piece).await.unwrap();
            }
            let came = filling.end().await.unwrap();
            assert_eq!(came.size(), size as u64);
            assert!(came.part(came.count()).await.is_err(), "no more than there is");
            assert!(whole(&came, usize::MAX).await.unwrap() == sent);
            assert!(size == 0 || matches!(whole(&came, size - 1).await, Err(Error::TooLarge)));
            let key = Key::random();
            let mut print = key.many().begin();
            fingerprint(&came, &mut print).await.unwrap();
            assert_eq!(print.end(), key.fingerprint(&[&sent]));
            let mut read = Vec::new();
            tokio::task::spawn_blocking(move || {
                std::io::Read::read_to_end(&mut blocking(came), &mut read).unwrap();
                assert!(read == sent);
            }).await.unwrap();
        });
        prop_assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
    }

    /// A chunk opens in its own place alone: not as another one, not as the last when it is not, nor
    /// in a content of another length, nor in another content.
    #[test]
    fn a_chunk_is_taken_nowhere_else(
        (size, other) in (sizes(), sizes()), at in 0..5u64, from in 0..5u64,
    ) {
        let [here, there] = [(); 2].map(|()| Sealer { id: Uuid::from_u128(1), key: Key::random() });
        let moved = Sealer { id: Uuid::from_u128(2), key: here.key.clone() };
        let (shape, other) = (Shape { size: size as u64 }, Shape { size: other as u64 });
        let plain = content(size);
        let chunks: Vec<Vec<u8>> = (0..shape.count())
            .map(|number| {
                let start = usize::try_from(number).unwrap() * CHUNK;
                let end = plain.len().min(start + CHUNK);
                here.seal(number, number + 1 == shape.count(), &plain[start..end])
            })
            .collect();
        let Some(sealed) = usize::try_from(from).ok().and_then(|from| chunks.get(from)) else {
            return Ok(());
        };
        prop_assert_eq!(sealed.len(), shape.sealed_length(from));
        prop_assert_eq!(here.open(at, shape, sealed).is_ok(), at == from);
        prop_assert!(there.open(from, shape, sealed).is_err());
        prop_assert!(moved.open(from, shape, sealed).is_err());
        // The whole of another length: the same chunk only where it says and means the same.
        let ends = |shape: Shape| from + 1 == shape.count();
        let fits = shape == other || (!ends(shape) && !ends(other) && from < other.count());
        prop_assert_eq!(here.open(from, other, sealed).is_ok(), fits);
        let cut = &sealed[..sealed.len() - 1];
        prop_assert!(here.open(from, shape, cut).is_err());
    }
}

/// What is on the disk is not what was sent, and nobody finds it there by name.
#[test]
fn the_disk_holds_nothing_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::new(folder.path().to_owned());
    run(async {
        let sent = b"Zwaluwstaart ".repeat(40_000);
        let came = spool.keep(&sent).await.unwrap();
        let own = format!("/proc/{}/fd", std::process::id());
        let mut files = 0;
        for entry in std::fs::read_dir(own).unwrap().flatten() {
            let to = std::fs::read_link(entry.path()).unwrap_or_default();
            if to.starts_with(folder.path()) {
                let bytes = std::fs::read(entry.path()).unwrap();
                assert!(bytes.len() > sent.len(), "it is there");
                assert!(!bytes.windows(12).any(|part| part == b"Zwaluwstaart"));
                files += 1;
            }
        }
        assert_eq!(files, 1);
        drop(came);
    });
}

/// There is room for so much at once; what goes gives it back.
#[test]
fn what_comes_in_at_once_has_a_number() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::new(folder.path().to_owned()).with_room(3);
    run(async {
        let two = spool.keep(&content(2 * CHUNK)).await.unwrap();
        let more = spool.keep(&content(2 * CHUNK)).await;
        assert!(matches!(more, Err(Error::Busy)));
        spool.keep(&content(CHUNK)).await.unwrap();
        drop(two);
        spool.keep(&content(3 * CHUNK)).await.unwrap();
    });
}

/// Nobody fills the room of others: who has their share waits, and gets it back.
#[test]
fn each_person_has_a_share() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::new(folder.path().to_owned()).with_room(8);
    let (one, other) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
    run(async {
        let mut kept = Vec::new();
        while let Ok(came) = spool.of(one).keep(&content(2 * CHUNK)).await {
            kept.push(came);
        }
        assert_eq!(kept.len(), 2, "half of the room");
        assert!(matches!(
            spool.of(one).keep(b"more").await,
            Err(Error::Busy)
        ));
        spool.of(other).keep(b"of somebody else").await.unwrap();
        kept.pop();
        spool.of(one).keep(b"more").await.unwrap();
    });
}
