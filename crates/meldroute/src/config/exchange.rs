//! What the command line says of files for other systems, and of theirs.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Place;

#[derive(Subcommand)]
pub enum ExportCommand {
    /// Every case of a municipality as HTCDS 2.0, the IOM's Human Trafficking Case Data Standard
    ///
    /// Who reported is not in it. Texts go as they were written: the vault is closed here, so nothing can see whether
    /// they name who reported. That it was made stands in the audit log. A file that this command made before is
    /// replaced, which it says; any other is left alone. Exit code 2 when it could not be done.
    #[command(
        after_help = "Example: meldroute export htcds --municipality GM0335 --out cases.json --data /var/lib/meldroute"
    )]
    Htcds(ExportHtcds),
}

#[derive(Args)]
pub struct ExportHtcds {
    /// Code of the municipality
    #[arg(long, value_name = "CODE")]
    pub municipality: String,
    /// Where to write it; its name says in which form: .json or .csv
    #[arg(long, value_name = "FILE.json|.csv")]
    pub out: PathBuf,
    #[command(flatten)]
    pub place: Place,
}

#[derive(Subcommand)]
pub enum ImportCommand {
    /// Cases of another system, as HTCDS 2.0 (JSON or CSV): each becomes a signal, once
    ///
    /// Fields that a signal has no place for stand in it as words; they are told by case. A case that was taken over
    /// before is passed over. Exit code 0: every case of the file is here as it stands there. 1: the file has faults, the
    /// first 50 are told with line and column, and nothing was changed; or a case was not taken over, for it is here
    /// already and otherwise: each of those is told, and the others were taken over. 2: it could not be done.
    #[command(after_help = "Example: meldroute import htcds cases.csv --data /var/lib/meldroute")]
    Htcds(ImportHtcds),
}

#[derive(Args)]
pub struct ImportHtcds {
    /// File of HTCDS 2.0; its name says in which form: .json or .csv
    pub file: PathBuf,
    /// Code of the municipality; may be left out where there is only one
    #[arg(long, value_name = "CODE")]
    pub municipality: Option<String>,
    /// Print what became of the cases as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub place: Place,
}
