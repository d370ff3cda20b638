//! The same bytes, whatever breaks; and where nothing can be done, words that say so.

use crate::support::{
    Cluster, Running, assert_same, command, folder, made_reports, n_finished, of_run, one_machine, poisoned,
    program, repository, succeed, until, words,
};
use std::path::Path;
use std::process::Stdio;
use std::time::SystemTime;

/// Many splits, so that there is something left to do when a part is killed.
const MANY: &[&str] = &["--split-bytes", "6000", "--slice", "300", "--bucket", "200", "--step", "500"];
const STEP: usize = 500;

#[test]
fn an_executor_killed_in_the_middle() {
    let place = folder();
    let paths = made_reports(place.path(), 1200);
    let mut cluster = Cluster::start(&program(), 2);
    let out = place.path().join("run");
    let run = cluster.run(&out, &paths, MANY).spawn().expect("started");
    until("no split was read", || n_finished(&out, "read") >= 8);
    cluster.executors[0].kill();
    let after = n_finished(&out, "read");
    let output = run.wait_with_output().expect("ended");
    assert!(output.status.success(), "{}", words(&output.stderr));
    assert!(after < n_finished(&out, "read"), "it was killed when all was read");
    assert_same(&of_run(&out), &one_machine(&paths, STEP));
}

#[test]
fn an_executor_killed_while_reports_are_compared() {
    let place = folder();
    let paths = made_reports(place.path(), 600);
    let mut cluster = Cluster::start(&program(), 2);
    let out = place.path().join("run");
    let small = ["--split-bytes", "60000", "--slice", "20", "--bucket", "20", "--step", "500"];
    let run = cluster.run(&out, &paths, &small).spawn().expect("started");
    until("no cell was compared", || n_finished(&out, "compare") >= 3);
    cluster.executors[1].kill();
    let after = n_finished(&out, "compare");
    let output = run.wait_with_output().expect("ended");
    assert!(output.status.success(), "{}", words(&output.stderr));
    assert!(after < n_finished(&out, "compare"), "it was killed when all was compared");
    assert_same(&of_run(&out), &one_machine(&paths, STEP));
}

#[test]
fn a_lost_scheduler_and_a_run_that_goes_on() {
    let place = folder();
    let paths = made_reports(place.path(), 1200);
    let mut cluster = Cluster::start(&program(), 2);
    let out = place.path().join("run");
    let run = cluster.run(&out, &paths, MANY).spawn().expect("started");
    until("no split was read", || n_finished(&out, "read") >= 8);
    cluster.scheduler.kill();
    let output = run.wait_with_output().expect("ended");
    assert!(!output.status.success());
    assert!(words(&output.stderr).contains("finished files are kept"), "{}", words(&output.stderr));
    let unfinished = command(&program(), "register").arg(&out).output().expect("started");
    assert!(words(&unfinished.stderr).contains("is not finished"), "{}", words(&unfinished.stderr));

    let first = out.join("read").join(format!("{:016x}.json", 0));
    let written = |path: &Path| std::fs::metadata(path).and_then(|meta| meta.modified()).expect("there");
    let before: SystemTime = written(&first);
    cluster.restart_scheduler();
    succeed(cluster.run(&out, &paths, MANY));
    assert_eq!(written(&first), before, "what was finished is not read again");
    assert_same(&of_run(&out), &one_machine(&paths, STEP));
}

