//! `meldroute`: see `meldroute --help`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use meldroute::checks::Finding;
use meldroute::config::{
    AuditCommand, Cli, Command, ExportCommand, Import, ImportCommand, Listen, Place, PolicyCommand,
    UserCommand,
};
use meldroute::wiring::{Manner, open};
use meldroute::{
    allocator, backup, checks, demo, exchange, figures, matching, private, serve, setup, upkeep,
    users, wiring,
};
use platform::tenants::{self, Taken};
use platform::{Clock, Error, Result};
use policy::{Facts, Filled, Pack};

/// Exit codes: 0 good, 1 a fault was found, 2 it could not be done.
fn main() -> ExitCode {
    private::by_default();
    let cli = Cli::parse();
    // Before anything else has started: the child gives away its memory and time first.
    if let Command::Intake { work } = &cli.command {
        return intake::child::main(work);
    }
    if matches!(cli.command, Command::Serve { .. } | Command::Demo { .. }) {
        allocator::gives_back();
    }
    let level = tracing_subscriber::EnvFilter::try_from_env("MELDROUTE_LOG")
        .unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(level)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("meldroute: {error}");
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(run(cli.command)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("meldroute: {error}");
            ExitCode::from(2)
        }
    }
}

fn quiet() -> Manner {
    Manner::quiet(Clock::system())
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve {
            place,
            listen,
            policy,
        } => serving(&place, &listen, policy.as_deref()).await?,
        Command::Demo {
            data,
            listen,
            seed,
            signals,
        } => demo::run(&data, &listen, seed, signals).await?,
        Command::Setup { place, base_url } => {
            open(&place, quiet(), true).await?;
            println!("{}", setup::Link::new(&place.data, None).make(&base_url)?);
        }
        Command::Check { place, json } => {
            // Opening closes them off: whoever asks is told that they were open.
            let mut found = vec![checks::private(&place.data)];
            found.extend(checks::check(&open(&place, quiet(), false).await?).await?);
            return Ok(report(&found, json));
        }
        Command::Audit(AuditCommand::Verify { place, json }) => {
            let found = checks::verify(&open(&place, quiet(), false).await?).await?;
            return Ok(report(&found, json));
        }
        Command::Migrate { place } => println!("{}", upkeep::migrate(&place).await?),
        Command::RotateKey { place, new_key } => {
            println!("{}", upkeep::rotate_key(&place, new_key.as_deref()).await?);
        }
        Command::Policy(command) => return policy(command),
        Command::Backup { file, place } => {
            let bytes = backup::backup(&file, &place).await?;
            println!("{}: {bytes} bytes", file.display());
        }
        Command::Restore { file, place } => {
            backup::restore(&file, &place).await?;
            println!(
                "Restored. Put keys/instance.key in {}, without keys/high-water, and run: meldroute check",
                place.data.display()
            );
        }
        Command::User(command) => user(command).await?,
        Command::Import(asked) => return import(asked).await,
        Command::Export(command) => println!("{}", export(command).await?),
        Command::Match(asked) => return matching::command(&asked),
        Command::Estimate(asked) => return figures::estimate(&asked),
        Command::Tabulate(asked) => return figures::tabulate(&asked),
        Command::Perspective(asked) => println!("{}", figures::perspective(&asked)?),
        Command::Intake { work } => return Ok(intake::child::main(&work)),
        Command::Routes => println!(
            "{}",
            serde_json::to_string_pretty(wiring::WINGS.routes().table())?
        ),
    }
    Ok(ExitCode::SUCCESS)
}

/// The language of whoever started the program, as their terminal says it.
fn spoken() -> &'static str {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let said = said.filter_map(|name| std::env::var(name).ok());
    let mut said = said.filter(|value| !value.is_empty());
    let is_dutch = said.next().is_some_and(|value| value.starts_with("nl"));
    if is_dutch { "nl" } else { "en" }
}

/// Serves until it is told to stop. A faulty policy pack is refused before anything is opened; a
/// good one is taken into use, or waits for the municipality that is set up.
async fn serving(place: &Place, listen: &Listen, policy: Option<&Path>) -> Result<()> {
    let offered = policy.map(read).transpose()?;
    if let Some(text) = &offered {
        Pack::parse(text).map_err(|faults| Error::Internal(format!("policy pack: {faults}")))?;
    }
    let app = open(place, Manner::serving(listen, false), true).await?;
    if let Some(text) = &offered {
        match tenants::adopt(&app, text).await? {
            Taken::InUse => println!("Policy pack in use."),
            Taken::Before => println!(
                "This policy pack was in use before; a later one is, and stays. Take that one along (Beleid en partners) and raise its version."
            ),
            Taken::Nobodys => {}
        }
    }
    let link = Arc::new(setup::Link::new(&place.data, offered));
    if app.tenants.all().is_empty() {
        let texts = app.i18n.lang(spoken());
        println!(
            "{}\n  {}",
            texts.get("setup-link-line"),
            link.keep(&listen.base_url())?
        );
    }
    println!("Meldroute listens on {}", listen.base_url());
    serve::serve(app, listen, link).await
}

/// Reads an extract of a register, or cases of another system.
async fn import(asked: Import) -> Result<ExitCode> {
    if let Some(ImportCommand::Htcds(asked)) = asked.what {
        let app = open(&asked.place, quiet(), false).await?;
        return exchange::import(&app, &asked).await;
    }
    let nothing = || Error::Internal("import what? See --help".to_owned());
    let extract = asked.extract.ok_or_else(nothing)?;
    let app = open(&asked.place, quiet(), false).await?;
    println!("{}", matching::import(&app, extract).await?);
    Ok(ExitCode::SUCCESS)
}

