use super::fault::{Sink, Source};
use super::period::{Stated, Validity};
use cairn_model::Day;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One table of a lexicon file, read key by key; what is wrong with it goes to the sink.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    /// The file it stands in.
    pub source: Source<'a>,
    /// Where it begins, in bytes.
    pub at: usize,
    table: &'a DeTable<'a>,
    label: &'a str,
    sink: &'a Sink,
}

/// A string of the file with the byte it begins at.
pub(super) type Text<'a> = (&'a str, u32);

impl<'a> Table<'a> {
    /// The whole of a file; `label` names the row in faults.
    pub fn new(
        source: Source<'a>,
        at: usize,
        table: &'a DeTable<'a>,
        label: &'a str,
        sink: &'a Sink,
    ) -> Self {
        Self { source, at, table, label, sink }
    }

    /// The same table under another name in faults.
    pub fn labelled<'b>(self, label: &'b str) -> Table<'b>
    where
        'a: 'b,
    {
        Table { source: self.source, at: self.at, table: self.table, label, sink: self.sink }
    }

    /// Notes a fault at byte `at`.
    pub fn fault(
        &self,
        at: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.sink.fault(self.source, at, self.label, found, expected, hint);
    }

    /// Refuses keys that are not among `known`.
    pub fn only(&self, known: &[&str]) {
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let near = known
                    .iter()
                    .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
                let hint = near.map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
                self.fault(
                    key.span().start,
                    format!("the key `{name}`"),
                    format!("one of {}", known.join(", ")),
                    hint,
                );
            }
        }
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, key: &str, expected: &str) {
        let found = format!("`{key}` of type {}", value.get_ref().type_str());
        self.fault(value.span().start, found, expected, "");
    }

    fn missing(&self, key: &str, expected: &str) {
        self.fault(self.at, format!("no `{key}`"), expected, format!("add `{key} = ...` to the row"));
    }

    /// A string; a fault where it is empty or something else.
    pub fn text(&self, key: &str) -> Option<Text<'a>> {
        let value = self.table.get(key)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some((text, offset(value))),
            Some(_) => {
                self.fault(value.span().start, format!("an empty `{key}`"), "a text", "");
                None
            }
            None => {
                self.wrong(value, key, "a string");
                None
            }
        }
    }

    /// A string that must be there.
    pub fn required(&self, key: &str) -> Option<Text<'a>> {
        if self.table.get(key).is_none() {
            self.missing(key, "a string");
        }
        self.text(key)
    }

    /// A list of strings; empty where the key is left out.
    pub fn texts(&self, key: &str) -> Vec<Text<'a>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "a list of strings");
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => texts.push((text, offset(item))),
                _ => self.wrong(item, key, "a string that is not empty"),
            }
        }
        texts
    }

    /// `true` or `false`; false where the key is left out.
    pub fn flag(&self, key: &str) -> bool {
        let Some(value) = self.table.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(value, key, "true or false");
            false
        })
    }

    /// A list of tables; empty where the key is left out.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(value, key, "a list of tables");
            return Vec::new();
        };
        let table_of = |item: &'a Spanned<DeValue<'a>>| match item.get_ref().as_table() {
            Some(table) => Some(Table { table, at: item.span().start, ..*self }),
            None => {
                self.wrong(item, key, "a table");
                None
            }
        };
        items.iter().filter_map(table_of).collect()
    }

    /// One table; none where the key is left out.
    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        let value = self.table.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(value, key, "a table");
            return None;
        };
        Some(Table { table, at: value.span().start, ..*self })
    }

    /// A year, a month or a day.
    pub fn stated(&self, key: &str) -> Option<Stated> {
        let value = self.table.get(key)?;
        let stated = match value.get_ref() {
            DeValue::Integer(year) => year.as_str().parse().ok().and_then(Stated::year),
            DeValue::String(month) => Stated::month(month),
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime
                .date
                .and_then(|date| Day::new(date.year as i16, date.month as i8, date.day as i8))
                .map(Stated::day),
            _ => None,
        };
        if stated.is_none() {
            let span = value.span();
            let written = self.source.text.get(span.clone()).unwrap_or_default();
            self.fault(
                span.start,
                format!("`{key} = {written}`"),
                "a year (2012), a month (\"2012-01\") or a day (2012-01-23)",
                "leave the key out where the date is not known",
            );
        }
        stated
    }

    /// `from` and `to`; a fault where the end lies before the beginning.
    pub fn validity(&self) -> Validity {
        let validity = Validity { from: self.stated("from"), to: self.stated("to") };
        if let (Some(from), Some(to)) = (validity.from, validity.to)
            && to.last < from.first
        {
            self.fault(
                self.at,
                format!("`to` {} before `from` {}", to.last, from.first),
                "an end after the beginning",
                "",
            );
        }
        validity
    }
}

fn offset(value: &Spanned<DeValue<'_>>) -> u32 {
    u32::try_from(value.span().start).unwrap_or(u32::MAX)
}
