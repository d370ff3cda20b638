use thiserror::Error;

/// A pattern, as written in a rule card. See `docs/guide/writing-rules.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// One symbol that is this word, in lower case.
    Literal(String),
    /// One symbol that has all of the first tags and none of the second.
    Tags(Vec<String>, Vec<String>),
    /// Any one symbol.
    Any,
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
    Sequence(Vec<Pattern>),
    Either(Vec<Pattern>),
    /// At least `min`, at most `max` (none: any number) in a row.
    Repeat(Box<Pattern>, u32, Option<u32>),
    Capture(String, Box<Pattern>),
    /// `<term`, first in a pattern: the symbol before the match satisfies the term.
    Behind(Box<Pattern>),
    /// `>term`, last in a pattern: the symbol after the match satisfies the term.
    Ahead(Box<Pattern>),
    /// A pattern defined under `[define]` in the cascade.
    Defined(String),
}

/// What is wrong in a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message} at column {column} of the pattern")]
pub struct PatternFault {
    /// What was found and what was expected.
    pub message: String,
    /// Code points before the fault, from 1.
    pub column: usize,
}

/// Reads a pattern.
pub(crate) fn parse(text: &str) -> Result<Pattern, PatternFault> {
    let mut parser = Parser { chars: text.chars().collect(), at: 0 };
    let pattern = parser.either()?;
    match parser.peek() {
        None => Ok(pattern),
        Some(c) => Err(parser.fault(format!("found `{c}`, expected a term or the end"))),
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn fault(&self, message: impl Into<String>) -> PatternFault {
        PatternFault { message: message.into(), column: self.at + 1 }
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn either(&mut self) -> Result<Pattern, PatternFault> {
        let mut branches = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Pattern::Either(branches) })
    }

    fn sequence(&mut self) -> Result<Pattern, PatternFault> {
        let mut terms = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None | Some('|' | ')' | ']') => break,
                _ => terms.push(self.term()?),
            }
        }
        match terms.len() {
            0 => Err(self.fault("found nothing, expected a term")),
            1 => Ok(terms.remove(0)),
            _ => Ok(Pattern::Sequence(terms)),
        }
    }

    fn term(&mut self) -> Result<Pattern, PatternFault> {
        let start = self.at;
        let name = self.identifier();
        if !name.is_empty() && self.peek() == Some('=') {
            self.at += 1;
            let inner = self.repeated()?;
            return Ok(Pattern::Capture(name, Box::new(inner)));
        }
        self.at = start;
        self.repeated()
    }

    fn repeated(&mut self) -> Result<Pattern, PatternFault> {
        let mut pattern = self.atom()?;
        loop {
            let (min, max) = match self.peek() {
                Some('?') => (0, Some(1)),
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('{') => {
                    self.at += 1;
                    let min = self.integer()?;
                    let max = if self.peek() == Some(',') {
                        self.at += 1;
                        Some(self.integer()?)
                    } else {
                        Some(min)
                    };
                    if self.peek() != Some('}') {
                        return Err(self.fault("expected `}`"));
                    }
                    if max.is_some_and(|max| max < min || max > 24) {
                        return Err(self.fault("expected bounds m <= n <= 24"));
                    }
                    (min, max)
                }
                _ => return Ok(pattern),
            };
            self.at += 1;
            pattern = Pattern::Repeat(Box::new(pattern), min, max);
        }
    }

    fn integer(&mut self) -> Result<u32, PatternFault> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars[start..self.at].iter().collect();
        digits.parse().map_err(|_| self.fault("expected a number"))
    }

    fn identifier(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn atom(&mut self) -> Result<Pattern, PatternFault> {
        let Some(c) = self.peek() else { return Err(self.fault("found nothing, expected a term")) };
        self.at += 1;
        match c {
            '^' => Ok(Pattern::Start),
            '$' => Ok(Pattern::End),
            '.' => Ok(Pattern::Any),
            '<' => Ok(Pattern::Behind(Box::new(self.atom()?))),
            '>' => Ok(Pattern::Ahead(Box::new(self.atom()?))),
            '(' | '[' => {
                let close = if c == '(' { ')' } else { ']' };
                let inner = self.either()?;
                if self.peek() != Some(close) {
                    return Err(self.fault(format!("expected `{close}`")));
                }
                self.at += 1;
                Ok(inner)
            }
            '@' => self.tags(),
            '%' => match self.identifier() {
                name if name.is_empty() => Err(self.fault("expected the name of a definition after `%`")),
                name => Ok(Pattern::Defined(name)),
            },
            '\'' => {
                let start = self.at;
                while self.peek().is_some_and(|c| c != '\'') {
                    self.at += 1;
                }
                if self.peek().is_none() {
                    return Err(self.fault("expected a closing `'`"));
                }
                self.at += 1;
                Ok(Pattern::Literal(self.chars[start..self.at - 1].iter().collect()))
            }
            c if c.is_alphanumeric() => {
                self.at -= 1;
                let word = self.identifier();
                if word.chars().any(char::is_uppercase) {
                    return Err(
                        self.fault(format!("found `{word}`, expected a word in lower case or `@{word}`"))
                    );
                }
                Ok(Pattern::Literal(word))
            }
            c => Err(self.fault(format!("found `{c}`, expected a term"))),
        }
    }

    fn tags(&mut self) -> Result<Pattern, PatternFault> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        loop {
            let negated = self.peek() == Some('!');
            self.at += usize::from(negated);
            let name = self.identifier();
            if name.is_empty() {
                return Err(self.fault("expected the name of a tag"));
            }
            if negated { &mut without } else { &mut with }.push(name);
            // A full stop goes on with the next tag only where one follows.
            let more = self.chars.get(self.at + 1).is_some_and(|c| c.is_alphabetic() || *c == '!');
            if self.peek() != Some('.') || !more {
                return Ok(Pattern::Tags(with, without));
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, parse};

    #[test]
    fn terms_bind_as_the_guide_says() {
        let found = parse("n=@Count [more|other]? @noun.people.!plural{0,2} 'x.'").unwrap();
        let Pattern::Sequence(terms) = found else { panic!("a sequence") };
        assert_eq!(
            terms[0],
            Pattern::Capture("n".into(), Box::new(Pattern::Tags(vec!["Count".into()], vec![])))
        );
        assert!(
            matches!(&terms[1], Pattern::Repeat(inner, 0, Some(1)) if matches!(**inner, Pattern::Either(_)))
        );
        assert!(matches!(&terms[2], Pattern::Repeat(_, 0, Some(2))));
        assert_eq!(terms[3], Pattern::Literal("x.".into()));
    }

    #[test]
    fn context_is_one_symbol_on_either_side() {
        let found = parse("<[in|@noun] may >@!verb").unwrap();
        let Pattern::Sequence(terms) = found else { panic!("a sequence") };
        assert!(matches!(&terms[0], Pattern::Behind(inner) if matches!(**inner, Pattern::Either(_))));
        assert_eq!(terms[2], Pattern::Ahead(Box::new(Pattern::Tags(vec![], vec!["verb".into()]))));
    }

    #[test]
    fn faults_name_their_column() {
        for (pattern, column) in
            [("@", 2), ("(a|b", 5), ("a )", 3), ("a{3,1}", 6), ("Upper", 6), ("'open", 6)]
        {
            assert_eq!(parse(pattern).unwrap_err().column, column, "{pattern}");
        }
    }
}
