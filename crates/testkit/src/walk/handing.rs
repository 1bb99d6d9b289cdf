//! A handover, as the officer prepares and looks at it.

use platform::DossierId;

use crate::{Answer, Browser};

/// Hands over what is ticked by default, after looking at it; `extra` replaces fields. Gives what the
/// first of these answers that leads no further.
pub async fn hand_over(
    officer: &Browser,
    id: DossierId,
    partner: &str,
    extra: &[(&str, &str)],
) -> Answer {
    let looked = look_at(officer, id, partner, extra).await;
    if !looked.text().contains("value=\"hand-over\"") {
        return looked;
    }
    say_yes(officer, id, partner, &looked).await
}

/// Fills in the form of a handover, and asks to see what would leave; `extra` replaces fields, and what is `also`
/// there goes along beside what is chosen.
pub async fn look_at(
    officer: &Browser,
    id: DossierId,
    partner: &str,
    extra: &[(&str, &str)],
) -> Answer {
    let page = officer
        .get(&format!("/dossier/{id}/doorzetten/{partner}"))
        .await
        .ok();
    let (version, text) = (page.hidden("version"), page.text());
    let chosen: Vec<String> = text
        .split("name=\"items\" value=\"")
        .skip(1)
        .filter_map(|rest| {
            let (value, after) = rest.split_once('"')?;
            after
                .split('>')
                .next()?
                .contains("checked")
                .then(|| value.to_owned())
        })
        .collect();
    let mut fields = vec![
        ("version", version.as_str()),
        ("question", "Wilt u dit onderzoeken?"),
        ("purpose", "Opvolging van een signaal"),
        ("basis", "AVG art. 6 lid 1 onder e"),
        ("consent", "none"),
        ("consent-why", "Vragen is nu niet veilig."),
        (
            "proportionality",
            "Zonder plaats kan de partner niets doen.",
        ),
        ("method", "secure_mail"),
        ("action", "check"),
    ];
    fields.extend(chosen.iter().map(|item| ("items", item.as_str())));
    let also = extra.iter().filter(|(name, _)| *name == "also");
    let also: Vec<_> = also.map(|(_, item)| ("items", *item)).collect();
    fields.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(extra);
    fields.extend(also);
    officer
        .post(&format!("/dossier/{id}/doorzetten/{partner}"), &fields)
        .await
}

/// Sends what the page that shows a handover sends: it was looked at.
pub async fn say_yes(officer: &Browser, id: DossierId, partner: &str, looked: &Answer) -> Answer {
    let path = format!("/dossier/{id}/doorzetten/{partner}");
    let kept = kept(looked, &path);
    let mut fields: Vec<(&str, &str)> = kept
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("action", "hand-over"));
    officer.post(&path, &fields).await
}

/// Every hidden field of the form that is sent to this address, as a browser sends it.
pub fn kept(page: &Answer, path: &str) -> Vec<(String, String)> {
    // As it was sent: a line's end in a value counts.
    let text = String::from_utf8_lossy(&page.bytes);
    let form = text
        .split_once(&format!("action=\"{path}\""))
        .map_or("", |(_, rest)| rest.split("</form>").next().unwrap_or(""));
    let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
    let read = fields.filter_map(|rest| {
        let (name, rest) = rest.split_once('"')?;
        let value = rest.strip_prefix(" value=\"")?.split('"').next()?;
        let value = value.replace("&#39;", "'").replace("&#34;", "\"");
        let value = value.replace("&#60;", "<").replace("&#62;", ">");
        Some((name.to_owned(), value.replace("&#38;", "&")))
    });
    read.collect()
}
