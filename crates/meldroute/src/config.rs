//! What the command line says.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

mod exchange;
mod figures;

pub use exchange::{ExportCommand, ExportHtcds, ImportCommand, ImportHtcds};
pub use figures::{Estimate, Perspective, Tabulate, TabulateCommand};

#[derive(Parser)]
#[command(
    name = "meldroute",
    version,
    about = "Melden en opvolgen van signalen van mensenhandel",
    propagate_version = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args, Clone, Debug)]
pub struct Place {
    /// Folder with database and keys
    #[arg(long, value_name = "DIR", default_value = "meldroute-data")]
    pub data: PathBuf,
    /// `PostgreSQL` instead of the embedded database: <postgres://user:password@host/name>
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

#[derive(Args, Clone, Debug)]
pub struct Listen {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// How people reach this program, for links: <https://meldroute.example.nl>
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Certificate chain (PEM) for TLS
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) for TLS
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A reverse proxy in front ends TLS and sets X-Forwarded-For
    #[arg(long)]
    pub trusted_proxy: bool,
    /// Mail server: <smtp://host:25> or <smtps://user:password@host>
    #[arg(long, value_name = "URL")]
    pub smtp: Option<String>,
    /// Sender of mail
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "Meldroute <noreply@localhost>"
    )]
    pub mail_from: String,
    /// For how long a process holds the work it took, once nothing is heard of it any more
    #[arg(long, hide = true, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub lease_seconds: u64,
}

