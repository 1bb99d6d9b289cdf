//! The tables as they lie there, for whoever has a copy or can write in them.

use std::collections::BTreeMap;

use platform::db::{Db, Row, Value};

/// Statements are fixed texts; an attacker's are not.
pub fn sql(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    fn read(row: &Row, column: &Column) -> Self {
        let name = column.name.as_str();
        match column.kind.as_str() {
            "INTEGER" => row
                .get::<Option<i64>>(name)
                .unwrap()
                .map_or(Self::Null, Self::Int),
            "TEXT" => row
                .get::<Option<String>>(name)
                .unwrap()
                .map_or(Self::Null, Self::Text),
            _ => row
                .get::<Option<Vec<u8>>>(name)
                .unwrap()
                .map_or(Self::Null, Self::Bytes),
        }
    }

    pub fn value(&self) -> Value {
        match self {
            Self::Null => Value::Text(None),
            Self::Int(value) => Value::Int(Some(*value)),
            Self::Text(value) => Value::Text(Some(value.clone())),
            Self::Bytes(value) => Value::Bytes(Some(value.clone())),
        }
    }

    /// Something else of the same kind.
    pub fn other(&self) -> Self {
        match self {
            Self::Null => Self::Null,
            Self::Int(value) => Self::Int(if *value == 0 { 1 } else { value - 1 }),
            Self::Text(value) => Self::Text(format!("{value}x")),
            Self::Bytes(value) => {
                let mut other = value.clone();
                if let Some(last) = other.last_mut() {
                    *last ^= 1;
                }
                Self::Bytes(other)
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub kind: String,
}

#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

/// Rows by their number in the file.
pub type Rows = BTreeMap<i64, Vec<Cell>>;

/// Every table of the schema (`SQLite`).
pub async fn tables(db: &Db) -> Vec<Table> {
    let mut tx = db.read().await.unwrap();
    let names = tx
        .rows(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
            vec![],
        )
        .await
        .unwrap();
    let mut found = Vec::new();
    for row in names {
        let name: String = row.get("name").unwrap();
        let columns = tx
            .rows(
                sql(format!(
                    "select name, type from pragma_table_info('{name}')"
                )),
                vec![],
            )
            .await
            .unwrap();
        let columns = columns
            .iter()
            .map(|row| Column {
                name: row.get("name").unwrap(),
                kind: row.get::<String>("type").unwrap().to_uppercase(),
            })
            .collect();
        found.push(Table { name, columns });
    }
    found
}

pub async fn rows(db: &Db, table: &Table) -> Rows {
    let mut tx = db.read().await.unwrap();
    let found = tx
        .rows(
            sql(format!("select rowid as rowid_, * from {}", table.name)),
            vec![],
        )
        .await
        .unwrap();
    found
        .iter()
        .map(|row| {
            let cells = table
                .columns
                .iter()
                .map(|column| Cell::read(row, column))
                .collect();
            (row.get("rowid_").unwrap(), cells)
        })
        .collect()
}

/// The whole database, as somebody copies it.
pub async fn copy(db: &Db) -> BTreeMap<String, Rows> {
    let mut all = BTreeMap::new();
    for table in tables(db).await {
        let rows = rows(db, &table).await;
        all.insert(table.name, rows);
    }
    all
}

/// Writes as somebody does who has the file and not the program. `false`: the schema itself forbids
/// it.
pub async fn write(db: &Db, statement: String, values: Vec<Value>) -> bool {
    let mut tx = db.begin().await.unwrap();
    tx.exec("pragma defer_foreign_keys = on", vec![])
        .await
        .unwrap();
    tx.exec(sql(statement), values).await.is_ok()
        && tx
            .commit_unaudited("an attacker leaves no record")
            .await
            .is_ok()
}

/// Puts cells in a row.
pub async fn put(db: &Db, table: &Table, row: i64, cells: &[(usize, Cell)]) -> bool {
    let sets: Vec<String> = cells
        .iter()
        .enumerate()
        .map(|(at, (column, _))| format!("\"{}\" = ${}", table.columns[*column].name, at + 2))
        .collect();
    let mut values = vec![Value::Int(Some(row))];
    values.extend(cells.iter().map(|(_, cell)| cell.value()));
    write(
        db,
        format!(
            "update {} set {} where rowid = $1",
            table.name,
            sets.join(", ")
        ),
        values,
    )
    .await
}

/// Puts a row there that is not there any more.
pub async fn add(db: &Db, table: &Table, cells: &[Cell]) -> bool {
    let names = table.columns.iter().map(|one| format!("\"{}\"", one.name));
    let names: Vec<String> = names.collect();
    let places: Vec<String> = (1..=cells.len()).map(|at| format!("${at}")).collect();
    let (names, places) = (names.join(", "), places.join(", "));
    let statement = format!("insert into {} ({names}) values ({places})", table.name);
    write(db, statement, cells.iter().map(Cell::value).collect()).await
}
