//! What must hold of all input. Each function panics where it does not.

pub mod claims;
pub mod decisions;
pub mod reports;
pub mod rules;

use cairn_model::{Provenance, Report, ReportId};

/// A report of an outlet, published on a Saturday.
fn report(id: &str, text: &str) -> Report {
    Report {
        id: ReportId::new(id),
        outlet: Some("Northern Wire".to_owned()),
        url: None,
        title: None,
        author: None,
        published: "2019-05-25".parse().ok(),
        dated: None,
        language: Some("en".to_owned()),
        text: text.to_owned(),
        provenance: Provenance::default(),
    }
}

/// What must hold of the input of one target, by the target's name; false where there is none of that name here.
pub fn hold(target: &str, data: &[u8]) -> bool {
    use cairn_read::Format;
    match target {
        "text" => reports::of(Format::Text, data),
        "html" => reports::of(Format::Html, data),
        "json_lines" => reports::of(Format::JsonLines, data),
        "table" => reports::of(Format::Csv, data),
        "parquet" => reports::of(Format::Parquet, data),
        "warc" => reports::of(Format::Warc, data),
        "wacz" => reports::of(Format::Wacz, data),
        "feed" => reports::of(Format::Feed, data),
        "opml" => reports::subscriptions(data),
        "mail" => reports::of(Format::Mail, data),
        "mailbox" => reports::of(Format::Mailbox, data),
        "pdf" => reports::of(Format::Pdf, data),
        "packed" => reports::packed(data),
        "any_file" => reports::of_any_format(data),
        "columns" => reports::columns(data),
        "rules" => rules::load(data),
        "claims" => claims::of_text(data),
        "outside_claims" => decisions::outside_claims(data),
        "decisions" => decisions::decisions(data),
        _ => return false,
    }
    true
}
