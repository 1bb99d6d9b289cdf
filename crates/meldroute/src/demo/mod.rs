//! A fictional municipality to try everything on: fixed accounts, made-up signals over two and a
//! half years in every state. Nobody in it exists.

mod asking;
mod calling;
mod cases;
mod codes;
mod dossiers;
mod locations;
mod meeting;
mod partner;
mod people;
mod talking;
mod texts;

use std::path::Path;
use std::sync::Arc;

use platform::db::Db;
use platform::keys::Keyring;
use platform::{App, Clock, Error, Result, keys};

use crate::config::{Listen, Place};
use crate::wiring::{Manner, assemble, database_url, high_water};
use crate::{private, serve, setup};

pub use codes::routes;
pub use people::{ACCOUNTS, PASSPHRASE, PASSWORD, current_code};

const MARK: &str = "this-is-a-demo";

/// Serves the demo; makes its data first when the folder is new.
pub async fn run(data: &Path, listen: &Listen, seed: u64, signals: usize) -> Result<()> {
    prepare(data, seed, signals).await?;
    let app = open(data, Manner::serving(listen, true)).await?;
    introduce(&app, listen);
    serve::serve(app, listen, Arc::new(setup::Link::new(data, None))).await
}

/// Fills an empty folder with fictional data. A folder with anything else is refused.
pub async fn prepare(data: &Path, seed: u64, signals: usize) -> Result<()> {
    if data.join(MARK).exists() {
        return Ok(());
    }
    let empty = !data.exists() || std::fs::read_dir(data)?.next().is_none();
    if !empty {
        let folder = data.display();
        return Err(Error::Internal(format!(
            "{folder} holds other data: the demo only works in a folder of its own"
        )));
    }
    let clock = Clock::at(Clock::system().now());
    keys::write_private(&data.join("making"), b"")?;
    let made = make(data, clock, seed, signals).await;
    if made.is_err() {
        let _ = std::fs::remove_dir_all(data);
        return made;
    }
    keys::write_private(
        &data.join(MARK),
        b"Fictional data: see meldroute demo --help\n",
    )?;
    std::fs::remove_file(data.join("making"))?;
    Ok(())
}

async fn make(data: &Path, clock: Clock, seed: u64, signals: usize) -> Result<()> {
    let today = clock.now();
    let app = open(data, Manner::quiet(clock.clone())).await?;
    let (tenant, staff) = people::found(&app, &clock, today).await?;
    dossiers::make(&app, &clock, tenant, &staff, seed, signals, today).await?;
    partner::make(&app, &clock, &staff, today).await?;
    meeting::make(&app, &clock, &staff, today).await?;
    cases::make(&app, &clock, &staff, today).await?;
    locations::make(&app, &clock, &staff, today).await?;
    people::waiting(&app, &staff).await?;
    app.note_high_water()?;
    app.db.close().await;
    Ok(())
}

async fn open(data: &Path, manner: Manner) -> Result<App> {
    private::tighten(data);
    let keys = Keyring::load(data, true)?;
    let place = Place {
        data: data.to_owned(),
        database: None,
    };
    let manner = Manner {
        high_water: Some(high_water(data)),
        ..manner
    };
    assemble(Db::open(&database_url(&place)).await?, keys, manner).await
}

fn introduce(app: &App, listen: &Listen) {
    println!("\nMeldroute oefenomgeving: {}\n", listen.base_url());
    println!("Wachtwoord van iedereen:  {PASSWORD}");
    println!("Wachtzin van de kluis:    {PASSPHRASE}\n");
    println!(
        "{:<44} {:<44} code nu   geheim voor uw app",
        "e-mailadres", "rol"
    );
    for account in ACCOUNTS {
        let texts = app.i18n.lang("nl");
        let roles: Vec<String> = account
            .roles
            .iter()
            .map(|role| texts.get(&format!("role-{}", role.id())))
            .collect();
        let (code, secret) = match account.code {
            Some(secret) => (current_code(secret, app.clock.now()), secret),
            None => ("geen".to_owned(), ""),
        };
        println!(
            "{:<44} {:<44} {code:<9} {secret}",
            account.email,
            roles.join(", ")
        );
    }
    println!(
        "\nEen code werkt één keer, een halve minuut lang. Nieuwe codes staan steeds op {}/oefencodes\n",
        listen.base_url()
    );
}
