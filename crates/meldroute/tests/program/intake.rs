//! Foreign files in the child process: ordinary ones come through, bombs end the child and nothing
//! else.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use image::ImageFormat;
use intake::{Fault, Words};
use lopdf::{Dictionary, Object, Stream, dictionary};
use platform::blobs::{self, Parts, Spool};
use platform::intake::{Intake, Refused};
use testkit::files::{self, book, marked, marked_jpeg, packed, pdf, picture};

fn program() -> PathBuf {
    testkit::program()
}

/// Where files are taken in, and where they go: a folder that is gone with the test.
fn intake(program: PathBuf) -> (tempfile::TempDir, Intake, Spool) {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::new(folder.path().to_owned());
    (folder, Intake::new(program, spool.clone()), spool)
}

async fn read(file: &impl Parts) -> Vec<u8> {
    blobs::whole(file, usize::MAX).await.unwrap()
}

/// Runs the child as the platform does; gives its peak of resident memory in MiB and how it ended.
fn peak(work: &str, bytes: &[u8]) -> (u64, Result<Vec<u8>, Fault>) {
    let mut child = Command::new(program())
        .args(["intake", work])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let bytes = bytes.to_vec();
    let give = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let take = std::thread::spawn(move || {
        let mut written = Vec::new();
        stdout.read_to_end(&mut written).unwrap();
        written
    });
    let mut highest = 0;
    let exit = loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let now = told
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        highest = highest.max(
            now.and_then(|now| now.parse::<u64>().ok())
                .unwrap_or_default()
                / 1024,
        );
        if let Some(exit) = child.try_wait().unwrap() {
            break exit;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    give.join().unwrap();
    let mut written = take.join().unwrap();
    let last = written.pop();
    let ended = intake::child::ended(last, exit.code());
    (highest, ended.map(|()| written))
}

/// Refused, for being too heavy, within the memory of the child and twice its time at most.
fn refused(work: &str, bytes: &[u8], what: &str) {
    let start = Instant::now();
    let (peak, ended) = peak(work, bytes);
    println!(
        "{what}: {} bytes in, {peak} MiB, {} ms",
        bytes.len(),
        start.elapsed().as_millis()
    );
    assert_eq!(ended.unwrap_err(), Fault::TooMuch, "{what}");
    assert!(
        peak <= intake::child::MEMORY / 1024 / 1024,
        "{what}: {peak} MiB"
    );
}

fn stream(entries: Dictionary, content: &[u8]) -> Object {
    Stream::new(entries, content.to_vec()).into()
}

fn with_content(filters: Vec<Object>, content: &[u8]) -> Vec<u8> {
    pdf(b"", |document, page| {
        let content = document.add_object(stream(dictionary! { "Filter" => filters }, content));
        page.set("Contents", content);
    })
}

#[test]
fn bombs_end_the_child_within_its_memory() {
    let flat = packed(&vec![b' '; 100 << 20]);
    refused(
        "clean",
        &with_content(vec!["FlateDecode".into()], &flat),
        "100 MiB in a PDF",
    );
    let nested = with_content(
        vec!["FlateDecode".into(), "FlateDecode".into()],
        &packed(&flat),
    );
    refused("clean", &nested, "packed twice");
    let arrays = pdf(b"", |document, page| {
        let list: Vec<Object> = (0..64).map(Object::Integer).collect();
        let list = document.add_object(list);
        page.set("Rotate", list);
    });
    // Four million little dictionaries, in an object that is not packed: hundreds of bytes each
    // once they are read.
    let at = arrays
        .windows(5)
        .position(|window| window == b"[0 1 ")
        .unwrap();
    let heavy = [&arrays[..=at], &b"<<>>".repeat(2 << 20), &arrays[at + 1..]].concat();
    let (peak, ended) = peak("clean", &heavy);
    assert!(ended.is_err() && peak <= 512, "{ended:?} {peak} MiB");

    let shared = book("", &mut |out| {
        out.write_all(b"<sst><si><t>").unwrap();
        let block = vec![b'a'; 1 << 20];
        (0..300).for_each(|_| out.write_all(&block).unwrap());
        out.write_all(b"</t></si></sst>").unwrap();
    });
    refused("sheet", &shared, "300 MiB of texts in a workbook");
    let promised = book("", &mut |out| {
        out.write_all(b"<sst uniqueCount=\"900000000000\"></sst>")
            .unwrap();
    });
    let (peak, ended) = self::peak("sheet", &promised);
    assert!(ended.is_err() && peak < 100, "{ended:?} {peak} MiB");
}

#[test]
fn a_stray_cell_costs_no_memory() {
    let cell = |at: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>naam</t></is></c>"#);
    let sheet = format!(
        r#"<row r="1">{}</row><row r="2">{}</row><row r="1048576">{}</row>"#,
        cell("A1"),
        cell("A2"),
        cell("XFD1048576")
    );
    let bytes = book(&sheet, &mut |out| out.write_all(b"<sst></sst>").unwrap());
    let (peak, ended) = peak("sheet", &bytes);
    assert_eq!(ended.unwrap(), b"1,naam\n2,naam\n");
    assert!(peak < 100, "{peak} MiB");
}

#[test]
fn the_largest_photo_that_is_taken_fits() {
    let large = image::RgbImage::from_fn(7296, 5472, |x, y| {
        image::Rgb([(x % 251) as u8, (y % 241) as u8, 90])
    });
    let mut photo = Vec::new();
    large
        .write_to(&mut std::io::Cursor::new(&mut photo), ImageFormat::Jpeg)
        .unwrap();
    let turned = [
        &photo[..2],
        &files::segment(0xE1, &files::exif(6)),
        &photo[2..],
    ]
    .concat();
    let (peak, ended) = peak("clean", &turned);
    println!("{} bytes, {peak} MiB", turned.len());
    assert!(ended.is_ok(), "{:?} {peak} MiB", ended.err());
    assert!(peak <= 512);
}

#[tokio::test]
async fn ordinary_files_come_through() {
    let (_folder, intake, spool) = intake(program());
    let came = async |bytes: &[u8]| spool.keep(bytes).await.unwrap();
    let photo = intake.clean(&came(&marked_jpeg()).await).await.unwrap();
    assert_eq!(photo.mime, "image/jpeg");
    let photo = read(&photo.content).await;
    assert!(!marked(&photo) && image::load_from_memory(&photo).is_ok());
    let letter = pdf(b"BT /F1 12 Tf (Goedemiddag) Tj ET", |document, _| {
        document
            .catalog_mut()
            .unwrap()
            .set("OpenAction", dictionary! { "S" => "JavaScript" });
    });
    let letter = intake.clean(&came(&letter).await).await.unwrap();
    assert!(letter.removed.scripts && letter.mime == "application/pdf");
    let Words::Text(said) = intake.words(&letter.content).await.unwrap() else {
        panic!("unreadable")
    };
    assert!(said.contains("Goedemiddag"));
    assert_eq!(
        intake.clean(&came(b"MZ").await).await.unwrap_err(),
        Refused::File(Fault::WrongType)
    );
    assert_eq!(
        intake.words(&came(b"%PDF-1.7").await).await.unwrap(),
        Words::Unreadable
    );
    let heavy = with_content(vec!["FlateDecode".into()], &packed(&vec![b' '; 100 << 20]));
    let heavy = came(&heavy).await;
    assert_eq!(intake.clean(&heavy).await.unwrap_err().key(), "file-heavy");
    assert_eq!(intake.words(&heavy).await.unwrap(), Words::Unreadable);
    let large = came(&vec![0; intake::MAX_FILE + 1]).await;
    assert_eq!(intake.clean(&large).await.unwrap_err().key(), "file-large");
}

/// A workbook becomes its rows, behind what stands before them.
#[tokio::test]
async fn a_workbook_becomes_its_rows() {
    let (_folder, intake, spool) = intake(program());
    let row = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>naam</t></is></c></row>"#;
    let bytes = book(row, &mut |out| out.write_all(b"<sst></sst>").unwrap());
    let came = spool.keep(&bytes).await.unwrap();
    let rows = intake.sheet(&came, b"rows\n").await.unwrap();
    assert_eq!(read(&rows).await, b"rows\n1,naam\n");
}

#[tokio::test]
async fn too_many_at_once_are_told_to_come_back() {
    let (_folder, intake, spool) = intake(program());
    let photo = spool.keep(&picture(ImageFormat::Jpeg)).await.unwrap();
    let tasks: Vec<_> = (0..24)
        .map(|_| {
            let (intake, photo) = (intake.clone(), photo.clone());
            tokio::spawn(async move { intake.clean(&photo).await.map(|_| ()) })
        })
        .collect();
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.unwrap());
    }
    assert_eq!(done.iter().filter(|result| result.is_ok()).count(), 16);
    assert!(
        done.iter()
            .all(|result| matches!(result, Ok(()) | Err(Refused::Busy)))
    );
    let nowhere = Intake::new("/no/such/program".into(), spool);
    assert_eq!(nowhere.clean(&photo).await.unwrap_err().key(), "file-busy");
}

