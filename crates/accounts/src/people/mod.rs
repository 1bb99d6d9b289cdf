//! Accounts and roles. The administrator invites people and gives them roles, and sees no case
//! content; a person sets the own password and one-time code through the invitation link.

mod model;
mod pages;
mod passwords;
mod store;
mod words;

pub use model::{CodeSecret, totp};
pub use passwords::{passphrase_fault, password_fault};
pub(crate) use store::{Account, accept_code_step, account, present};
pub use store::{
    MIGRATIONS, NewPerson, Person, add_roles, by_email, create, email_of, invite, mailbox, names, of_tenant,
    officers, set_code, set_password, with_role,
};

use platform::Role;
use platform::web::Routes;

pub fn routes() -> Routes {
    Routes::new()
        .get("/mensen", pages::list)
        .authorize(&[Role::Admin])
        .post("/mensen", pages::add)
        .audits("person.invited")
        .authorize(&[Role::Admin])
        .post("/mensen/{id}/rollen", pages::roles)
        .audits("person.roles")
        .authorize(&[Role::Admin])
        .post("/mensen/{id}/uitnodigen", pages::reinvite)
        .audits("person.invited")
        .authorize(&[Role::Admin])
        .get("/uitnodiging/{token}", pages::invitation)
        .public()
        .post("/uitnodiging/{token}", pages::accept)
        .audits("person.joined")
        .public()
}