#[test]
fn a_poisoned_report_is_noted_with_its_place() {
    let place = folder();
    let paths = made_reports(place.path(), 60);
    let (clean, file) = (place.path().join("clean.jsonl"), place.path().join("mixed.jsonl"));
    let line = |text: &str| {
        format!("{{\"published\": \"2031-05-02\", \"outlet\": \"Wire\", \"text\": \"{text}\"}}\n")
    };
    let good = [line("Two shells killed three people in Orlu."), line("Nine people died in Tave.")];
    std::fs::write(&clean, good.concat()).expect("written");
    let bad = line("A vial of something: a vial of poison was found in Tave.");
    std::fs::write(&file, [good[0].clone(), bad, good[1].clone()].concat()).expect("written");
    let without = one_machine(&[paths.clone(), vec![clean]].concat(), STEP);

    let cluster = Cluster::start(&poisoned(), 1);
    let out = place.path().join("run");
    let with = [paths, vec![file.clone()]].concat();
    let output = succeed(cluster.run(&out, &with, MANY));
    let said = words(&output.stderr);
    assert!(said.contains(&format!("{}:2: the program fell over the report", file.display())), "{said}");
    assert_same(&of_run(&out), &without);
}

#[test]
fn another_build_is_refused_by_all_three() {
    let place = folder();
    let cluster = Cluster::start(&program(), 1);
    let out = place.path().join("run");
    let executor = command(&poisoned(), "executor").args(["--scheduler", &cluster.address]).output();
    let said = words(&executor.expect("started").stderr);
    assert!(said.contains("the scheduler refuses to work with this executor: it is build "), "{said}");
    let run = command(&poisoned(), "run")
        .args(["--scheduler", &cluster.address, "--out"])
        .arg(&out)
        .arg(repository())
        .output();
    let said = words(&run.expect("started").stderr);
    assert!(said.contains("the scheduler refuses to work with this run: it is build "), "{said}");
    assert!(said.contains("Hint: Start scheduler, executors and run from one and the same file"), "{said}");
    // A folder belongs to the program that began the run.
    succeed(cluster.run(&place.path().join("begun"), &[repository()], &[]));
    let goes_on = command(&poisoned(), "run")
        .args(["--local", "--out"])
        .arg(place.path().join("begun"))
        .arg(repository())
        .output();
    let said = words(&goes_on.expect("started").stderr);
    assert!(said.contains("was begun with the build "), "{said}");
}

#[test]
fn other_rules_travel_with_the_run_and_do_not_share_its_folder() {
    let place = folder();
    let rules = place.path().join("rules");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let copied = std::process::Command::new("cp")
        .arg("-r")
        .args([root.join("rules"), root.join("lexicons")])
        .arg({
            std::fs::create_dir_all(&rules).expect("a folder");
            &rules
        })
        .status();
    assert!(copied.expect("copied").success());
    let cascade = rules.join("rules/en/cascade.toml");
    let words_of = std::fs::read_to_string(&cascade).expect("the cascade");
    std::fs::write(&cascade, format!("# Other rules.\n{words_of}")).expect("written");

    let cluster = Cluster::start(&program(), 1);
    let out = place.path().join("run");
    let with = ["--rules", rules.to_str().expect("a path")];
    succeed(cluster.run(&out, &[repository()], &with));
    let digest = |path: &Path| -> String {
        let plan: serde_json::Value =
            serde_json::from_slice(&std::fs::read(path).expect("a plan")).expect("JSON");
        plan["ruleset"].as_str().expect("a digest").to_owned()
    };
    assert!(of_run(&out).contains(&digest(&out.join("run.json"))), "reports name the rules that read them");
    let without = cluster.run(&out, &[repository()], &[]).output().expect("started");
    let said = words(&without.stderr);
    assert!(said.contains("was begun with the ruleset "), "{said}");
}

#[test]
fn what_cannot_be_read_is_a_note_and_the_rest_is_read() {
    let place = folder();
    let mut paths = made_reports(place.path(), 60);
    let one = one_machine(&paths, STEP);
    let broken = place.path().join("broken.parquet");
    std::fs::write(&broken, b"PAR1 and then nothing that Parquet has").expect("written");
    let gone = place.path().join("gone.jsonl");
    // Opening it succeeds and reading it does not, as on a disk with a bad sector.
    let sector = place.path().join("sector.jsonl");
    std::os::unix::fs::symlink("/proc/self/mem", &sector).expect("linked");
    paths.extend([broken, gone, sector]);
    let cluster = Cluster::start(&program(), 1);
    let out = place.path().join("run");
    let output = succeed(cluster.run(&out, &paths, MANY));
    let said = words(&output.stderr);
    for name in ["broken.parquet", "gone.jsonl", "sector.jsonl"] {
        assert!(said.contains(name), "{name} is not noted: {said}");
    }
    assert_same(&of_run(&out), &one);
}

