//! A tiny maker of PDF files: objects, and pages of text in the one font that every reader has.

use std::fmt::Write;

/// Writes objects one after another, and the table of where they lie.
pub fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(end, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    writeln!(end, "trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF").unwrap();
    bytes.extend(end.bytes());
    bytes
}

/// A stream with its length.
pub fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// Lines of text at their places: `(x, y, size, words)`.
pub fn drawn(lines: &[(i32, i32, i32, &str)]) -> String {
    lines.iter().fold(String::from("BT\n"), |mut content, (x, y, size, words)| {
        let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(content, "/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj").unwrap();
        content
    }) + "ET"
}

/// A file of pages with these contents, in Helvetica, and these entries of document information.
pub fn pages(contents: &[String], info: &str) -> Vec<u8> {
    let n = contents.len();
    let kids: Vec<String> = (0..n).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {n} /Kids [{}] /Resources << /Font << /F1 3 0 R >> >> >>",
            kids.join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< {info} >>"),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R >>",
            6 + 2 * page
        ));
        objects.push(stream("", content));
    }
    file(&objects, "/Info 4 0 R")
}

/// Lines of body text down a page from `top`, 14 apart, in 12 points.
pub fn body<'l>(top: i32, lines: &[&'l str]) -> Vec<(i32, i32, i32, &'l str)> {
    (0..).zip(lines).map(|(n, words)| (72, top - 14 * n, 12, *words)).collect()
}