impl Listen {
    #[must_use]
    pub fn base_url(&self) -> String {
        let scheme = if self.tls_cert.is_some() {
            "https"
        } else {
            "http"
        };
        self.base_url.clone().map_or_else(
            || format!("{scheme}://{}", self.listen),
            |url| url.trim_end_matches('/').to_owned(),
        )
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve one or more municipalities
    ///
    /// On an empty folder this creates database and keys and prints a one-time setup link.
    #[command(
        after_help = "Example: meldroute serve --data /var/lib/meldroute --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem"
    )]
    Serve {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        listen: Listen,
        /// Policy pack to take into use (also a changed one)
        #[arg(long, value_name = "FILE")]
        policy: Option<PathBuf>,
    },
    /// Serve a fictional municipality with fixed accounts, for trying out
    #[command(after_help = "Example: meldroute demo --listen 127.0.0.1:8080")]
    Demo {
        /// Folder for the fictional data; refused when it holds anything else
        #[arg(long, value_name = "DIR", default_value = "demo-data")]
        data: PathBuf,
        #[command(flatten)]
        listen: Listen,
        /// Seed of the fictional data
        #[arg(long, default_value_t = 2026)]
        seed: u64,
        /// How many signals to make
        #[arg(long, default_value_t = 60)]
        signals: usize,
    },
    /// Print a new one-time setup link, for a first or a next municipality
    #[command(after_help = "Example: meldroute setup --data /var/lib/meldroute")]
    Setup {
        #[command(flatten)]
        place: Place,
        /// How people reach the program
        #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
        base_url: String,
    },
    /// Check keys, database, audit chain and policy: a line each, exit code 1 on any fault
    #[command(after_help = "Example: meldroute check --data /var/lib/meldroute --json")]
    Check {
        #[command(flatten)]
        place: Place,
        #[arg(long)]
        json: bool,
    },
    /// Bring the database of an earlier version up to this one (`serve` does so too, at its start)
    ///
    /// All steps are taken, or none. Make a backup first, with the version that made the database.
    #[command(after_help = "Example: meldroute migrate --data /var/lib/meldroute")]
    Migrate {
        #[command(flatten)]
        place: Place,
    },
    /// Make a next instance key, while the program runs
    ///
    /// The key file holds the new key alone afterwards. Backups made before need the old one: put a
    /// copy of the key file with them first.
    #[command(after_help = "Example: meldroute rotate-key --data /var/lib/meldroute")]
    RotateKey {
        #[command(flatten)]
        place: Place,
        /// Write the new key to this file instead, and leave the key file as it is: for a key that
        /// systemd gives
        #[arg(long, value_name = "FILE")]
        new_key: Option<PathBuf>,
    },
    /// Policy packs
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Write a consistent copy of the database while the program runs (without the keys)
    #[command(
        after_help = "Example: meldroute backup /backup/meldroute-2026-11-23.db --data /var/lib/meldroute"
    )]
    Backup {
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Put a copy back into an empty folder; put the keys there yourself
    #[command(
        after_help = "Example: meldroute restore /backup/meldroute-2026-11-23.db --data /var/lib/meldroute"
    )]
    Restore {
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// People, for when nobody can sign in
    #[command(subcommand)]
    User(UserCommand),
    /// Find persons, organisations and addresses of one file in another, in spite of errors
    ///
    /// Writes a line for each candidate at or above the threshold. Rows that cannot be used are
    /// reported with their line, left out, and counted.
    #[command(after_long_help = "\
Columns of the files, by their header (or see --map): id, name, given_name, prefix, surname, date_of_birth, sex, nationality,
street, house_number, addition, address, postcode, city, phone, email, national_id, organisation, kvk, plate, iban, handle.
Dutch names of columns are understood too. Several values in one field are parted by |.

Columns of the result: query_id, register_id, probability (0 to 1, that both are the same), explanation.

Example: meldroute match --register register.csv --query signals.csv --map surname=last_name --out candidates.csv")]
    Match(Match),
    /// Estimate how many persons are on no list at all (multiple systems estimation); prints JSON
    ///
    /// Exit code 0: an estimate; see `usable` and `refusals` whether it may be used. 1: there is
    /// none, or the file has a fault.
    #[command(after_long_help = "\
COUNTS.csv: a column a list with 0 or 1, the number of persons in the last column. Histories that are not there
count 0. For the method covariates other columns hold categories, and one may be a year.

Example: meldroute estimate counts.csv --bootstrap 10000 --table")]
    Estimate(Estimate),
    /// Make a table of counts that points at nobody, beside everything published before
    ///
    /// Small, empty and protecting cells get the same sign. Every table goes into the ledger; the
    /// same question gets the same table again. Exit code 1: refused, with the reason, or the file
    /// has faults.
    #[command(after_long_help = "\
PERSONS.csv: a row a person, or more rows with the same id. Columns: id, form, period (2025-H1, 2025, 2023-2025 or a
day, which stands for its year), municipality; others are passed over. What a form or municipality may be comes from
a code list with a version: the forms of the policy and the municipalities of the Copen, or --codes.

The secret that decides the rounding stands beside the ledger, in LEDGER.json.key. Keep both together, and the key
away from the tables.

Example: meldroute tabulate persons.csv --by form,period --profile public --ledger ledger.json --out table.csv
         meldroute tabulate audit table-2024.json table-2025.json")]
    Tabulate(Tabulate),
    /// What the national estimate would mean for one place, under stated assumptions; no forecast
    #[command(after_help = "Example: meldroute perspective --inhabitants 14000 --lang en")]
    Perspective(Perspective),
    /// Read an extract of a municipal register, however large; or cases of another system (import htcds)
    #[command(
        args_conflicts_with_subcommands = true,
        subcommand_negates_reqs = true,
        after_help = "Examples: meldroute import brp extract.csv --municipality GM0335 --dated 2026-11-01 --data /var/lib/meldroute
          meldroute import htcds cases.json --data /var/lib/meldroute"
    )]
    Import(Import),
    /// Write what this program holds for other systems
    #[command(subcommand)]
    Export(ExportCommand),
    /// Every route with its method, roles and the audit event it leaves (JSON)
    #[command(
        after_help = "Example: meldroute routes | jq '.[] | select(.roles[] == \"officer\")'"
    )]
    Routes,
    /// Work on one foreign file in a process of its own, from standard input to standard output
    #[command(hide = true)]
    Intake {
        #[arg(value_parser = ["clean", "words", "sheet", "small"])]
        work: String,
    },
}

