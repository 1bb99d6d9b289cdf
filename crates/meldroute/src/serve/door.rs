//! The door: a connection that finds no room is closed at once; one that has room gives it back
//! when it ends, however it ends.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use axum_server::accept::Accept;
use tokio::net::TcpStream;

use super::visitor::Visitor;

/// Room for connections, all together and for each address.
pub struct Door {
    total: usize,
    each: usize,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    all: usize,
    of: HashMap<IpAddr, usize>,
}

impl Door {
    pub fn new(total: usize, each: usize) -> Arc<Self> {
        Arc::new(Self {
            total,
            each,
            inside: Mutex::default(),
        })
    }

    fn inside(&self) -> std::sync::MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Room for a connection from this address, while there is any.
    fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Room> {
        let whose = household(address);
        let mut inside = self.inside();
        let own = inside.of.get(&whose).copied().unwrap_or(0);
        if inside.all >= self.total || own >= self.each {
            return None;
        }
        inside.all += 1;
        inside.of.insert(whose, own + 1);
        Some(Room {
            door: self.clone(),
            whose,
        })
    }
}

/// Who counts as one: an address, or with IPv6 the 64 bits that one subscriber gets.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

/// A connection's room.
pub struct Room {
    door: Arc<Door>,
    whose: IpAddr,
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut inside = self.door.inside();
        inside.all -= 1;
        if let Some(own) = inside.of.get_mut(&self.whose) {
            *own -= 1;
            if *own == 0 {
                inside.of.remove(&self.whose);
            }
        }
    }
}

/// Lets connections in through the door.
#[derive(Clone)]
pub struct Keeper(pub Arc<Door>);

impl<S> Accept<TcpStream, S> for Keeper {
    type Stream = Visitor;
    type Service = S;
    type Future = Ready<io::Result<(Visitor, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let room = stream.peer_addr().map(|from| self.0.enter(from.ip()));
        ready(match room {
            Ok(Some(room)) => Ok((Visitor::new(stream, room), service)),
            Ok(None) => Err(io::Error::new(io::ErrorKind::ConnectionRefused, "no room")),
            Err(error) => Err(error),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_never_takes_all_the_room() {
        let door = Door::new(4, 2);
        let [one, other, third] =
            ["10.0.0.1", "10.0.0.2", "10.0.0.3"].map(|text| text.parse().unwrap());
        let mut first: Vec<Room> = (0..9).filter_map(|_| door.enter(one)).collect();
        assert_eq!(first.len(), 2);
        let others: Vec<Room> = (0..9).filter_map(|_| door.enter(other)).collect();
        assert_eq!(others.len(), 2);
        assert!(door.enter(third).is_none(), "full");
        first.pop();
        assert!(door.enter(third).is_some());
        drop((first, others));
        let inside = door.inside();
        assert_eq!((inside.all, inside.of.len()), (0, 0));
    }

    #[test]
    fn a_subscriber_of_many_addresses_counts_as_one() {
        for (first, second, same) in [
            ("2001:db8::1", "2001:db8::ffff:2", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
            ("::ffff:10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "10.0.0.2", false),
        ] {
            let [first, second] = [first, second].map(|text| household(text.parse().unwrap()));
            assert_eq!(first == second, same, "{first} {second}");
        }
    }
}
