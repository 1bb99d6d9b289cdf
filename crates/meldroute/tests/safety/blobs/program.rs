//! The program itself on the database of a world, and large files sent to it.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use testkit::Server;
use testkit::{Browser, World};

pub const MIB: usize = 1024 * 1024;

/// The program on the world's database, in its folder.
pub async fn start(world: &World) -> Server {
    let database = format!("set -- \"$@\" --database '{}'", world.url);
    Server::start(world.dir.path(), "serve", &database).await
}

/// An officer who is signed in by the clock of the program.
pub async fn officer(world: &World) -> Browser {
    world.clock.set(platform::Clock::system().now());
    world.staff().await;
    world.sign_in("officer@a.example").await
}

/// An extract of exactly so many bytes goes to the program, a mebibyte at a time; gives the head of
/// the answer. `most`: the connection is cut off after so many bytes of it.
pub async fn send(server: &Server, officer: &Browser, bytes: usize, most: usize) -> Option<String> {
    let field = |name: &str, value: &str| {
        format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"brp.csv\"\r\n\r\n";
    let before = field("source", "brp") + &field("dated", "2026-11-01") + file;
    let after = "\r\n--X--\r\n";
    let head = format!(
        "POST /registers HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: __Host-session={}\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: {}\r\n\r\n",
        server.address,
        officer.cookie("__Host-session"),
        before.len() + bytes + after.len()
    );
    let mut stream = server.connect("127.0.0.1").await.ok()?;
    stream.write_all((head + &before).as_bytes()).await.ok()?;
    let line = b"Mirela Fantasia;Verzonnenkade 14;1990-01-01\n";
    let piece: Vec<u8> = line.iter().copied().cycle().take(MIB).collect();
    stream.write_all(b"Naam;Adres;Geboren\n").await.ok()?;
    let mut sent = 19;
    while sent < bytes.min(most) {
        let piece = &piece[..MIB.min(bytes - sent)];
        stream.write_all(piece).await.ok()?;
        sent += piece.len();
    }
    if sent < bytes {
        return None;
    }
    stream.write_all(after.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    Some(answer)
}

/// A figure of `/proc` about a process, in MiB.
pub fn memory(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

/// Runs a command of the program to its end; gives its peak of memory in MiB.
pub async fn peak(world: &World, arguments: &[&str]) -> u64 {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_meldroute"))
        .args(arguments)
        .env("MELDROUTE_LOG", "warn")
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let (mut highest, begin) = (0, Instant::now());
    loop {
        highest = highest.max(memory(child.id(), "VmHWM"));
        if let Some(ended) = child.try_wait().unwrap() {
            assert!(ended.success(), "{arguments:?} on {}", world.url);
            println!("{arguments:?}: {highest} MiB, {:?}", begin.elapsed());
            return highest;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
