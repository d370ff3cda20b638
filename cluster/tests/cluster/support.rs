//! Programs on loopback, reports, and what one machine makes of them.

use cairn_pipeline::{Batches, PROGRAM, Pipeline, fill, group_in_steps, sources};
use cairn_read::Options;
use cairn_store::Register;
use cairn_views::{ExportFormat, ExportOptions, Exporter, Filter, NoNames};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

#[allow(dead_code, reason = "drivers of benchmarks ask for more than these tests")]
#[path = "../../../crates/bench/src/made.rs"]
mod made;

/// The program.
pub fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_cairn-cluster").into()
}

/// The program that falls over poisoned reports, which is another build too.
pub fn poisoned() -> PathBuf {
    program().with_file_name("examples").join("poisoned")
}

/// The reports of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports")
}

/// A folder for a test.
pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The program of a run with its first argument.
pub fn command(program: &Path, command: &str) -> Command {
    let mut started = Command::new(program);
    started.arg(command);
    started
}

/// Writes files of made reports, a third of them printed again by another outlet days later, some of them years
/// later, and two without a day.
pub fn made_reports(folder: &Path, n: u64) -> Vec<PathBuf> {
    made_reports_of(folder, n, 37)
}

/// The same of reports that are so many apart: the nearer, the more of them tell of one day.
pub fn made_reports_of(folder: &Path, n: u64, apart: u64) -> Vec<PathBuf> {
    let mut files: Vec<(PathBuf, String)> = ["one", "two", "three"]
        .iter()
        .map(|name| (folder.join(format!("{name}.jsonl")), String::new()))
        .collect();
    for number in 0..n {
        let report = made::made(number * apart);
        let mut line = serde_json::to_value(&report).expect("a report is JSON");
        let at = (number % 3) as usize;
        if number % 3 == 1 {
            line["report"] = format!("again-{number}").into();
            line["outlet"] = "The Second Outlet".into();
            line["text"] = made::made((number - 1) * apart).text().into();
            let years = if number % 9 == 1 { 3 } else { 0 };
            let first = serde_json::to_value(made::made((number - 1) * apart)).expect("JSON");
            let day = first["published"].as_str().expect("a day").to_owned();
            let (year, rest) = day.split_at(4);
            line["published"] = format!("{}{rest}", year.parse::<u32>().expect("a year") + years).into();
        }
        if number % 400 == 17 {
            line.as_object_mut().expect("an object").remove("published");
        }
        files[at].1.push_str(&line.to_string());
        files[at].1.push('\n');
    }
    for (path, lines) in &files {
        std::fs::write(path, lines).expect("written");
    }
    files.into_iter().map(|(path, _)| path).collect()
}

/// What a register says: its export in JSON Lines, and its list of incidents.
pub fn told(db: &Path) -> String {
    let register = Register::open_for_reading(db).expect("a register");
    let exporter =
        Exporter::new(&register, ExportOptions::new(ExportFormat::JsonLines), &NoNames).expect("told");
    let mut export = Vec::new();
    exporter.write(None, &mut export).expect("told");
    let incidents = cairn_views::incidents(&register, &Filter::default()).expect("incidents");
    let mut told = String::from_utf8(export).expect("words");
    told.push_str(&serde_json::to_string(&incidents).expect("JSON"));
    told
}

/// What one machine makes of some files: the way of `cairn add`, in steps of so many reports.
pub fn one_machine(paths: &[PathBuf], step: usize) -> String {
    let place = folder();
    let db = place.path().join("one.db");
    let pipeline = Pipeline::load(None).expect("rules");
    let mut register = Register::open(&db).expect("a register");
    let run = register.run(pipeline.digest(), PROGRAM).expect("a run");
    let (sources, _) = sources::find(paths);
    let options = Options::default();
    let batches = Batches::new(&sources, &options).map(|batch| batch.reports);
    fill(&mut register, run, &pipeline, batches).expect("filled");
    group_in_steps(&mut register, &pipeline, step).expect("linked");
    drop(register);
    told(&db)
}

/// What the register of a finished run says.
pub fn of_run(out: &Path) -> String {
    let db = out.with_extension("db");
    let made = command(&program(), "register").arg(out).arg("--db").arg(&db).output().expect("started");
    assert!(made.status.success(), "{}", words(&made.stderr));
    told(&db)
}

