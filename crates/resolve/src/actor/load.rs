use super::fault::{Sink, Source};
use super::period::Validity;
use super::row::{
    Body, DatedName, Form, Generic, Line, LineKind, OwnBody, Rows, SourceRole, State, StateName, Succession,
};
use super::table::{Table, Text};
use cairn_model::{ActorId, ActorSide};
use toml::de::DeTable;

/// Reads every row of `files` (name and TOML text) and tells all faults of single rows at once.
///
/// The order of the files does not matter, but for the order of the rows.
pub(super) fn load(files: &[(&str, &str)], sink: &Sink) -> Rows {
    let mut parsed = Vec::with_capacity(files.len());
    for &(name, text) in files {
        let source = Source { name, text };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            let found = format!("broken TOML ({})", error.message());
            sink.fault(source, at, "file", found, "a TOML file", "");
        }
        // A file that is no TOML has no rows to speak of.
        parsed.push((source, if errors.is_empty() { Some(table) } else { None }));
    }
    let mut rows = Rows::default();
    let roots = || {
        parsed.iter().enumerate().filter_map(|(file, (source, table))| {
            let table = table.as_ref()?.get_ref();
            Some((file as u32, Table::new(*source, 0, table, "file", sink)))
        })
    };
    for (file, root) in roots() {
        root.only(&["actor", "organisation", "state", "body", "generic", "words"]);
        rows.bodies.extend(root.tables("body").into_iter().filter_map(|table| body(table, file)));
    }
    for (file, root) in roots() {
        rows.lines.extend(root.tables("actor").into_iter().filter_map(|table| actor(table, file)));
        rows.lines
            .extend(root.tables("organisation").into_iter().filter_map(|table| organisation(table, file)));
        rows.states
            .extend(root.tables("state").into_iter().filter_map(|table| state(table, file, &rows.bodies)));
        rows.generics.extend(root.tables("generic").into_iter().filter_map(|table| generic(table, file)));
        if let Some(table) = root.table("words") {
            words(table, &mut rows);
        }
    }
    rows
}

fn form((words, at): Text<'_>, local: bool) -> Form {
    Form { words: words.to_owned(), local, at }
}

fn forms(table: Table<'_>, key: &str) -> Vec<Form> {
    table.texts(key).into_iter().map(|text| form(text, false)).collect()
}

/// The id of a row: lower-case letters, digits and single hyphens.
fn id<'a>(table: Table<'a>) -> Option<&'a str> {
    let (id, at) = table.required("id")?;
    let well_formed = id.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if !well_formed {
        table.fault(at as usize, format!("the id `{id}`"), "lower-case letters, digits and hyphens", "");
    }
    Some(id)
}

fn side(table: Table<'_>, text: Option<Text<'_>>) -> Option<ActorSide> {
    let (word, at) = text?;
    word.parse()
        .map_err(|_| {
            let expected = ActorSide::ALL.iter().map(|side| side.as_str()).collect::<Vec<_>>().join(", ");
            table.fault(at as usize, format!("the side `{word}`"), format!("one of {expected}"), "");
        })
        .ok()
}

fn actor(table: Table<'_>, file: u32) -> Option<Line> {
    let label = format!("actor `{}`", table.text("id").map_or("?", |(id, _)| id));
    let table = table.labelled(&label);
    table.only(&[
        "id",
        "side",
        "country",
        "active_in",
        "names",
        "people",
        "merged_into",
        "split_from",
        "note",
    ]);
    let side = side(table, table.required("side"));
    line(table, file, LineKind::Actor, side)
}

fn organisation(table: Table<'_>, file: u32) -> Option<Line> {
    let label = format!("organisation `{}`", table.text("id").map_or("?", |(id, _)| id));
    let table = table.labelled(&label);
    table.only(&["id", "role", "country", "active_in", "names", "people", "note"]);
    let role = table.required("role").and_then(|(word, at)| {
        let role = SourceRole::ALL.into_iter().find(|role| role.as_str() == word);
        if role.is_none() {
            let expected = SourceRole::ALL.map(SourceRole::as_str).join(", ");
            table.fault(at as usize, format!("the role `{word}`"), format!("one of {expected}"), "");
        }
        role
    });
    // A body that is attacked is named as a party too; one of states counts as international.
    let side = match role {
        Some(SourceRole::Un | SourceRole::International) => ActorSide::International,
        Some(SourceRole::StateBody) => ActorSide::State,
        _ => ActorSide::Political,
    };
    line(table, file, LineKind::Organisation(role.unwrap_or(SourceRole::Ngo)), Some(side))
}

fn line(table: Table<'_>, file: u32, kind: LineKind, side: Option<ActorSide>) -> Option<Line> {
    let id = id(table);
    let note = table.required("note");
    let names = names(table, side.unwrap_or(ActorSide::Unidentified));
    if names.is_empty() {
        table.fault(
            table.at,
            "no `names`",
            "at least one name",
            "add `names = [{ name = ..., forms = [...] }]`",
        );
    }
    let succession = |key: &str| {
        let other = table.table(key)?;
        other.only(&["id", "on"]);
        let (line, _) = other.required("id")?;
        Some(Succession { line: ActorId::new(line), on: other.stated("on") })
    };
    Some(Line {
        id: ActorId::new(id?),
        kind,
        country: table.text("country").map(|(code, _)| code.to_owned()),
        active_in: table.texts("active_in").into_iter().map(|(code, _)| code.to_owned()).collect(),
        people: forms(table, "people"),
        merged_into: succession("merged_into"),
        split_from: succession("split_from"),
        note: note.map(|(note, _)| note.to_owned()).unwrap_or_default(),
        file,
        at: table.at as u32,
        names: if names.is_empty() { return None } else { names },
    })
}

