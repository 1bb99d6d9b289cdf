//! Which way things point: no module of this wing leads back to itself.

use housekeeping::layers::{circles, modules};

#[test]
fn modules_of_this_wing_point_one_way() {
    let all = modules(env!("CARGO_MANIFEST_DIR"));
    assert!(
        all.len() > 4 && all["network"].contains("judging"),
        "{all:?}"
    );
    let back = circles(all);
    assert!(back.is_empty(), "these lead back to themselves: {back:?}");
}