/// Writes what this program holds for other systems.
async fn export(command: ExportCommand) -> Result<String> {
    let ExportCommand::Htcds(asked) = command;
    let app = open(&asked.place, quiet(), false).await?;
    exchange::export(&app, &asked).await
}

/// Lists people, or invites one.
async fn user(command: UserCommand) -> Result<()> {
    match command {
        UserCommand::List { place, json } => {
            let people = users::list(&open(&place, quiet(), false).await?).await?;
            if json {
                println!("{}", serde_json::to_string_pretty(&people)?);
                return Ok(());
            }
            for person in people {
                println!(
                    "{}\t{}\t{}\t{}",
                    person.municipality,
                    person.name,
                    person.email,
                    person.roles.join(",")
                );
            }
        }
        UserCommand::Invite {
            email,
            municipality,
            name,
            roles,
            tables,
            organisation,
            base_url,
            place,
        } => {
            let app = open(&place, quiet(), false).await?;
            let name = name.as_deref();
            let given = users::Given {
                roles: &roles,
                tables: &tables,
                organisation: organisation.as_deref(),
            };
            let link = users::invite(&app, &email, &municipality, name, given, &base_url).await?;
            println!("{link}");
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| Error::Internal(format!("{}: {error}", path.display())))
}

fn report(findings: &[Finding], json: bool) -> ExitCode {
    if json {
        println!(
            "{}",
            serde_json::to_string_pretty(findings).unwrap_or_default()
        );
    } else {
        for finding in findings {
            println!(
                "{}\t{}: {}",
                if finding.good { "ok" } else { "FAULT" },
                finding.what,
                finding.detail
            );
        }
    }
    ExitCode::from(u8::from(findings.iter().any(|finding| !finding.good)))
}

/// Says that there is no such municipality, and which have nearly that name.
fn unknown(municipality: &str) -> ExitCode {
    eprintln!("{municipality}: no municipality of the Netherlands");
    for like in policy::like_municipality(municipality, 5) {
        eprintln!("  perhaps {} ({})", like.name, like.code);
    }
    ExitCode::from(1)
}

fn advise(pack: &Pack, signal: &Path) -> Result<ExitCode> {
    match serde_json::from_str::<Facts>(&read(signal)?) {
        Ok(facts) => {
            let advice = policy::advise(pack, &facts);
            println!("{}", serde_json::to_string_pretty(&advice)?);
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            let file = signal.display();
            eprintln!("{file}:{}:{}: {fault}", fault.line(), fault.column());
            Ok(ExitCode::from(1))
        }
    }
}

/// No fault: an English page shows these in Dutch.
fn say_what_is_not_in_english(pack: &Pack) {
    let missing = pack.without_english();
    let of_nothing = pack.english_of_nothing();
    for (texts, what) in [
        (missing, "without English; pages show the Dutch"),
        (of_nothing, "in [english] that are no text of this pack"),
    ] {
        if !texts.is_empty() {
            println!("{} {what}:", texts.len());
            for text in texts {
                println!("  {text}");
            }
        }
    }
}

/// What is no fault.
fn say_what_else_there_is(pack: &Pack) {
    say_of_whom_nobody_has_an_account(pack);
    say_what_is_not_in_english(pack);
}

/// Groups and consultations, if there are any.
fn say_of_whom_nobody_has_an_account(pack: &Pack) {
    let groups = pack.partners.iter().filter(|partner| partner.is_group());
    let ids: Vec<&str> = groups.map(|one| one.id.get_ref().as_str()).collect();
    if !ids.is_empty() {
        println!(
            "no account for groups and consultations: {}",
            ids.join(", ")
        );
    }
}

fn policy(command: PolicyCommand) -> Result<ExitCode> {
    let parsed = |file: &Path| -> Result<std::result::Result<Pack, policy::Faults>> {
        Ok(Pack::parse(&read(file)?))
    };
    let refuse = |file: &Path, faults: &policy::Faults| {
        for fault in &faults.0 {
            eprintln!(
                "{}:{}:{}: {}",
                file.display(),
                fault.line,
                fault.column,
                fault.message
            );
        }
        ExitCode::from(1)
    };
    match command {
        PolicyCommand::Check { file } => match parsed(&file)? {
            Ok(pack) => {
                println!(
                    "{}: good, version {}; {} of {} partners without a confirmed number or address",
                    file.display(),
                    pack.version,
                    pack.unconfirmed().count(),
                    pack.partners.len()
                );
                say_what_else_there_is(&pack);
            }
            Err(faults) => return Ok(refuse(&file, &faults)),
        },
        PolicyCommand::Advise { file, signal } => {
            let pack = match parsed(&file)? {
                Ok(pack) => pack,
                Err(faults) => return Ok(refuse(&file, &faults)),
            };
            return advise(&pack, &signal);
        }
        PolicyCommand::New {
            municipality,
            coordinator_step,
            region,
            by,
            document,
        } => {
            let Some(known) = policy::find_municipality(&municipality) else {
                return Ok(unknown(&municipality));
            };
            let filled = Filled {
                municipality: known,
                coordinator_step,
                region,
                by,
                document,
            };
            let text = setup::pack_for(filled);
            let refused = |faults: policy::Faults| Error::Internal(faults.to_string());
            print!("{}", text.map_err(refused)?);
        }
        PolicyCommand::Schema => println!("{}", policy::json_schema()),
    }
    Ok(ExitCode::SUCCESS)
}