#[derive(Args)]
pub struct Match {
    /// CSV file to look in
    #[arg(long, value_name = "A.csv", required_unless_present = "dedupe")]
    pub register: Option<PathBuf>,
    /// CSV file of what to look for
    #[arg(
        long,
        value_name = "B.csv",
        requires = "register",
        required_unless_present = "dedupe"
    )]
    pub query: Option<PathBuf>,
    /// Look for duplicates within one CSV file instead; each pair is written once
    #[arg(long, value_name = "A.csv", conflicts_with_all = ["register", "query"])]
    pub dedupe: Option<PathBuf>,
    /// Write candidates with at least this probability, 0 to 1
    #[arg(long, value_name = "P", default_value = "0.5", value_parser = probability)]
    pub threshold: f64,
    /// At most this many candidates for each query, the likeliest
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// A column of ours and what the files call it (may be given more than once)
    #[arg(long, value_name = "OURS=THEIRS")]
    pub map: Vec<String>,
    /// Language of the explanations: nl or en
    #[arg(long, value_name = "LANG", default_value = "nl", value_parser = ["nl", "en"])]
    pub lang: String,
    /// Exit with 1 when any row was bad
    #[arg(long)]
    pub strict: bool,
    /// Print the counts as JSON
    #[arg(long)]
    pub json: bool,
    /// Where to write the candidates
    #[arg(long, value_name = "M.csv")]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct Import {
    #[command(subcommand)]
    pub what: Option<ImportCommand>,
    #[command(flatten)]
    pub extract: Option<Extract>,
    // Beside the extract: clap does not see that an optional group is there when it holds another one.
    #[command(flatten)]
    pub place: Place,
}

#[derive(Args)]
pub struct Extract {
    /// The source, as the policy pack calls it
    pub source: String,
    /// CSV or Excel file; the first line names the columns
    pub file: PathBuf,
    /// Code of the municipality
    #[arg(long, value_name = "CODE")]
    pub municipality: String,
    /// The day of the extract; today when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub dated: Option<String>,
    /// What a column means: its name in the file, and ours (see meldroute match --help)
    #[arg(long, value_name = "OURS=THEIRS")]
    pub map: Vec<String>,
    /// Keep earlier extracts of this source; rows that are there already are passed over
    #[arg(long)]
    pub add: bool,
}

pub(crate) fn probability(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

#[derive(Subcommand)]
pub enum PolicyCommand {
    /// Faults with line and column, exit code 1
    #[command(after_help = "Example: meldroute policy check policies/montfoort.toml")]
    Check { file: PathBuf },
    /// Routing advice for assessed facts, as JSON
    #[command(
        after_help = "Example: meldroute policy advise policies/montfoort.toml --signal signal.json"
    )]
    Advise {
        file: PathBuf,
        #[arg(long, value_name = "SIGNAL.json")]
        signal: PathBuf,
    },
    /// The example pack, filled in for a municipality
    #[command(
        after_help = "Example: meldroute policy new --municipality Woerden --coordinator-step > woerden.toml"
    )]
    New {
        /// Its name or its code of Statistics Netherlands
        #[arg(long, value_name = "NAME or CODE")]
        municipality: String,
        /// An employee talks to the team coordinator first
        #[arg(long)]
        coordinator_step: bool,
        /// The region it works together in
        #[arg(long)]
        region: Option<String>,
        /// Who adopted the policy
        #[arg(long)]
        by: Option<String>,
        /// The title of the policy document
        #[arg(long)]
        document: Option<String>,
    },
    /// The JSON Schema of a pack, for editors
    #[command(after_help = "Example: meldroute policy schema > policies/schema.json")]
    Schema,
}

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Exit code 1 and the first broken record
    #[command(after_help = "Example: meldroute audit verify --data /var/lib/meldroute")]
    Verify {
        #[command(flatten)]
        place: Place,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum UserCommand {
    /// Everybody with a role, per municipality
    #[command(after_help = "Example: meldroute user list --data /var/lib/meldroute")]
    List {
        #[command(flatten)]
        place: Place,
        #[arg(long)]
        json: bool,
    },
    /// Print a new invitation link; the account, and what belongs to it, stays
    #[command(
        after_help = "Example: meldroute user invite beheer@example.nl --municipality GM0335"
    )]
    Invite {
        email: String,
        /// Code of the municipality
        #[arg(long, value_name = "CODE")]
        municipality: String,
        /// Name, for a person who is not known yet
        #[arg(long)]
        name: Option<String>,
        /// Roles, for a person who is not known yet: employee, coordinator, officer, participant,
        /// auditor, admin, integrity, partner
        #[arg(long, value_delimiter = ',')]
        roles: Vec<String>,
        /// Consultations of a participant, by their ids in the policy pack
        #[arg(long, value_delimiter = ',')]
        tables: Vec<String>,
        /// Organisation of a partner, by its id in the policy pack
        #[arg(long, value_name = "PARTNER")]
        organisation: Option<String>,
        /// How people reach the program
        #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
        base_url: String,
        #[command(flatten)]
        place: Place,
    },
}
