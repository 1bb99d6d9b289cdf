//! Partners of a pack: how they are called and reached.

use std::collections::HashMap;

use super::Found;
use crate::edit::{place_in_channel, place_in_partner};
use crate::named::{is_name, plain};
use crate::pack::Pack;
use crate::partner::Partner;

/// "te bevestigen" is a state: the value is left out, or `confirmed = false` stands beside it.
pub(super) fn contacts(pack: &Pack, found: &mut Found) {
    for partner in &pack.partners {
        for channel in &partner.channels {
            if channel.value.is_some() && channel.known().is_none() {
                found.at(
                    partner.id.span().start,
                    ("no-value", vec![("id", partner.id.get_ref().to_string())]),
                    format!(
                        "partner \"{}\": nobody knows this {} yet: leave out its value",
                        partner.id.get_ref(),
                        channel.kind
                    ),
                );
            }
        }
    }
}

/// What stands in a channel can be used: a number is dialled, a letter arrives, an address opens. The same
/// rule as the form of a partner has.
pub(super) fn channels(pack: &Pack, found: &mut Found) {
    for (at, partner) in pack.partners.iter().enumerate() {
        for (number, channel) in partner.channels.iter().enumerate() {
            let (Some(unfit), Some(value)) = (channel.fault(), channel.known()) else {
                continue;
            };
            let id = partner.id.get_ref();
            let place = place_in_channel(found.text, at, number, "value");
            let values = vec![("id", id.to_string()), ("value", value.to_owned())];
            found.at(
                place.unwrap_or(partner.id.span().start),
                (unfit.kind(), values),
                format!(
                    "partner \"{id}\": {} \"{value}\": expected {}",
                    channel.kind,
                    unfit.expected()
                ),
            );
        }
    }
}

/// Of a group nobody gets an account, so whoever may be one says whether it is.
pub(super) fn groups(pack: &Pack, found: &mut Found) {
    let unsaid = |partner: &&Partner| partner.group.is_none() && partner.may_be_group();
    for partner in pack.partners.iter().filter(unsaid) {
        let id = partner.id.get_ref();
        found.at(
            partner.id.span().start,
            ("group-unsaid", vec![("id", id.to_string())]),
            format!(
                "partner \"{id}\" may be a group or a consultation: expected group = true or group = false"
            ),
        );
    }
}

/// People tell partners apart by their names: each has one, and no two the same.
pub(super) fn names(pack: &Pack, found: &mut Found) {
    let mut known = HashMap::new();
    for (at, partner) in pack.partners.iter().enumerate() {
        let id = partner.id.get_ref();
        let (kind, message) = if !is_name(&partner.name) {
            (
                ("no-name", vec![("id", id.to_string())]),
                format!("partner \"{id}\" has no name: expected letters that people can read"),
            )
        } else if let Some(other) = known.insert(plain(&partner.name), id) {
            (
                (
                    "namesakes",
                    vec![("id", other.to_string()), ("other", id.to_string())],
                ),
                format!("partners \"{other}\" and \"{id}\" have the same name: expected two names"),
            )
        } else {
            continue;
        };
        let place = place_in_partner(found.text, at, "name");
        found.at(place.unwrap_or(partner.id.span().start), kind, message);
    }
}
