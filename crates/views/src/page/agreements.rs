use super::html::esc;
use crate::AgreementRow;
use std::fmt::Write;

/// Agreements with their states, terms and breaches.
pub(super) fn section(page: &mut String, agreements: &[AgreementRow]) {
    if agreements.is_empty() {
        return;
    }
    page.push_str("<section aria-labelledby=\"h-deals\"><h2 id=\"h-deals\">Agreements</h2>\n");
    for row in agreements {
        let state = row.state.as_str().replace('_', " ");
        let _ = writeln!(
            page,
            "<article class=\"deal\"><h3>{}: {}</h3>\n<p>{}</p>",
            esc(&row.name),
            esc(&state),
            esc(&row.when)
        );
        if row.history.len() > 1 {
            page.push_str("<ol class=\"states\">");
            for step in &row.history {
                let state = step.state.as_str().replace('_', " ");
                let _ = write!(page, "<li><strong>{}</strong> {}</li>", esc(&state), esc(&step.when));
            }
            page.push_str("</ol>\n");
        }
        page.push_str("<dl class=\"facts\">");
        for (name, list) in
            [("Parties", &row.parties), ("Guarantors", &row.guarantors), ("Zones", &row.zones)]
        {
            if !list.is_empty() {
                let _ = write!(page, "<dt>{name}</dt><dd>{}</dd>", esc(&list.join("; ")));
            }
        }
        for term in &row.terms {
            let due = term.deadline.as_ref().map(|day| format!(", due {day}")).unwrap_or_default();
            let words = format!("“{}”{due}", term.words);
            let _ = write!(page, "<dt>{}</dt><dd>{}</dd>", esc(term.kind.as_str()), esc(&words));
        }
        for breaches in &row.breaches {
            let _ = write!(page, "<dt>Breaches, by the word of</dt><dd>{}</dd>", esc(&breaches.to_string()));
        }
        page.push_str("</dl></article>\n");
    }
    page.push_str("</section>\n");
}
