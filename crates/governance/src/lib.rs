//! Accountability: who did what. The auditor reads the audit log without any case content; the
//! officer sees each month who looked into the dossiers. The administrator confirms each year that
//! the partner entries of the policy pack are still right, and sees what work in the background did
//! not work.

mod audit;
pub mod audited;
mod background;
mod first;
mod help;
mod named;
mod policy_pack;

pub use policy_pack::{names as municipalities, said as terms, typed as municipality};

use platform::i18n::Locales;
use platform::web::{Access, Group, NavItem, Routes};
use platform::{Role, Wing};

/// What several modules say, and beside each module what it says alone.
const LOCALES: &[Locales] = &[
    (
        include_str!("../locales/nl.ftl"),
        include_str!("../locales/en.ftl"),
    ),
    audit::TEXTS,
    background::TEXTS,
    policy_pack::TEXTS,
];

const NAV: &[NavItem] = &[
    NavItem {
        group: Group::Administration,
        place: 210,
        path: "/beleid",
        also: &[],
        label: "nav-policy",
        access: Access::Roles(&[Role::Admin, Role::Officer]),
    },
    NavItem {
        group: Group::Administration,
        place: 220,
        path: "/achtergrond",
        also: &[],
        label: "nav-jobs",
        access: Access::Roles(&[Role::Admin]),
    },
    NavItem {
        group: Group::Accountability,
        place: 230,
        path: "/controle",
        also: &[],
        label: "nav-audit",
        access: Access::Roles(&[Role::Auditor]),
    },
    NavItem {
        group: Group::Accountability,
        place: 240,
        path: "/inzage",
        also: &[],
        label: "nav-looked",
        access: Access::Roles(&[Role::Officer]),
    },
];

pub const WING: Wing = Wing {
    name: "governance",
    locales: LOCALES,
    routes,
    nav: NAV,
    acts: audited::ALL,
    parts: &[
        &help::HELP,
        &policy_pack::CHANGED,
        &policy_pack::ENDS,
        &first::PARTNERS,
        &first::PARTNERS_TOO,
        &first::MAIL_GOES_OUT,
    ],
    home: &[(Role::Auditor, "/controle")],
    ..Wing::EMPTY
};

fn routes() -> Routes {
    audit::routes()
        .merge(policy_pack::routes())
        .merge(background::routes())
}
