//! The program itself, started as a shell would: with a umask and a number of open files.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// A program that runs; ended with its value.
pub struct Server {
    /// Its process.
    pub child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts `meldroute COMMAND` after the words of a shell, and waits until it answers.
    pub async fn start(data: &Path, command: &str, before: &str) -> Self {
        let address = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        // `exec`: the number of the process stays that of the program.
        let child = Command::new("sh")
            .args(["-c", &format!("{before}; exec \"$0\" \"$@\"")])
            .arg(crate::program())
            .arg(command)
            .args(["--listen", &address.to_string(), "--data"])
            .arg(data)
            .env("MELDROUTE_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, address };
        let begin = Instant::now();
        while server.status("127.0.0.2").await != Some(200) {
            assert!(begin.elapsed() < Duration::from_mins(1), "does not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        server
    }

    /// A connection from one of this machine's own addresses.
    pub async fn connect(&self, from: &str) -> std::io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(from.parse::<IpAddr>().unwrap(), 0))?;
        socket.connect(self.address).await
    }

    /// Asks for the page to sign in, and gives the status when there is an answer within two
    /// seconds.
    pub async fn status(&self, from: &str) -> Option<u16> {
        let ask = async {
            let mut stream = self.connect(from).await.ok()?;
            stream
                .write_all(b"GET /inloggen HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .await
                .ok()?;
            answer(&mut stream).await
        };
        tokio::time::timeout(Duration::from_secs(2), ask)
            .await
            .ok()
            .flatten()
    }
}

/// The status of the next answer; `None` when the connection ends without one.
pub async fn answer(stream: &mut TcpStream) -> Option<u16> {
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.ok()?;
    std::str::from_utf8(&head[9..]).ok()?.parse().ok()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
