//! Rows of a CSV file as records. The header says which column is what; a row that cannot be used
//! is told with its line, and left out.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use enrichment::registers::columns::{self, Column};
use enrichment::registers::sheet::{Fault, Sheet};
use linkage::Record;
use platform::{Error, Result};

fn known() -> String {
    Column::ALL
        .iter()
        .filter(|column| column.compares())
        .map(|column| column.id())
        .collect::<Vec<_>>()
        .join(", ")
}

/// `ours=theirs`: how a file calls our columns.
#[derive(Debug, Clone, Default)]
pub struct Mapping(HashMap<String, Column>);

impl Mapping {
    /// Reads `ours=theirs` pairs.
    pub fn parse(pairs: &[String]) -> Result<Self> {
        let mut map = HashMap::new();
        for pair in pairs {
            let fault = |why: String| Error::Internal(format!("--map {pair}: {why}"));
            let (ours, theirs) = pair
                .split_once('=')
                .ok_or_else(|| fault("expected OURS=THEIRS, surname=last_name say".to_owned()))?;
            let column = Column::parse(&ours.trim().to_lowercase())
                .ok_or_else(|| fault(format!("{ours} is none of id, {}", known())))?;
            map.insert(theirs.trim().to_lowercase(), column);
        }
        Ok(Self(map))
    }

    /// What each column means: as mapped, or as its name says when nothing else was mapped to that.
    pub fn columns(&self, header: &[String]) -> Vec<Option<Column>> {
        let mapped = |name: &String| self.0.get(&name.to_lowercase()).copied();
        let taken: Vec<Column> = header.iter().filter_map(mapped).collect();
        header
            .iter()
            .map(|name| {
                mapped(name).or_else(|| Column::guess(name).filter(|guess| !taken.contains(guess)))
            })
            .collect()
    }
}

pub struct Row {
    pub id: String,
    pub record: Record,
}

/// A file being read.
pub struct Rows {
    path: PathBuf,
    sheet: Sheet,
    columns: Vec<Option<Column>>,
    bytes: u64,
    /// Rows left out so far.
    pub bad: usize,
}

impl Rows {
    pub fn open(path: &Path, mapping: &Mapping) -> Result<Self> {
        let fault = |why: String| Error::Internal(format!("{}: {why}", path.display()));
        let file = File::open(path).map_err(|error| fault(error.to_string()))?;
        let bytes = file.metadata()?.len();
        let mut file = BufReader::with_capacity(1 << 16, file);
        let mut head = Vec::new();
        file.by_ref().take(64 * 1024).read_to_end(&mut head)?;
        let sheet = Sheet::csv(&head, file).map_err(|why| match why {
            Fault::Empty => {
                fault("line 1: no header; the first line must name the columns".to_owned())
            }
            other => fault(format!("line 1: {other}")),
        })?;
        let columns = mapping.columns(&sheet.header);
        if !columns.iter().flatten().any(|column| column.compares()) {
            let found = sheet.header.join(", ");
            return Err(fault(format!(
                "line 1: none of these columns is known: {found}. Expected some of {} (see --map)",
                known()
            )));
        }
        if let Some(second) = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == Some(Column::Id))
            .nth(1)
        {
            return Err(fault(format!(
                "line 1, column {}: a second column for id (see --map)",
                second.0 + 1
            )));
        }
        Ok(Self {
            path: path.to_owned(),
            sheet,
            columns,
            bytes,
            bad: 0,
        })
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    pub fn position(&self) -> u64 {
        self.sheet.position()
    }

    /// Reads up to `size` good rows into `into`; false at the end of the file.
    pub fn chunk(&mut self, size: usize, into: &mut Vec<Row>) -> bool {
        while into.len() < size {
            let Some(line) = self.sheet.next() else { break };
            let row = line.cells.and_then(|cells| self.row(line.number, &cells));
            match row {
                Ok(row) => into.push(row),
                Err(why) => self.refuse(line.number, why),
            }
        }
        !into.is_empty()
    }

    fn refuse(&mut self, line: u64, why: Fault) {
        self.bad += 1;
        // Enough to see what is wrong; the count at the end tells the rest.
        if self.bad <= 50 {
            eprintln!("{}:{line}: {why}; left out", self.path.display());
        } else if self.bad == 51 {
            eprintln!("{}: more bad rows are only counted", self.path.display());
        }
    }

    fn row(&self, line: u64, cells: &[String]) -> std::result::Result<Row, Fault> {
        let id = self
            .columns
            .iter()
            .position(|column| *column == Some(Column::Id))
            .map(|at| cells[at].clone());
        let record = columns::record(&self.columns, cells);
        if record.is_empty() {
            return Err(Fault::Empty);
        }
        Ok(Row {
            id: id
                .filter(|id| !id.is_empty())
                .unwrap_or_else(|| line.to_string()),
            record,
        })
    }
}
