//! The pages over HTTP, on the invented war of the store's tests with a hostile report beside it.

use crate::browser::{Browser, Town};

/// The reports that a page of results names, in their order.
fn names(body: &str) -> Vec<String> {
    let links = body.split("<h2><a href=\"/report/").skip(1);
    links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Pages that show something of every kind, with the ids of the fixture filled in.
fn pages(town: &Town) -> Vec<String> {
    let incident = town.incident();
    vec![
        "/".to_owned(),
        "/?place=Osgiliath&disputed=1".to_owned(),
        format!("/incident/{incident}"),
        format!("/incident/{incident}?profile=acled"),
        "/report/wire-1".to_owned(),
        "/report/hostile".to_owned(),
        "/tolls".to_owned(),
        "/agreements".to_owned(),
        "/review".to_owned(),
        "/search?q=alert".to_owned(),
        "/about".to_owned(),
        "/name".to_owned(),
    ]
}

#[test]
fn news_text_is_never_markup() {
    let town = Town::new();
    let browser = Browser::new(&town);
    for page in ["/report/hostile", "/search?q=alert", &format!("/incident/{}", town.incident())] {
        let answer = browser.get(page);
        assert_eq!(answer.status, 200, "{page}");
        assert!(answer.body.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{page}: told as text");
        assert!(!answer.body.contains("<script>alert"), "{page}");
        assert!(!answer.body.contains("<img src=x"), "{page}");
        assert!(!answer.body.contains("javascript:"), "{page}: a link of a report runs nothing");
    }
}

#[test]
fn no_page_carries_script_or_style_of_its_own() {
    let town = Town::new();
    let browser = Browser::new(&town);
    for page in pages(&town) {
        let answer = browser.get(&page);
        assert_eq!(answer.status, 200, "{page}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{page}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        for tag in answer.body.split("<script").skip(1) {
            assert!(tag.split('>').next().unwrap().contains("src=\"/assets/"), "{page}: inline script");
        }
        assert!(!answer.body.contains("<style"), "{page}");
        assert!(!answer.body.contains(" style="), "{page}");
        for handler in [" onclick=", " onload=", " onsubmit="] {
            assert!(!answer.body.contains(handler), "{page}: {handler}");
        }
    }
}

#[test]
fn every_control_has_a_label() {
    let town = Town::new();
    let browser = Browser::named(&town, "Ana");
    for page in pages(&town) {
        let body = browser.get(&page).body;
        for control in ["<input", "<select"] {
            for tag in body.split(control).skip(1).map(|rest| rest.split('>').next().unwrap()) {
                let is_bare = tag.contains("type=\"hidden\"") || tag.contains("type=\"checkbox\"");
                let id = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next());
                let named = id.is_some_and(|id| body.contains(&format!("for=\"{id}\"")));
                assert!(is_bare || named, "{page}: {control}{tag}");
            }
        }
        assert_eq!(body.matches("<main").count(), 1, "{page}");
        assert_eq!(body.matches("<h1").count(), 1, "{page}");
    }
}

#[test]
fn other_hosts_are_not_served() {
    let town = Town::new();
    let browser = Browser::new(&town);
    assert_eq!(browser.get_as("evil.example", "/").status, 421);
    assert_eq!(browser.get_as("127.0.0.1:8750", "/").status, 200);
}

#[test]
fn what_is_not_there_is_told() {
    let town = Town::new();
    let browser = Browser::new(&town);
    for page in ["/incident/i-0000000000000000", "/report/none", "/claim/c-none", "/nowhere"] {
        assert_eq!(browser.get(page).status, 404, "{page}");
    }
    assert_eq!(browser.get("/assets/../Cargo.toml").status, 404);
    assert_eq!(browser.get("/assets/cairn.css").header("content-type"), "text/css; charset=utf-8");
}

#[test]
fn filters_narrow_list_counts_and_map() {
    let town = Town::new();
    let browser = Browser::new(&town);
    let count = |query: &str| browser.get(query).body.matches("class=\"row-link\"").count();
    assert_eq!(count("/"), 2);
    assert_eq!(count("/?place=Osgiliath"), 1);
    assert_eq!(count("/?place=Gondor"), 2, "a country by its name");
    assert_eq!(count("/?actor=jihadists"), 1);
    assert_eq!(count("/?kind=killed&group=fighter"), 1);
    assert_eq!(count("/?kind=displaced"), 0);
    assert_eq!(count("/?type=shelling"), 1);
    assert_eq!(count("/?until=2019-05-24"), 1);
    assert_eq!(count("/?disputed=1"), 1);
    assert_eq!(count("/?origins=2"), 0);
    assert_eq!(count("/?unreviewed=1"), 2);
    assert_eq!(count("/?window=-37,35,-36,36"), 1, "a centroid lies in no window");
    let wrong = browser.get("/?since=soon").body;
    assert!(wrong.contains("“soon” was left out"), "what is not understood is told");
}

#[test]
fn a_centroid_is_no_point_of_the_map() {
    let town = Town::new();
    let map: serde_json::Value =
        serde_json::from_str(&Browser::new(&town).get("/map.json?zoom=6").body).unwrap();
    assert_eq!(map["bins"].as_array().unwrap().len(), 1);
    assert_eq!(map["bins"][0]["lat"], 35.25);
    assert_eq!(map["areas"].as_array().unwrap().len(), 1);
    assert_eq!(map["areas"][0]["precision"], "adm1");
}

#[test]
fn downloads_keep_the_filters() {
    let town = Town::new();
    let browser = Browser::new(&town);
    let page = browser.get("/?type=battle&sort=killed").body;
    assert!(page.contains("href=\"/incidents.csv?type=battle\""), "the link keeps what is asked for");
    let lines = |path: &str| browser.get(path).body.lines().count();
    assert_eq!(lines("/incidents.csv"), 3);
    assert_eq!(lines("/incidents.csv?type=battle"), 2);
    assert_eq!(lines("/incidents.jsonl?type=battle"), 1);
    let map: serde_json::Value =
        serde_json::from_str(&browser.get("/incidents.geojson?type=shelling").body).unwrap();
    assert_eq!(map["features"].as_array().unwrap().len(), 1);
    let answer = browser.get("/incidents.csv?type=battle");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"incidents.csv\"");
    assert_eq!(browser.get("/incidents.csv?type=nothing").status, 400, "never wider than what was asked for");
    assert_eq!(browser.get("/tolls.csv").status, 200);
}

#[test]
fn full_text_finds_words_names_and_claims() {
    let town = Town::new();
    let browser = Browser::new(&town);
    let found = |query: &str| names(&browser.get(&format!("/search?q={query}")).body);
    assert_eq!(found("militant"), ["wire-1"], "in any form");
    assert_eq!(found("%22militants+were+killed%22"), ["wire-1"]);
    assert_eq!(found("%22killed+militants%22"), Vec::<String>::new());
    assert_eq!(found("Host+-Damrod"), ["wire-1"], "a neutral name that the text does not have");
    assert_eq!(found("%22%29+OR+1%3D1"), Vec::<String>::new(), "no words of SQL or FTS5");
    let page = browser.get("/search?q=Osgiliath").body;
    assert!(page.contains("<mark>Osgiliath</mark>"));
    assert!(page.contains("killed fighter: about 40"), "the claims of the sentence are shown");
}

#[test]
fn titles_of_what_is_found_are_text_with_marks() {
    let town = Town::new();
    let body = Browser::new(&town).get("/search?q=alert").body;
    assert!(body.contains("&#60;script&#62;<mark>alert</mark>(1)"), "{body}");
}