fn names(table: Table<'_>, of_line: ActorSide) -> Vec<DatedName> {
    let mut names: Vec<DatedName> = Vec::new();
    for name in table.tables("names") {
        name.only(&["name", "from", "to", "side", "forms", "local_forms"]);
        let validity = name.validity();
        follows(name, names.last().map(|before| before.validity), validity);
        let Some(text) = name.required("name") else { continue };
        let mut forms = forms(name, "forms");
        forms.extend(name.texts("local_forms").into_iter().map(|text| form(text, true)));
        let side = side(name, name.text("side")).unwrap_or(of_line);
        names.push(DatedName { name: form(text, false), validity, side, forms });
    }
    names
}

/// Notes a fault where a name begins before the one above it has ended.
fn follows(table: Table<'_>, before: Option<Validity>, validity: Validity) {
    if before.is_some_and(|before| before.overlaps(&validity)) {
        table.fault(
            table.at,
            "a name that overlaps the one above it",
            "names in order of time, each with `to`, the next with `from`",
            "a line has one name at a time; other ways of writing it are `forms`",
        );
    }
}

fn state(table: Table<'_>, file: u32, bodies: &[Body]) -> Option<State> {
    let label = format!("state `{}`", table.text("code").map_or("?", |(code, _)| code));
    let table = table.labelled(&label);
    table.only(&["code", "names", "bodies", "leaders"]);
    let (code, at) = table.required("code")?;
    if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        table.fault(at as usize, format!("the code `{code}`"), "two capitals (ISO 3166-1 alpha-2)", "");
    }
    let mut names: Vec<StateName> = Vec::new();
    for name in table.tables("names") {
        name.only(&["name", "from", "to", "forms", "demonyms", "capitals"]);
        let validity = name.validity();
        follows(name, names.last().map(|before| before.validity), validity);
        let Some(text) = name.required("name") else { continue };
        names.push(StateName {
            name: form(text, false),
            validity,
            forms: forms(name, "forms"),
            demonyms: forms(name, "demonyms"),
            capitals: forms(name, "capitals"),
        });
    }
    if names.is_empty() {
        table.fault(table.at, "no `names`", "at least one name", "add `names = [{ name = ... }]`");
        return None;
    }
    let own = |own: Table<'_>| {
        own.only(&["body", "source", "forms", "people"]);
        let (key, at) = own.required("body")?;
        let Some(body) = bodies.iter().position(|body| body.key == key) else {
            let known = bodies.iter().map(|body| body.key.as_str()).collect::<Vec<_>>().join(", ");
            own.fault(at as usize, format!("the body `{key}`"), format!("one of {known}"), "");
            return None;
        };
        Some(OwnBody {
            body: body as u32,
            source: own.text("source").map(|(source, _)| source.to_owned()),
            forms: forms(own, "forms"),
            people: forms(own, "people"),
        })
    };
    let bodies = table.tables("bodies").into_iter().filter_map(own).collect();
    Some(State {
        code: code.to_owned(),
        names,
        bodies,
        leaders: forms(table, "leaders"),
        file,
        at: table.at as u32,
    })
}

fn body(table: Table<'_>, file: u32) -> Option<Body> {
    let label = format!("body `{}`", table.text("key").map_or("?", |(key, _)| key));
    let table = table.labelled(&label);
    table.only(&["key", "actor", "source", "plain", "tails", "bare"]);
    let text = |key: &str| table.required(key).map(|(text, _)| text.to_owned());
    let (key, actor, source, plain) = (text("key"), text("actor"), text("source"), text("plain"));
    Some(Body {
        key: key?,
        actor: actor?,
        source: source?,
        plain: plain?,
        tails: forms(table, "tails"),
        bare: forms(table, "bare"),
        file,
    })
}

fn generic(table: Table<'_>, file: u32) -> Option<Generic> {
    let label = format!("generic `{}`", table.text("name").map_or("?", |(name, _)| name));
    let table = table.labelled(&label);
    table.only(&["name", "side", "anywhere", "words"]);
    let name = table.required("name");
    let side = side(table, table.required("side"));
    Some(Generic {
        name: name?.0.to_owned(),
        side: side?,
        anywhere: table.flag("anywhere"),
        words: forms(table, "words"),
        file,
    })
}

fn words(table: Table<'_>, rows: &mut Rows) {
    let table = table.labelled("words");
    table.only(&["modifiers", "distancing", "opposed", "owning", "qualifying", "leaving", "words_too"]);
    let list = |key: &str| table.texts(key).into_iter().map(|(word, _)| word.to_owned());
    rows.modifiers.extend(list("modifiers"));
    rows.distancing.extend(list("distancing"));
    rows.opposed.extend(list("opposed"));
    rows.owning.extend(list("owning"));
    rows.qualifying.extend(list("qualifying"));
    rows.leaving.extend(list("leaving"));
    rows.words_too.extend(list("words_too"));
}
