use super::fault::{Sink, Source};
use super::fold::Folded;
use super::index::Case;
use super::row::{Form, Line, LineKind, Rows};
use rustc_hash::{FxHashMap, FxHashSet};

/// What can only be seen across rows: doubled ids and forms, countries and lines that are not there.
pub(super) fn check(rows: &Rows, files: &[(&str, &str)], sink: &Sink) {
    let check = Check { rows, files, sink };
    check.ids();
    check.countries();
    check.successions();
    check.forms();
    check.doubled(
        "body",
        rows.bodies.iter().map(|body| (body.file, &body.key, body.bare.iter().chain(&body.tails).collect())),
    );
    check.doubled(
        "generic",
        rows.generics.iter().map(|generic| (generic.file, &generic.name, generic.words.iter().collect())),
    );
}

struct Check<'a> {
    rows: &'a Rows,
    files: &'a [(&'a str, &'a str)],
    sink: &'a Sink,
}

impl Check<'_> {
    fn fault(&self, (file, at): (u32, u32), row: String, found: String, expected: &str, hint: &str) {
        let (name, text) = self.files[file as usize];
        self.sink.fault(Source { name, text }, at as usize, row, found, expected, hint);
    }

    fn ids(&self) {
        let mut seen = FxHashSet::default();
        for line in &self.rows.lines {
            if !seen.insert(line.id.as_str()) {
                let found = format!("the id `{}` a second time", line.id);
                self.fault(
                    (line.file, line.at),
                    label(line),
                    found,
                    "an id of its own",
                    "ids are never reused",
                );
            }
        }
        let mut seen = FxHashSet::default();
        for state in &self.rows.states {
            if !seen.insert(state.code.as_str()) {
                let found = format!("the code `{}` a second time", state.code);
                let row = format!("state `{}`", state.code);
                self.fault((state.file, state.at), row, found, "one row for each state", "");
            }
        }
    }

    fn countries(&self) {
        let known: FxHashSet<&str> = self.rows.states.iter().map(|state| state.code.as_str()).collect();
        for line in &self.rows.lines {
            for code in line.country.iter().chain(&line.active_in) {
                if !known.contains(code.as_str()) {
                    let hint = "add the state, or correct the code (ISO 3166-1 alpha-2)";
                    let found = format!("the country `{code}`");
                    self.fault((line.file, line.at), label(line), found, "the code of a [[state]] row", hint);
                }
            }
            if let Some(home) = &line.country
                && line.active_in.contains(home)
            {
                let found = format!("`{home}` in `active_in`");
                self.fault((line.file, line.at), label(line), found, "other countries than `country`", "");
            }
        }
    }

    fn successions(&self) {
        let known: FxHashSet<&str> = self.rows.lines.iter().map(|line| line.id.as_str()).collect();
        for line in &self.rows.lines {
            for succession in line.merged_into.iter().chain(&line.split_from) {
                let other = succession.line.as_str();
                if !known.contains(other) || other == line.id.as_str() {
                    let found = format!("the line `{other}` in a succession");
                    self.fault((line.file, line.at), label(line), found, "the id of another row", "");
                }
            }
        }
    }

    /// A form names one line at one place and time; a line lists it once.
    fn forms(&self) {
        let words_too: FxHashSet<&str> = self.rows.words_too.iter().map(String::as_str).collect();
        let mut seen: FxHashMap<String, Vec<(&Line, &Form)>> = FxHashMap::default();
        for line in &self.rows.lines {
            let mut names = FxHashSet::default();
            for name in &line.names {
                // A name may come back in a later era; a form may not.
                names.insert(written(&name.name, &words_too));
            }
            let mut own = FxHashSet::default();
            for form in line.names.iter().flat_map(|name| &name.forms) {
                let written = written(form, &words_too);
                if written.0.is_empty() {
                    let found = format!("`{}`, of which nothing is left when folded", form.words);
                    self.fault((line.file, form.at), label(line), found, "a name with letters or digits", "");
                } else if names.contains(&written) || !own.insert(written) {
                    let found = format!("`{}` twice", form.words);
                    let hint =
                        "case, accents, apostrophes, hyphens and the Arabic article make no difference";
                    self.fault((line.file, form.at), label(line), found, "each form once", hint);
                }
            }
            let all = line.names.iter().flat_map(|name| std::iter::once(&name.name).chain(&name.forms));
            for form in all {
                let others = seen.entry(folded(form)).or_default();
                if let Some((other, _)) =
                    others.iter().find(|(other, known)| other.id != line.id && same(line, form, other, known))
                {
                    let found = format!("`{}`, which is also a form of `{}`", form.words, other.id);
                    let expected = "a form that country or time tells apart";
                    let hint =
                        "give one of the lines another country or dates, or move the form to `local_forms`";
                    self.fault((line.file, form.at), label(line), found, expected, hint);
                }
                others.push((line, form));
            }
        }
    }

    fn doubled<'r>(&self, kind: &str, rows: impl Iterator<Item = (u32, &'r String, Vec<&'r Form>)>) {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for (file, name, forms) in rows {
            for form in forms {
                if let Some(other) = seen.insert(folded(form), name) {
                    let found = format!("`{}`, which is also in `{other}`", form.words);
                    let row = format!("{kind} `{name}`");
                    self.fault((file, form.at), row, found, "each word once", "");
                }
            }
        }
    }
}

/// Whether nothing tells the two readings of a form apart.
fn same(a: &Line, a_form: &Form, b: &Line, b_form: &Form) -> bool {
    a.country == b.country && a_form.local == b_form.local && !a.span().disjoint(&b.span())
}

fn label(line: &Line) -> String {
    let kind = match line.kind {
        LineKind::Actor => "actor",
        LineKind::Organisation(_) => "organisation",
    };
    format!("{kind} `{}`", line.id)
}

fn folded(form: &Form) -> String {
    Folded::of(&form.words).all().key().to_owned()
}

/// A form as it is looked up: its key, and how it must be written.
fn written(form: &Form, words_too: &FxHashSet<&str>) -> (String, Case) {
    let folded = Folded::of(&form.words);
    (folded.all().key().to_owned(), Case::of(folded.all(), words_too))
}
