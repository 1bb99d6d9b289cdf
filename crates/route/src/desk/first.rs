//! What a new officer does first at the desk: get at the vault, and see one signal come in.

use platform::web::{FirstStep, Stands};
use platform::{Role, params};

use crate::reporters::{self, Access};

pub const VAULT: FirstStep = FirstStep {
    role: Role::Officer,
    place: 20,
    label: "first-vault",
    path: "/kluis",
    stands: |tx, app, actor| {
        Box::pin(async move {
            let access = reporters::access_of(tx, app, actor.tenant, actor.user).await?;
            Ok(Stands::when(access.0 == Access::Granted))
        })
    },
};

/// A first signal, of whoever: trying it is the best explanation.
pub const SIGNAL: FirstStep = FirstStep {
    role: Role::Officer,
    place: 40,
    label: "first-signal",
    path: "/melden",
    stands: |tx, _, actor| {
        Box::pin(async move {
            let any = "select id from signal where tenant = $1 limit 1";
            let found = tx.row(any, params![actor.tenant]).await?;
            Ok(Stands::when(found.is_some()))
        })
    },
};
