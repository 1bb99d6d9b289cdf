//! A file of any bytes as CSV or workbook, and its rows as records.
#![no_main]

use libfuzzer_sys::fuzz_target;
use enrichment::registers::columns::{Column, record};
use enrichment::registers::sheet::Sheet;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(sheet) = Sheet::of_bytes(bytes.to_vec()) {
        let columns: Vec<Option<Column>> = sheet
            .header
            .iter()
            .map(|name| Column::guess(name))
            .collect();
        for line in sheet.take(1000) {
            let _ = line.cells.map(|cells| record(&columns, &cells));
        }
    }
});
