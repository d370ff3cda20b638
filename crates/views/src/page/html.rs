//! Words made safe for a page.

/// Words as text or as the value of an attribute in double quotes. What could turn the direction of the page
/// or is no character of a page goes.
pub(super) fn esc(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// A number with one decimal, for drawings.
pub(super) fn px(n: f64) -> String {
    let n = (n * 10.0).round() / 10.0;
    // No sign on nothing.
    format!("{}", if n == 0.0 { 0.0 } else { n })
}

#[cfg(test)]
mod tests {
    use super::{esc, px};

    #[test]
    fn nothing_breaks_out() {
        let hostile = "</script><img src=x onerror=\"a('b')\">&\u{202e}\u{1b}";
        let safe = esc(hostile);
        assert!(!safe.contains(['<', '>', '"', '\'', '\u{202e}', '\u{1b}']), "{safe}");
        assert_eq!(esc("5 < 6 & 7"), "5 &lt; 6 &amp; 7");
        assert_eq!((px(-0.01).as_str(), px(1.25).as_str()), ("0", "1.3"));
    }
}
