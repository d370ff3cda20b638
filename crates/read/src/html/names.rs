//! Title, outlet, author and address of a page.

use super::json_ld::Described;
use super::page::Page;

/// What stands between a headline and an outlet's name in titles.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " « "];

/// How long a name of an outlet or of authors is at most, in bytes.
const LONGEST: usize = 160;

/// The headline: the heading that the page's other titles repeat; else the one for machines; else the title of
/// the page, without the outlet's name behind it.
pub(super) fn title(
    page: &Page,
    described: Option<&Described>,
    outlet: Option<&str>,
    host: Option<&str>,
) -> Option<String> {
    let stated = described.and_then(|described| described.headline.clone());
    let shared = page.meta("og:title").or_else(|| page.meta("twitter:title"));
    let titles: Vec<String> =
        [&stated, &shared, &page.title].into_iter().flatten().map(|words| key(words)).collect();
    let is_repeated = |heading: &&String| {
        let heading = key(heading);
        heading.len() >= 8
            && titles.iter().any(|title| {
                title.contains(&heading) || title.len() >= 12 && heading.contains(title.as_str())
            })
    };
    if let Some(heading) = page.headings.iter().find(is_repeated) {
        // The heading of a page that names itself after its outlet is no headline.
        if outlet.is_none_or(|outlet| key(outlet) != key(heading)) {
            return Some(without_outlet(heading, outlet, host));
        }
    }
    stated.or(shared).or_else(|| page.title.clone()).map(|title| without_outlet(&title, outlet, host))
}

/// Who published it: of the names that the page gives, the first that its address bears out.
pub(super) fn outlet(page: &Page, described: Option<&Described>, host: Option<&str>) -> Option<String> {
    let metas = ["og:site_name", "dc.publisher", "dcterms.publisher", "application-name", "copyright-holder"];
    let mut named: Vec<String> = page.meta(metas[0]).into_iter().collect();
    named.extend(described.and_then(|described| described.publisher.clone()));
    named.extend(metas[1..].iter().filter_map(|name| page.meta(name)));
    named.extend(title_end(page, described));
    let mut named: Vec<String> = named.into_iter().map(|name| name.trim().to_owned()).collect();
    named.retain(|name| {
        name.len() <= LONGEST
            && !name.contains("://")
            && !name.starts_with('@')
            && name.chars().any(char::is_alphabetic)
    });
    let borne_out = host.and_then(|host| named.iter().find(|name| is_host(name, host)));
    borne_out.or(named.first()).cloned().or_else(|| host.map(str::to_owned))
}

/// Who wrote it.
pub(super) fn author(page: &Page, described: Option<&Described>) -> Option<String> {
    let metas = [
        "author",
        "article:author",
        "og:article:author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "dc.creator",
        "dcterms.creator",
        "article:author_name",
    ];
    let stated = described.and_then(|described| described.author.clone());
    stated
        .into_iter()
        .chain(metas.iter().filter_map(|name| page.meta(name)))
        .chain(page.bylines.iter().cloned())
        .map(|words| byline(&words))
        .find(|words| {
            !words.is_empty()
                && words.len() <= LONGEST
                && !words.contains("://")
                && !words.starts_with('@')
                && words.chars().any(char::is_alphabetic)
                && !words.chars().any(|c| c.is_ascii_digit())
        })
}

/// The page's address: where it was fetched, or as it names itself.
pub(super) fn address(
    page: &Page,
    described: Option<&Described>,
    fetched: Option<&str>,
    source: &str,
) -> Option<String> {
    let stated = described.and_then(|described| described.url.clone());
    [fetched.map(str::to_owned), page.canonical.clone(), page.meta("og:url"), stated, saved_from(source)]
        .into_iter()
        .flatten()
        .find(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// The host of an address, without `www.`.
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// What browsers write into a page that they save: `<!-- saved from url=(0023)https://wire.example/ -->`.
fn saved_from(source: &str) -> Option<String> {
    let mut end = source.len().min(2048);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let (_, rest) = source[..end].split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    rest.split_whitespace().next().map(str::to_owned)
}

/// A title without the outlet's name at its end or start.
fn without_outlet(title: &str, outlet: Option<&str>, host: Option<&str>) -> String {
    let mut title = title.trim();
    while let Some((head, tail)) =
        SEPARATORS.iter().filter_map(|sign| title.rsplit_once(sign)).min_by_key(|(_, tail)| tail.len())
    {
        let names_outlet = outlet.is_some_and(|outlet| is_name_of(tail, outlet))
            || host.is_some_and(|host| is_host(tail, host));
        if !names_outlet || head.trim().is_empty() {
            break;
        }
        title = head.trim_end();
    }
    let start =
        SEPARATORS.iter().filter_map(|sign| title.split_once(sign)).min_by_key(|(head, _)| head.len());
    match start {
        Some((head, rest)) if outlet.is_some_and(|outlet| key(outlet) == key(head)) => rest.trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// What stands in the page's title behind the headline.
fn title_end(page: &Page, described: Option<&Described>) -> Option<String> {
    let title = page.title.as_deref()?;
    let stated = described.and_then(|described| described.headline.as_deref());
    let shared = page.meta("og:title");
    let headlines = page.headings.iter().map(String::as_str).chain(stated).chain(shared.as_deref());
    let headlines: Vec<String> = headlines.map(key).collect();
    let ends = SEPARATORS.iter().filter_map(|sign| title.rsplit_once(sign));
    let (head, tail) = ends.min_by_key(|(_, tail)| tail.len())?;
    headlines.contains(&key(head)).then(|| tail.trim().to_owned())
}

fn is_name_of(words: &str, outlet: &str) -> bool {
    let (words, outlet) = (key(words), key(outlet));
    !words.is_empty()
        && (words == outlet || words.len() >= 3 && (outlet.contains(&words) || words.contains(&outlet)))
}

/// Whether words are the name in a host: "The Daily Wire" and `dailywire.example`.
fn is_host(words: &str, host: &str) -> bool {
    let words = key(words.trim().trim_start_matches("The "));
    let host = key(host.split('.').next().unwrap_or(host));
    words.len() >= 3 && host.len() >= 3 && (host.contains(&words) || words.contains(&host))
}

/// Letters and digits in lower case, for comparison.
fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn byline(words: &str) -> String {
    let words = words.trim();
    let starts = ["By ", "by ", "BY ", "By: ", "Written by ", "Author: "];
    let words = starts.iter().find_map(|start| words.strip_prefix(start)).unwrap_or(words);
    words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | ':')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{host, without_outlet};

    #[test]
    fn the_outlet_is_no_part_of_a_title() {
        let cases = [
            ("Shells fell on Azaz | The Wire", "Shells fell on Azaz"),
            ("Shells fell on Azaz - Wire News | The Wire", "Shells fell on Azaz - Wire News"),
            ("The Wire: Shells fell", "The Wire: Shells fell"),
            ("The Wire | Shells fell", "Shells fell"),
            ("Azaz - a town under fire", "Azaz - a town under fire"),
            ("Shells fell - thewire.example", "Shells fell"),
        ];
        for (title, headline) in cases {
            assert_eq!(without_outlet(title, Some("The Wire"), Some("thewire.example")), headline, "{title}");
        }
    }

    #[test]
    fn hosts() {
        assert_eq!(host("https://www.wire.example:8080/a"), Some("wire.example"));
        assert_eq!(host("no address"), None);
    }
}
