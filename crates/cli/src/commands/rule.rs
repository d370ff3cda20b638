use super::json_lines;
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{cell, table};
use cairn_extract::{Rule, Ruleset};
use cairn_pipeline::rules;
use serde::Serialize;
use std::io::Write;

/// A rule on one line.
#[derive(Serialize)]
struct RuleRow<'r> {
    rule: &'r str,
    level: &'r str,
    gives: &'r str,
    finds: &'r str,
    file: &'r str,
}

/// Prints a rule's card as it is written, or lists all rules.
pub fn rule(args: &Args, id: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let ruleset = rules::load(args.rules.as_deref())?;
    let Some(id) = id else { return list(args, &ruleset, out) };
    let rule = ruleset.rule(id).ok_or_else(|| unknown(&ruleset, id))?;
    if args.json {
        return json_lines([row(rule)], out);
    }
    let files = rules::files(args.rules.as_deref())?;
    for (_, text) in files.iter().filter(|(path, _)| *path == rule.file) {
        writeln!(out, "# {}, level {}", rule.file, rule.level)?;
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

fn list(args: &Args, ruleset: &Ruleset, out: &mut impl Write) -> Result<(), Failure> {
    if args.json {
        return json_lines(ruleset.rules().iter().map(row), out);
    }
    let mut table = table(&["rule", "level", "finds"]);
    for rule in ruleset.rules() {
        table.add_row(vec![cell(rule.id.as_str()), cell(&rule.level), cell(&rule.card.finds)]);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(())
}

fn row(rule: &Rule) -> RuleRow<'_> {
    RuleRow {
        rule: rule.id.as_str(),
        level: &rule.level,
        gives: rule.gives(),
        finds: &rule.card.finds,
        file: &rule.file,
    }
}

pub fn unknown(ruleset: &Ruleset, id: &str) -> Failure {
    let near: Vec<&str> = ruleset
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|known| {
            known.split('-').any(|word| word.len() > 2 && id.split('-').any(|asked| asked == word))
        })
        .take(5)
        .collect();
    let hint = match near.is_empty() {
        true => "`cairn rule` lists all rules.".to_owned(),
        false => format!("Rules with such words in their names: {}.", near.join(", ")),
    };
    Failure::new(format!("no rule has the id `{id}`"), hint)
}
