//! The program, started as a process of its own, and somebody who uses it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use testkit::encode;

pub(crate) fn program() -> Command {
    let mut command = Command::new(testkit::program());
    command.env("MELDROUTE_LOG", "warn");
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

pub(crate) fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Server {
    /// Starts the program and waits until it answers.
    pub(crate) async fn start(data: &Path, arguments: &[&str]) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let log = std::fs::File::create(data.parent().unwrap().join("log")).unwrap();
        let child = program()
            .args(arguments)
            .arg("--data")
            .arg(data)
            .args(["--listen", &address])
            .stdout(log)
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let server = Self {
            child,
            url: format!("http://{address}"),
        };
        let begin = Instant::now();
        while reqwest::get(format!("{}/inloggen", server.url))
            .await
            .is_err()
        {
            assert!(begin.elapsed() < Duration::from_mins(1), "does not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// Signs in an employee of the demo; gives the cookie.
pub(crate) async fn cookie(server: &Server) -> String {
    signed_in(server, "balie@montfoort.example", "").await
}

/// The same, for somebody who may need a code.
pub(crate) async fn signed_in(server: &Server, email: &str, code: &str) -> String {
    let body = format!(
        "email={}&password={}&code={code}",
        encode(email),
        encode(meldroute::demo::PASSWORD)
    );
    let answer = client()
        .post(format!("{}/inloggen", server.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303);
    answer.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

/// Reports once; the form's id when the program acknowledged it.
pub(crate) async fn report(client: &reqwest::Client, url: &str, cookie: &str) -> Option<String> {
    let form = uuid::Builder::from_random_bytes(vault::random()).into_uuid();
    let answer = client
        .post(format!("{url}/melden/persoon"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .body(format!(
            "form-id={form}&seen=Nachtelijk+busje&contact=here&apart=yes&action=send"
        ))
        .send()
        .await
        .ok()?;
    let to = answer.headers().get("location")?.to_str().ok()?;
    to.starts_with("/gemeld/").then(|| form.to_string())
}

pub(crate) fn id(form: &str) -> uuid::Uuid {
    uuid::Uuid::parse_str(form).unwrap()
}

pub(crate) async fn posted(client: &reqwest::Client, url: &str, body: &str) -> String {
    let request = client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.to_owned());
    request.send().await.unwrap().text().await.unwrap()
}
