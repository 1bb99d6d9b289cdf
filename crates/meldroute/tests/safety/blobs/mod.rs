//! Files as they go in and out: in chunks that nobody can change, with little memory, and gone when
//! nobody wants them.

mod changed;
mod gone;
mod memory;
mod program;
mod room;

use platform::blobs::{self, Blob, CHUNK, Owner};
use platform::params;
use testkit::{World, on_both};
use vault::Key;

/// How many rows such a statement counts.
async fn count(world: &World, what: &'static str) -> i64 {
    let sql: &'static str = format!("select count(*) as n from {what}").leak();
    let mut tx = world.app.db.read().await.unwrap();
    tx.must(sql, params![]).await.unwrap().get("n").unwrap()
}

/// What comes back every hour is done, if it is time.
async fn sweep(world: &World) {
    platform::jobs::ensure_schedules(&world.app).await.unwrap();
    platform::jobs::run_due(&world.app).await.unwrap();
}

/// A picture that cannot be packed: as large as its pixels.
fn noise(side: u32, seed: u32) -> Vec<u8> {
    let mut state = seed;
    let picture = image::RgbImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, r, g, b] = state.to_le_bytes();
        image::Rgb([r, g, b])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A content of any size lasts once an act attached it, and opens with its owner's key alone, for its
/// owner alone.
async fn stored(world: World) {
    let (app, tenant) = (&world.app, world.montfoort);
    let key = Key::random();
    for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK, 9 * CHUNK + 7] {
        let sent: Vec<u8> = (0..=250).cycle().take(size).collect();
        let came = app.spool.keep(&sent).await.unwrap();
        let waiting = blobs::store(app, tenant, &came).await.unwrap();
        let owner = Owner {
            tenant,
            id: world.app.clock.id(),
        };
        let mut tx = app.db.begin().await.unwrap();
        let blob = waiting.attach(&mut tx, owner.id).await.unwrap();
        tx.commit_unaudited("a test").await.unwrap();
        let sealed = blob.seal(&key, "here");
        let opened = Blob::open(owner, &key, &sealed, "here").unwrap();
        assert_eq!(opened.size(), size as u64);
        opened
            .check(&mut app.db.read().await.unwrap())
            .await
            .unwrap();
        let there = opened.clone().of(&app.db);
        let read = blobs::whole(&there, usize::MAX).await.unwrap();
        assert!(read == sent, "{size}");
        assert!(Blob::open(owner, &key, &sealed, "there").is_err());
        assert!(Blob::open(owner, &Key::random(), &sealed, "here").is_err());
        for other in [
            Owner {
                id: world.app.clock.id(),
                ..owner
            },
            Owner {
                tenant: world.other,
                ..owner
            },
        ] {
            let taken = Blob::open(other, &key, &sealed, "here").unwrap();
            let read = blobs::whole(&taken.of(&app.db), usize::MAX).await;
            assert!(read.is_err(), "of another owner");
        }
        let mut tx = app.db.begin().await.unwrap();
        blobs::destroy(&mut tx, owner).await.unwrap();
        tx.commit_unaudited("a test").await.unwrap();
        assert!(blobs::whole(&opened.of(&app.db), usize::MAX).await.is_err());
    }
    assert_eq!(count(&world, "blob").await, 0);
    assert_eq!(count(&world, "blob_chunk").await, 0);
}
on_both!(a_content_of_any_size_lasts_for_its_owner, stored);
