//! The program `cairn` that lies beside this one: started, watched, and asked over HTTP.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// Where it lies.
///
/// # Errors
/// Where there is none.
pub fn beside() -> Result<PathBuf> {
    let program = std::env::current_exe().context("where is this program?")?.with_file_name("cairn");
    if !program.exists() {
        bail!("no `cairn` lies beside this program: `cargo build --release` makes it");
    }
    Ok(program)
}

/// Without input and output.
pub fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// Waits for a program to end. Gives the most memory that it had on the way, in megabytes (10^6 bytes); none off
/// Linux.
///
/// # Errors
/// Where it cannot be waited for.
pub fn watched(child: &mut Child) -> Result<(ExitStatus, Option<f64>)> {
    let mut peak = None;
    loop {
        peak = peak_of(child.id()).or(peak);
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak.map(|kibibytes| kibibytes as f64 * 1024.0 / 1e6)));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The highest resident memory of a process so far, in kibibytes: `VmHWM` of proc(5).
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The program while it serves; it is ended when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    /// Serves a register at any free address.
    ///
    /// # Errors
    /// Where the program does not start.
    pub fn start(program: &Path, db: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--db"])
            .arg(db)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let mut said = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut said)?;
        }
        let address = said.split("http://").nth(1).and_then(|rest| rest.split('/').next()).map(str::to_owned);
        let mut server = Self { child, address: String::new() };
        match address {
            Some(address) => server.address = address,
            None => bail!("`cairn serve` did not start: {said}"),
        }
        Ok(server)
    }

    /// Ends it as a power cut would (SIGKILL).
    pub fn kill(&mut self) {
        // One that has ended already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server answers.
pub struct Answer(String);

impl Answer {
    /// The body and what stands before it, where the page was found.
    ///
    /// # Errors
    /// The first line of any other answer.
    pub fn page(self) -> Result<String> {
        if !self.0.starts_with("HTTP/1.1 200 ") {
            bail!("{}", self.0.lines().next().unwrap_or_default());
        }
        Ok(self.0)
    }

    /// Whether it sends the visitor on to another page, as it does when a form was taken.
    pub fn sends_on(&self) -> bool {
        self.0.starts_with("HTTP/1.1 303 ")
    }

    /// Whether the server has closed the connection without a word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn cookie(&self) -> Option<&str> {
        let line = self.0.lines().take_while(|line| !line.is_empty()).find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("set-cookie").then_some(value)
        })?;
        line.split(';').next()
    }
}

/// Somebody who looks at pages and sends forms.
pub struct Visitor {
    address: String,
    cookie: String,
    token: String,
}

impl Visitor {
    /// Nobody in particular.
    pub fn new(server: &Server) -> Self {
        Self { address: server.address.clone(), cookie: String::new(), token: String::new() }
    }

    /// Somebody with a name, who can send forms.
    ///
    /// # Errors
    /// Where the server does not take the name.
    pub fn named(server: &Server, name: &str) -> Result<Self> {
        let mut visitor = Self::new(server);
        visitor.take_token()?;
        let answer = visitor.post("/name", &[("name", name), ("next", "/")])?;
        if !answer.sends_on() {
            bail!("the server took no name: {}", answer.0.lines().next().unwrap_or_default());
        }
        visitor.take_token()?;
        Ok(visitor)
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// Where the server is gone.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    /// Sends a form with the token of the session. Fields may hold letters, digits and `-` only.
    ///
    /// # Errors
    /// Where the server is gone.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let body = format!("csrf={}&{}", self.token, fields.join("&").replace('/', "%2F"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        );
        let answer = self.send(&head, &body)?;
        self.keep_cookie(&answer);
        Ok(answer)
    }

    fn take_token(&mut self) -> Result<()> {
        let answer = self.get("/name")?;
        self.keep_cookie(&answer);
        let page = answer.page()?;
        let token = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        token.context("the page has no form")?.clone_into(&mut self.token);
        Ok(())
    }

    fn keep_cookie(&mut self, answer: &Answer) {
        if let Some(cookie) = answer.cookie() {
            cookie.clone_into(&mut self.cookie);
        }
    }

    fn send(&self, head: &str, body: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        let cookie = match self.cookie.as_str() {
            "" => String::new(),
            cookie => format!("Cookie: {cookie}\r\n"),
        };
        let address = &self.address;
        write!(stream, "{head}Host: {address}\r\n{cookie}Connection: close\r\n\r\n{body}")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(Answer(String::from_utf8_lossy(&answer).into_owned()))
    }
}
