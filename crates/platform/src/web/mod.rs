//! The web kit: routes that declare their roles, pages, headers, and forms that survive an expired
//! session.

mod answer;
mod assets;
mod back;
mod body;
pub mod csv;
mod elsewhere;
mod first_use;
mod guard;
mod held;
mod help;
mod look;
mod menu;
mod page;
mod place;
mod routes;
mod said;
mod words;

pub use answer::{Html, html, redirect, redirect_done, redirect_done_in, redirect_refused};
pub use assets::{asset_path, routes as asset_routes};
pub use body::Body;
pub use elsewhere::{Elsewhere, Place};
pub use first_use::{FirstStep, Stands, first_use};
pub(crate) use guard::cookies;
pub use guard::{client_address, cookie, guard, set_cookie, set_language};
pub use held::{
    Departed, MIGRATIONS, SWEEP, back_to, count as held_count, destination as after_sign_in,
    routes as held_routes, take as take_held,
};
pub use help::{HelpAt, HelpPage, help_part};
pub use look::{Look, routes as look_routes};
pub use menu::{Entry, Group, Menu, NavItem, Search, Section, Status, StatusOf, Waiting};
pub use page::Page;
pub use place::own_path;
pub use routes::{Access, Damaged, Method, Pending, RouteInfo, Routes};
pub use words::Words;