#[tokio::test]
async fn a_child_that_hangs_or_talks_without_end_is_stopped() {
    let (folder, _, spool) = intake(program());
    let x = spool.keep(b"x").await.unwrap();
    let script = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        Command::new("chmod")
            .arg("700")
            .arg(&path)
            .status()
            .unwrap();
        Intake::new(path, spool.clone())
    };
    let start = Instant::now();
    let endless = script("endless", "exec /usr/bin/yes");
    assert_eq!(
        endless.clean(&x).await.unwrap_err(),
        Refused::File(Fault::TooMuch)
    );
    assert!(start.elapsed() < Duration::from_secs(15));
    let killed = script("killed", "kill -9 $$");
    assert_eq!(
        killed.clean(&x).await.unwrap_err(),
        Refused::File(Fault::TooMuch)
    );
    // Its end is how it ended, however it comes; the rest is what it made.
    let slow = script(
        "slow",
        "printf '\\000'; sleep 0.1; printf '\\000ab'; sleep 0.1; printf '.'",
    );
    assert_eq!(read(&slow.clean(&x).await.unwrap().content).await, b"ab");
    let short = script("short", "printf 'T'");
    assert_eq!(
        short.clean(&x).await.unwrap_err(),
        Refused::File(Fault::WrongType)
    );
    // No secret of the environment goes along.
    let told = script("told", "printf 't'; /usr/bin/env; printf '.'");
    let Words::Text(environment) = told.words(&x).await.unwrap() else {
        panic!("unreadable")
    };
    assert!(
        !environment.contains("CARGO") && !environment.contains("HOME"),
        "{environment}"
    );
}
