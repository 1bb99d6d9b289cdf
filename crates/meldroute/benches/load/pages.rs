//! Pages that somebody waits for, one after the other: what an hour begins with, and what a partner reads.

use std::time::Instant;

use crate::{Server, client, percentile};

/// A page, so often; `says` stands in it.
pub async fn page(server: &Server, cookie: &str, (name, path, says): (&str, &str, &str)) {
    let client = client();
    let mut times = Vec::new();
    for _ in 0..500 {
        let sent = Instant::now();
        let request = client.get(format!("{}{path}", server.url));
        let answer = request.header("cookie", cookie).send().await.unwrap();
        assert!(answer.text().await.unwrap().contains(says), "{path}");
        times.push(sent.elapsed());
    }
    println!(
        "{name:<30} {:>10.1?} p50 / {:.1?} p99",
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99)
    );
}

async fn read(server: &Server, cookie: &str, path: &str) -> String {
    let request = client().get(format!("{}{path}", server.url));
    let answer = request.header("cookie", cookie).send().await.unwrap();
    answer.text().await.unwrap()
}

/// Gives the cookie or the place that the answer has in this header.
async fn send(server: &Server, cookie: &str, path: &str, body: &str, header: &str) -> String {
    let request = client()
        .post(format!("{}{path}", server.url))
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(body.to_owned()).send().await.unwrap();
    assert_eq!(answer.status(), 303, "{path}");
    answer.headers()[header].to_str().unwrap().to_owned()
}

/// What stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: char) -> Option<&'a str> {
    text.split_once(before)?.1.split(after).next()
}

/// What a partner reads behind a new link to one of the handovers of the demo.
pub async fn of_a_partner(server: &Server, officer: &str) {
    let list = read(server, officer, "/verstrekkingen").await;
    for rest in list.split("href=\"/dossier/").skip(1) {
        let path = format!("/dossier/{}", &rest[..36]);
        let dossier = read(server, officer, &path).await;
        let Some(referral) = between(&dossier, &format!("action=\"{path}/partner/"), '"') else {
            continue;
        };
        let link = format!("{path}/partner/{}/link", &referral[..36]);
        send(server, officer, &link, "action=renew", "location").await;
        let dossier = read(server, officer, &path).await;
        let link = format!("/gast/{}", between(&dossier, "/gast/", '<').unwrap());
        let code = between(&dossier, "class=\"spoken\">", '<').unwrap();
        let code = format!("code={}", code.replace(' ', "+"));
        let cookie = send(server, "", &link, &code, "set-cookie").await;
        let cookie = cookie.split(';').next().unwrap();
        let at = format!("/partner/{}", &referral[..36]);
        let what = (
            "page of a partner",
            at.as_str(),
            "Overdracht van de gemeente",
        );
        page(server, cookie, what).await;
        return;
    }
    println!("page of a partner: the demo has none");
}
