//! A connection with its room. It ends when nothing moves for long, in either direction. When it is
//! ended from here, what still comes in is dropped for a while: closed at once with a body half
//! read, a browser would show "connection reset" instead of the page that says why.

use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::door::Room;

/// Nothing sent and nothing received: longer than any answer takes to make.
const STILL: Duration = Duration::from_mins(2);
/// What comes in after the answer: so long in all, and so long between two pieces.
const DRAIN: Duration = Duration::from_secs(30);
const DRAIN_PIECE: Duration = Duration::from_secs(2);

pub struct Visitor {
    stream: TcpStream,
    until: Pin<Box<Sleep>>,
    moved: Instant,
    /// They said that they send no more.
    ended: bool,
    /// Since when what comes in is dropped.
    draining: Option<Instant>,
    _room: Room,
}

impl Visitor {
    pub fn new(stream: TcpStream, room: Room) -> Self {
        let until = Box::pin(sleep(STILL));
        Self {
            stream,
            until,
            moved: Instant::now(),
            ended: false,
            draining: None,
            _room: room,
        }
    }

    /// Passes on an outcome; one that lets wait too long becomes a fault.
    fn watched<T>(
        &mut self,
        cx: &mut Context<'_>,
        outcome: Poll<io::Result<T>>,
        patience: Duration,
    ) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.moved = Instant::now();
            return outcome;
        }
        loop {
            let end = self.moved + patience;
            if end <= Instant::now() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            if self.until.deadline() != end {
                self.until.as_mut().reset(end);
            }
            ready!(self.until.as_mut().poll(cx));
        }
    }

    /// Drops what comes in, until they stop or it takes too long.
    fn drain(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.draining.is_none() {
            self.moved = Instant::now();
        }
        let since = *self.draining.get_or_insert_with(Instant::now);
        let mut space = [0; 8192];
        while !self.ended && since.elapsed() < DRAIN {
            let mut buffer = ReadBuf::new(&mut space);
            let read = Pin::new(&mut self.stream).poll_read(cx, &mut buffer);
            match ready!(self.watched(cx, read, DRAIN_PIECE)) {
                Ok(()) => self.ended = buffer.filled().is_empty(),
                Err(_) => break,
            }
        }
        Poll::Ready(())
    }
}

impl AsyncRead for Visitor {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let outcome = ready!(self.watched(cx, read, STILL));
        self.ended |= buffer.filled().len() == before && buffer.remaining() > 0;
        Poll::Ready(outcome)
    }
}

impl AsyncWrite for Visitor {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watched(cx, written, STILL)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.watched(cx, written, STILL)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.draining.is_none() {
            ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
        }
        ready!(self.drain(cx));
        Poll::Ready(Ok(()))
    }
}