#[test]
fn a_full_disk_stops_the_run_and_a_larger_one_lets_it_go_on() {
    let place = folder();
    let paths = made_reports(place.path(), 300);
    let out = place.path().join("run");
    std::fs::create_dir_all(&out).expect("a folder");
    // A small disk in a mount namespace of its own; nothing is left of it but what is copied out.
    let script = r#"mount -t tmpfs -o size=400k tmpfs "$1" || exit 9
        "$2" run --local --out "$1" --split-bytes 20000 --slice 300 --bucket 200 --step 500 "$3" "$4" "$5"
        status=$?
        ls "$1/read" >"$6"
        mount -o remount,size=64m "$1"
        "$2" run --local --out "$1" --split-bytes 20000 --slice 300 --bucket 200 --step 500 "$3" "$4" "$5" || exit 8
        "$2" register "$1" --db "$7" || exit 8
        exit $status"#;
    let (seen, db) = (place.path().join("seen"), place.path().join("full.db"));
    let tried = std::process::Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .arg(&out)
        .arg(program())
        .args(&paths)
        .args([&seen, &db])
        .stdout(Stdio::null())
        .output()
        .expect("unshare(1) is there");
    let said = words(&tried.stderr);
    if tried.status.code() == Some(9) || said.contains("unshare failed") {
        eprintln!("this machine lets nobody mount a disk: not tried");
        return;
    }
    assert_eq!(tried.status.code(), Some(1), "{said}");
    assert!(said.contains("No space left") && said.contains("Make room there and run again"), "{said}");
    let finished = std::fs::read_to_string(&seen).expect("seen");
    assert!(finished.contains(".json"), "some splits were finished before the disk was full: {finished}");
    assert_same(&crate::support::told(&db), &one_machine(&paths, STEP));
}

#[test]
fn nobody_at_the_address() {
    let output = command(&program(), "run")
        .args(["--scheduler", "127.0.0.1:1", "--out"])
        .arg(folder().path().join("run"))
        .arg(repository())
        .output()
        .expect("started");
    let said = words(&output.stderr);
    assert!(said.contains("no scheduler answers at 127.0.0.1:1"), "{said}");
}

#[test]
fn an_executor_of_another_build_is_refused_by_its_own_check_too() {
    // A scheduler that was replaced under an executor: the job names the build that it is of.
    let place = folder();
    let cluster = Cluster::start(&poisoned(), 0);
    let listen = crate::support::port();
    let mut other = Running(
        command(&poisoned(), "executor")
            .args(["--scheduler", &cluster.address, "--listen", &format!("127.0.0.1:{listen}")])
            .stderr(Stdio::null())
            .spawn()
            .expect("started"),
    );
    until("no executor", || std::net::TcpStream::connect(("127.0.0.1", listen)).is_ok());
    let mut cluster = cluster;
    cluster.scheduler.kill();
    let address = cluster.address.clone();
    let _scheduler = Running(
        command(&program(), "scheduler")
            .args(["--listen", &address])
            .stderr(Stdio::null())
            .spawn()
            .expect("started"),
    );
    let run = || {
        command(&program(), "run")
            .args(["--scheduler", &address, "--out"])
            .arg(place.path().join("run"))
            .arg(repository())
            .output()
            .expect("started")
    };
    let mut said = words(&run().stderr);
    until("the executor did not come back", || {
        said = words(&run().stderr);
        said.contains("this executor refuses to work with the run")
    });
    assert!(said.contains("it is build "), "{said}");
    other.kill();
}
