//! A mail server that keeps what it gets.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// What came in, whole, in the order in which it came.
pub type Mails = Arc<Mutex<Vec<String>>>;

/// Starts one; gives its address as a setting of the program, and what it gets.
pub async fn start() -> (String, Mails) {
    start_with(Arc::default()).await
}

/// The same, which takes nothing for as long as it is `down`.
pub async fn start_with(down: Arc<AtomicBool>) -> (String, Mails) {
    start_as(down, Duration::ZERO).await
}

/// The same, which thinks for so long before each of its answers.
pub async fn start_slow(thinks: Duration) -> (String, Mails) {
    start_as(Arc::default(), thinks).await
}

async fn start_as(down: Arc<AtomicBool>, thinks: Duration) -> (String, Mails) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let mails = Mails::default();
    let kept = mails.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (kept, down) = (kept.clone(), down.clone());
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                let (mut inside, mut mail) = (false, String::new());
                write.write_all(b"220 sink\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    let reply: &[u8] = if down.load(Ordering::SeqCst) {
                        b"421 not now\r\n"
                    } else if inside && line == "." {
                        inside = false;
                        kept.lock().unwrap().push(std::mem::take(&mut mail));
                        b"250 kept\r\n"
                    } else if inside {
                        mail += &(line + "\n");
                        continue;
                    } else if line.to_uppercase().starts_with("DATA") {
                        inside = true;
                        b"354 go on\r\n"
                    } else if line.to_uppercase().starts_with("QUIT") {
                        b"221 bye\r\n"
                    } else {
                        b"250 fine\r\n"
                    };
                    tokio::time::sleep(thinks).await;
                    if write.write_all(reply).await.is_err() {
                        break;
                    }
                }
            });
        }
    });
    (url, mails)
}