/// Holds two registers against each other, and shows where they part.
pub fn assert_same(cluster: &str, one: &str) {
    if cluster == one {
        return;
    }
    let (mut theirs, mut ours) = (cluster.lines(), one.lines());
    loop {
        match (theirs.next(), ours.next()) {
            (a, b) if a == b && a.is_some() => {}
            (a, b) => panic!("the cluster says\n{}\nand one machine\n{}", a.unwrap_or("-"), b.unwrap_or("-")),
        }
    }
}

/// Bytes of a program as words.
pub fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A program that is stopped with its test.
pub struct Running(pub Child);

impl Running {
    /// Kills it at once, as `kill -9` does.
    pub fn kill(&mut self) {
        self.0.kill().expect("killed");
        self.0.wait().expect("gone");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A port that nothing listens on, with the next one. Each is given out once: tests run side by side.
pub fn port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Below those that the system gives out by itself, and not where another run of the tests begins.
    let from = 20_000 + (std::process::id() % 400) as u16 * 20;
    loop {
        let port = from + NEXT.fetch_add(2, Ordering::Relaxed);
        if [port, port + 1].into_iter().all(|port| TcpListener::bind(("127.0.0.1", port)).is_ok()) {
            return port;
        }
    }
}

/// A scheduler with executors.
pub struct Cluster {
    pub address: String,
    pub scheduler: Running,
    pub executors: Vec<Running>,
    folder: TempDir,
    program: PathBuf,
}

impl Cluster {
    /// Starts so many executors.
    pub fn start(program: &Path, n: usize) -> Self {
        let folder = folder();
        let port = port();
        let address = format!("127.0.0.1:{port}");
        let scheduler = scheduler(program, &address, folder.path());
        let mut cluster =
            Self { address, scheduler, executors: Vec::new(), folder, program: program.to_owned() };
        for _ in 0..n {
            cluster.add_executor();
        }
        cluster
    }

    /// Starts one more executor.
    pub fn add_executor(&mut self) {
        let n = self.executors.len();
        let work = self.folder.path().join(format!("work-{n}-{}", port()));
        std::fs::create_dir_all(&work).expect("a folder");
        let listen = port();
        let log = std::fs::File::create(self.folder.path().join(format!("executor-{n}.log"))).expect("a log");
        let child = command(&self.program, "executor")
            .args(["--scheduler", &self.address, "--cores", "1", "--heartbeat", "1"])
            .args(["--listen", &format!("127.0.0.1:{listen}")])
            .arg("--work")
            .arg(work)
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("started");
        self.executors.push(Running(child));
        wait_for(listen);
    }

    /// Starts the scheduler anew at its old address.
    pub fn restart_scheduler(&mut self) {
        self.scheduler = scheduler(&self.program, &self.address, self.folder.path());
    }

    /// A run on this cluster.
    pub fn run(&self, out: &Path, paths: &[PathBuf], sizes: &[&str]) -> Command {
        let mut run = command(&self.program, "run");
        run.args(["--scheduler", &self.address, "--out"]).arg(out).args(sizes).args(paths);
        run.stdout(Stdio::piped()).stderr(Stdio::piped());
        run
    }
}

fn scheduler(program: &Path, address: &str, folder: &Path) -> Running {
    let log = std::fs::File::create(folder.join("scheduler.log")).expect("a log");
    let child = command(program, "scheduler")
        .args(["--listen", address, "--executor-timeout", "6"])
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("started");
    let running = Running(child);
    wait_for(address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port"));
    running
}

/// Waits until somebody listens on a port.
fn wait_for(port: u16) {
    until("nobody listens", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
}

/// Waits until something is so.
pub fn until(otherwise: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(120), "{otherwise}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// How many pieces of a phase are finished.
pub fn n_finished(out: &Path, phase: &str) -> usize {
    let entries = std::fs::read_dir(out.join(phase)).into_iter().flatten().flatten();
    entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json")).count()
}

/// A program that has to do what it was asked.
pub fn succeed(mut command: Command) -> Output {
    let output = command.output().expect("started");
    assert!(output.status.success(), "{}", words(&output.stderr));
    output
}
