//! Whoever floods the program without an account keeps nobody out and takes no memory.

use std::path::Path;
use std::time::{Duration, Instant};

use testkit::{Server, answer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Who floods, and everybody else.
const FLOOD: &str = "127.0.0.1";
const OTHERS: &str = "127.0.0.2";
const MIB: usize = 1024 * 1024;

async fn demo(before: &str) -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 2).await.unwrap();
    let server = Server::start(&data, "demo", before).await;
    (folder, server)
}

/// The most memory it ever had, in MiB.
fn most_memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<u64>()
        .unwrap()
        / 1024
}

fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap());
    files.map(|file| file.len()).sum()
}

/// Sends a head, and as much of the body as is taken; gives the status.
async fn post(server: &Server, head: &str, piece: &[u8], times: usize) -> Option<u16> {
    let mut stream = server.connect(FLOOD).await.ok()?;
    stream.write_all(head.as_bytes()).await.ok()?;
    for _ in 0..times {
        if stream.write_all(piece).await.is_err() {
            break;
        }
    }
    answer(&mut stream).await
}

fn head(path: &str, kind: &str, length: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n{length}\r\n\r\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_mebibytes_of_fields_are_refused_with_little_memory() {
    let (_folder, server) = demo("true").await;
    let before = most_memory(&server);
    let form = "application/x-www-form-urlencoded";
    let said = head("/inloggen", form, &format!("Content-Length: {}", 60 * MIB));
    assert_eq!(
        post(&server, &said, &b"a&".repeat(MIB / 2), 60).await,
        Some(413)
    );
    // Without saying how much it will be.
    let unsaid = head("/inloggen", form, "Transfer-Encoding: chunked");
    let piece = [b"100000\r\n", b"a&".repeat(MIB / 2).as_slice(), b"\r\n"].concat();
    assert_eq!(post(&server, &unsaid, &piece, 60).await, Some(413));
    let more = most_memory(&server) - before;
    assert!(more < 50, "{more} MiB more");
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_without_a_session_are_not_read() {
    let (folder, server) = demo("true").await;
    let (memory, disk) = (most_memory(&server), size(&folder.path().join("data")));
    let kind = "multipart/form-data; boundary=X";
    let part = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
    let said = format!(
        "{}{part}",
        head(
            "/melden/persoon",
            kind,
            &format!("Content-Length: {}", 60 * MIB)
        )
    );
    let unsaid = head("/melden/persoon", kind, "Transfer-Encoding: chunked");
    let unsaid = format!("{unsaid}{:x}\r\n{part}\r\n", part.len());
    let (plain, chunk) = (
        vec![7; MIB],
        [b"100000\r\n", vec![7; MIB].as_slice(), b"\r\n"].concat(),
    );
    for (head, piece) in [(&said, &plain), (&unsaid, &chunk)] {
        let [a, b, c, d] = [(); 4].map(|()| post(&server, head, piece, 59));
        let statuses = tokio::join!(a, b, c, d);
        assert_eq!(statuses, (Some(303), Some(303), Some(303), Some(303)));
    }
    let (memory, disk) = (
        most_memory(&server) - memory,
        size(&folder.path().join("data")).saturating_sub(disk),
    );
    assert!(
        memory < 50 && disk < 1024 * 1024,
        "{memory} MiB of memory, {disk} bytes on disk"
    );
}

/// 300 connections that begin the same way and then send nothing.
async fn hang(server: &Server, beginning: &str) -> Vec<TcpStream> {
    let mut held = Vec::new();
    for _ in 0..300 {
        if let Ok(mut stream) = server.connect(FLOOD).await {
            let _ = stream.write_all(beginning.as_bytes()).await;
            held.push(stream);
        }
    }
    held
}

/// Others are served all the while, and whoever hangs is shown out in time.
async fn hanging(beginning: &str, longest: Duration) {
    let (_folder, server) = demo("ulimit -n 256").await;
    let begin = Instant::now();
    let held = hang(&server, beginning).await;
    assert!(held.len() > 200, "only {} connections", held.len());
    for _ in 0..10 {
        assert_eq!(
            server.status(OTHERS).await,
            Some(200),
            "after {:?}",
            begin.elapsed()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for mut stream in held {
        let mut rest = Vec::new();
        let left = (begin + longest).saturating_duration_since(Instant::now());
        let ended = tokio::time::timeout(left, stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "still there after {:?}", begin.elapsed());
    }
    assert_eq!(
        server.status(FLOOD).await,
        Some(200),
        "who stopped is welcome again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn heads_that_never_end_keep_nobody_out() {
    hanging(
        "POST /inloggen HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        Duration::from_secs(15),
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_say_nothing_keep_nobody_out() {
    hanging("", Duration::from_secs(15)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_never_end_keep_nobody_out() {
    let begun = head(
        "/inloggen",
        "application/x-www-form-urlencoded",
        "Content-Length: 1000",
    );
    hanging(&format!("{begun}email=a"), Duration::from_secs(20)).await;
}

/// The page that says why arrives, though the body was not read.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_too_much_reads_why() {
    let (_folder, server) = demo("true").await;
    let mut stream = server.connect(OTHERS).await.unwrap();
    let form = "application/x-www-form-urlencoded";
    let begun = head(
        "/inloggen",
        form,
        &format!("Content-Length: {}\r\nAccept-Language: nl", 8 * MIB),
    );
    stream.write_all(begun.as_bytes()).await.unwrap();
    for _ in 0..8 {
        stream.write_all(&b"a&".repeat(MIB / 2)).await.unwrap();
    }
    let mut page = String::new();
    stream.read_to_string(&mut page).await.unwrap();
    assert!(
        page.starts_with("HTTP/1.1 413") && page.contains("Dit is te groot"),
        "{page}"
    );
}
