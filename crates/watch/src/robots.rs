use serde::{Deserialize, Serialize};

/// The name by which `robots.txt` may address Cairn.
const NAME: &str = "cairn";

/// What a host asks of Cairn in its `robots.txt` (RFC 9309).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robots {
    /// Patterns of paths, each with whether it may be fetched.
    rules: Vec<(bool, String)>,
    /// Seconds between requests (`Crawl-delay`, which is no part of the RFC and kept by many).
    pub delay: Option<u64>,
}

impl Robots {
    /// Reads the groups that address Cairn, or those for everybody where none does.
    pub fn parse(text: &str) -> Self {
        let (mut ours, mut all) = (None::<Self>, Self::default());
        // Names that stand together open one group.
        let (mut names, mut in_names) = (Vec::new(), false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    names.clear();
                }
                names.push(value.to_ascii_lowercase());
                in_names = true;
                continue;
            }
            in_names = false;
            if names.iter().any(|name| name.split('/').next() == Some(NAME)) {
                ours.get_or_insert_default().take(&key, value);
            } else if names.iter().any(|name| name == "*") {
                all.take(&key, value);
            }
        }
        ours.unwrap_or(all)
    }

    /// What holds where `robots.txt` cannot be had for a fault of the server: nothing may be fetched.
    pub fn closed() -> Self {
        Self { rules: vec![(false, "/".to_owned())], delay: None }
    }

    /// Whether a path with its query may be fetched: the longest pattern decides, and of equals the one that
    /// allows.
    pub fn allows(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(_, pattern)| matches(pattern, path));
        matching.max_by_key(|(allows, pattern)| (pattern.len(), *allows)).is_none_or(|(allows, _)| *allows)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((key == "allow", value.to_owned())),
            "crawl-delay" => {
                self.delay =
                    value.parse::<f64>().ok().map(|seconds| seconds.clamp(0.0, 86_400.0).ceil() as u64)
            }
            _ => {}
        }
    }
}

/// Whether a path begins as a pattern does: `*` stands for any characters, `$` at the end for the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return !whole || rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    if whole { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::Robots;

    #[test]
    fn groups_and_patterns_of_the_rfc() {
        let robots = Robots::parse(
            "User-agent: other\nDisallow: /\n\nUser-agent: *\nUser-agent: more\nDisallow: /private # ours\n\
             Allow: /private/feed\nDisallow: /*.gif$\nDisallow:\nCrawl-delay: 2.5\n",
        );
        assert_eq!(robots.delay, Some(3));
        for (path, allowed) in [
            ("/", true),
            ("/private/a", false),
            ("/private/feed.xml", true),
            ("/a.gif", false),
            ("/a.gif?x", true),
            ("/feed", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        let named = Robots::parse("User-agent: *\nDisallow: /\nUser-agent: Cairn/1.0\nDisallow: /x\n");
        assert!(named.allows("/feed") && !named.allows("/x"));
        assert!(Robots::parse("").allows("/") && !Robots::closed().allows("/feed"));
    }
}
