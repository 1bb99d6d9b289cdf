//! What the commands about figures say.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::probability;

#[derive(Args)]
pub struct Estimate {
    /// Number of persons for each capture history
    #[arg(value_name = "COUNTS.csv", required_unless_present_any = ["persons", "lists"])]
    pub counts: Option<PathBuf>,
    /// Persons instead: one row a person, a column a list with 1 or 0
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["counts", "lists"])]
    pub persons: Option<PathBuf>,
    /// Lists that must be linked first: a file a list, its name is the name of the list (see match
    /// --help)
    #[arg(
        long,
        value_name = "A.csv,B.csv,...",
        value_delimiter = ',',
        conflicts_with = "counts"
    )]
    pub lists: Vec<PathBuf>,
    /// With --lists: rows are the same person from this probability, 0 to 1
    #[arg(long, value_name = "P", default_value = "0.5", value_parser = probability)]
    pub same: f64,
    /// With --lists: a column of ours and what the files call it (may be given more than once)
    #[arg(long, value_name = "OURS=THEIRS")]
    pub map: Vec<String>,
    /// How the model is chosen
    #[arg(long, value_name = "METHOD", default_value = "stepwise",
        value_parser = ["stepwise", "main", "bic", "graphs", "covariates", "fixed"])]
    pub method: String,
    /// With --method fixed: lists that act together, A:B or A:B:C
    #[arg(long, value_name = "A:B,...", value_delimiter = ',')]
    pub pairs: Vec<String>,
    /// With --method bic: effects of at most so many lists (all orders up to five lists, 2 for six)
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub order: Option<u8>,
    /// All methods side by side, each list left out, lists merged, other thresholds
    #[arg(long, conflicts_with_all = ["pairs", "order", "method"])]
    pub compare: bool,
    /// Stepwise: pairs are added below this p-value, 0 to 1
    #[arg(long, value_name = "P", default_value = "0.02", value_parser = probability)]
    pub threshold: f64,
    /// Replicates of a bootstrap (`BCa`) that repeats the whole choice; 10000 takes seconds
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(50..=1_000_000))]
    pub bootstrap: Option<u32>,
    /// Seed of the bootstrap: the same seed gives the same answer
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Level of the interval, 0.5 to 0.999
    #[arg(long, value_name = "LEVEL", default_value = "0.95", value_parser = level)]
    pub level: f64,
    /// With --method covariates: which columns are covariates; all that hold more than 0 and 1 when
    /// left out
    #[arg(long, value_name = "X,Y,...", value_delimiter = ',')]
    pub covariates: Vec<String>,
    /// With --method covariates: the column that is a year
    #[arg(long, value_name = "COLUMN")]
    pub year: Option<String>,
    /// With --method covariates: what a parameter costs
    #[arg(long, value_name = "NAME", default_value = "bic", value_parser = ["bic", "aic"])]
    pub criterion: String,
    /// Print for people instead of JSON
    #[arg(long)]
    pub table: bool,
    /// Language of the words: nl or en
    #[arg(long, value_name = "LANG", default_value = "nl", value_parser = ["nl", "en"])]
    pub lang: String,
}

#[derive(Args)]
pub struct Perspective {
    /// Inhabitants of the municipality or region
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub inhabitants: u64,
    /// Inhabitants of the country (CBS, 1 January 2024)
    #[arg(long, value_name = "N", default_value_t = statistics::small_area::INHABITANTS, value_parser = clap::value_parser!(u64).range(1..=10_000_000_000))]
    pub country: u64,
    /// So many years together, 1 to 50
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=50))]
    pub years: u8,
    /// Print as JSON, with the series of figures and their sources
    #[arg(long)]
    pub json: bool,
    /// Language of the words: nl or en
    #[arg(long, value_name = "LANG", default_value = "nl", value_parser = ["nl", "en"])]
    pub lang: String,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Tabulate {
    #[command(subcommand)]
    pub command: Option<TabulateCommand>,
    /// Persons, one row each
    #[arg(value_name = "PERSONS.csv", required = true)]
    pub persons: Option<PathBuf>,
    /// Columns to split by
    #[arg(
        long,
        value_name = "form,period[,municipality]",
        value_delimiter = ',',
        required = true
    )]
    pub by: Vec<String>,
    /// Who reads it: public (k = 10), confidential (k = 5, under secrecy), region (noise from a
    /// budget)
    #[arg(long, value_name = "PROFILE", required = true, value_parser = ["public", "confidential", "region"])]
    pub profile: Option<String>,
    /// Everything published so far; made when it is not there
    #[arg(long, value_name = "LEDGER.json", required = true)]
    pub ledger: Option<PathBuf>,
    /// Where to write the table, by its ending as CSV or JSON
    #[arg(long, value_name = "TABLE.csv|.json", required = true)]
    pub out: Option<PathBuf>,
    /// Only persons of this municipality (its name or code); told in the table
    #[arg(long, value_name = "NAME")]
    pub area: Option<String>,
    /// Only this time, 2025-H1, 2025 or 2023-2025; told in the table, also when nobody is in it
    #[arg(long, value_name = "PERIOD")]
    pub span: Option<String>,
    /// Code lists of your own (JSON)
    #[arg(long, value_name = "CODES.json")]
    pub codes: Option<PathBuf>,
    /// With --profile region: how much of the yearly noise budget of 1 this table takes, 0.01 to 1
    #[arg(long, value_name = "E", default_value = "1", value_parser = epsilon)]
    pub epsilon: f64,
}

#[derive(Subcommand)]
pub enum TabulateCommand {
    /// Attack published tables together: the tightest interval for every hidden cell; exit code 1
    /// when one is too narrow
    Audit {
        /// Tables as JSON, or a ledger
        #[arg(required = true, value_name = "RELEASE.json")]
        releases: Vec<PathBuf>,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}

fn epsilon(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.01..=1.0).contains(value))
        .ok_or_else(|| "expected a number from 0.01 to 1".to_owned())
}

fn level(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.5..=0.999).contains(value))
        .ok_or_else(|| "expected a number from 0.5 to 0.999".to_owned())
}
