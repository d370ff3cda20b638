use std::fmt;

/// Something wrong in a ruleset: where it is, what was found, what was expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as given to the loader.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The rule or row, where it is known.
    pub id: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if let Some(id) = &self.id {
            write!(f, "`{id}`: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  Hint: {hint}")?;
        }
        Ok(())
    }
}

/// Every fault that a loader found, all at once, by file and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// Collects the faults of one file.
pub(crate) struct FileFaults<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub faults: &'a mut Vec<Fault>,
}

impl FileFaults<'_> {
    /// Adds a fault at a byte of the file.
    pub(crate) fn add(
        &mut self,
        byte: usize,
        id: Option<&str>,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        let before = &self.text[..byte.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            id: id.map(str::to_owned),
            message: message.into(),
            hint: hint.map(str::to_owned),
        });
    }

    /// Adds what the TOML reader says.
    pub(crate) fn add_toml(&mut self, error: &toml::de::Error) {
        let byte = error.span().map_or(0, |span| span.start);
        self.add(
            byte,
            None,
            error.message().trim(),
            Some("see docs/guide/writing-rules.md for the fields of a card"),
        );
    }
}
