//! Who may decide, and what becomes of a decision.

use crate::browser::{Browser, Town};
use cairn_store::Register;

fn decisions(town: &Town) -> usize {
    Register::open_for_reading(&town.db).unwrap().decisions().unwrap().len()
}

/// The fields of a form of a page, without the token.
fn seen(body: &str, id: &str) -> String {
    let form = body.split(&format!("name=\"id\" value=\"{id}\"")).nth(1).expect("a form for it");
    form.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn a_form_without_the_token_of_its_session_is_refused() {
    let town = Town::new();
    let (ana, ben) = (Browser::named(&town, "Ana"), Browser::named(&town, "Ben"));
    let claim = town.claim();
    let deed = |browser: &Browser, csrf: &str| {
        browser.post_raw("/decide", &[("csrf", csrf), ("deed", "confirm"), ("id", &claim)], None).status
    };
    assert_eq!(deed(&ana, ""), 403);
    assert_eq!(deed(&ana, &ben.csrf()), 403, "the token of another session");
    let fields = [("csrf", ana.csrf()), ("deed", "confirm".into()), ("id", claim.clone())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(ana.post_raw("/decide", &fields, Some("https://evil.example")).status, 403);
    assert_eq!(decisions(&town), 0);
    assert_eq!(ana.post_raw("/decide", &fields, Some("http://127.0.0.1:8750")).status, 303);
    assert_eq!(decisions(&town), 1);
}

#[test]
fn a_name_is_asked_once() {
    let town = Town::new();
    let browser = Browser::new(&town);
    let claim = town.claim();
    let answer = browser.post("/decide", &[("deed", "confirm"), ("id", &claim), ("back", "/review")]);
    assert_eq!(answer.header("location"), "/name?next=%2Freview");
    assert_eq!(decisions(&town), 0);
    let answer = browser.post("/name", &[("name", "Ana Ruiz"), ("next", "/review")]);
    assert_eq!((answer.status, answer.header("location")), (303, "/review".to_owned()));
    assert!(browser.get("/review").body.contains("Ana Ruiz"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[test]
fn nobody_is_sent_elsewhere() {
    let town = Town::new();
    for next in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let answer = Browser::new(&town).post("/name", &[("name", "Ana"), ("next", next)]);
        assert_eq!(answer.header("location"), "/", "{next}");
    }
}

#[test]
fn a_figure_is_corrected_and_the_correction_undone() {
    let town = Town::new();
    let browser = Browser::named(&town, "Ana");
    let (claim, page) = (town.claim(), format!("/incident/{}", town.incident()));
    let version = seen(&browser.get(&page).body, &claim);
    let fields = [
        ("deed", "correct"),
        ("id", &claim),
        ("seen", &version),
        ("field", "n"),
        ("value", "42"),
        ("why", "<b>the list</b>"),
        ("back", &page),
    ];
    let answer = browser.post("/decide", &fields);
    assert_eq!(answer.header("location"), format!("{page}?done=1"));
    let body = browser.get(&page).body;
    assert!(body.contains("n corrected from 40 to 42 by Ana"), "what was read stands beside what holds");
    assert!(body.contains("&#60;b&#62;the list"), "reasons are text too");
    assert!(browser.get("/?unreviewed=1").body.matches("class=\"row-link\"").count() < 2);
    let answer = browser.post("/decide", &[("deed", "undo"), ("id", "1"), ("back", &page)]);
    assert_eq!(answer.status, 303);
    let body = browser.get(&page).body;
    assert!(!body.contains("corrected from"), "nothing holds any more");
    assert_eq!(decisions(&town), 2, "and nothing is forgotten");
    let wrong = [("deed", "correct"), ("id", &claim), ("field", "n"), ("value", "many")];
    assert_eq!(browser.post("/decide", &wrong).status, 400);
}

#[test]
fn a_stale_edit_names_who_was_faster() {
    let town = Town::new();
    let (ana, ben) = (Browser::named(&town, "Ana"), Browser::named(&town, "Ben"));
    let (claim, page) = (town.claim(), format!("/incident/{}", town.incident()));
    let version = seen(&ana.get(&page).body, &claim);
    let deed = |browser: &Browser, value: &str| {
        let fields =
            [("deed", "correct"), ("id", &*claim), ("seen", &*version), ("field", "n"), ("value", value)];
        browser.post("/decide", &fields)
    };
    assert_eq!(deed(&ben, "41").status, 303);
    let answer = deed(&ana, "43");
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("Ben") && answer.body.contains("to 41"), "who changed what");
    assert!(answer.body.contains(&format!("/claim/{claim}")), "and where to look");
    assert_eq!(decisions(&town), 1);
}

#[test]
fn two_incidents_are_merged_and_one_is_split() {
    let town = Town::new();
    let browser = Browser::named(&town, "Ana");
    let page = format!("/incident/{}", town.incident());
    let version = seen(&browser.get(&page).body, &town.incident());
    let fields =
        [("deed", "merge"), ("id", &*town.incident()), ("seen", &*version), ("other", "i-ffffffffffffffff")];
    assert_eq!(browser.post("/decide", &fields).status, 303);
    let own = [("deed", "merge"), ("id", &*town.incident()), ("other", &*town.incident())];
    assert_eq!(browser.post("/decide", &own).status, 400);
    let all = [("deed", "split"), ("id", &*town.incident())];
    assert_eq!(browser.post("/decide", &all).status, 400, "somebody must leave");
    let out = [("deed", "split"), ("id", &*town.incident()), ("claim", &*town.claim())];
    assert_eq!(browser.post("/decide", &out).status, 303);
    let history = browser.get(&page).body;
    assert!(history.contains("merge ") && history.contains("split "), "both stand in the history");
}

#[test]
fn readers_read() {
    let town = Town::with_passwords();
    let nobody = Browser::new(&town);
    let answer = nobody.get("/review");
    assert_eq!((answer.status, answer.header("location")), (303, "/login?next=%2Freview".to_owned()));
    assert_eq!(nobody.get("/map.json").status, 303, "data are not given away either");
    assert_eq!(nobody.post("/login", &[("name", "Rea"), ("password", "wrong")]).status, 401);
    assert_eq!(nobody.post("/login", &[("name", "Nobody"), ("password", "wrong")]).status, 401);
    assert_eq!(nobody.post("/name", &[("name", "Eve")]).status, 403, "a name alone opens nothing");

    let reader = Browser::new(&town);
    assert_eq!(reader.post("/login", &[("name", "Rea"), ("password", Town::PASSWORD)]).status, 303);
    let page = reader.get(&format!("/incident/{}", town.incident()));
    assert!(page.body.contains("reads only") && !page.body.contains("action=\"/decide\""));
    assert_eq!(reader.post("/decide", &[("deed", "confirm"), ("id", &town.claim())]).status, 403);
    assert_eq!(decisions(&town), 0);

    let reviewer = Browser::new(&town);
    assert_eq!(reviewer.post("/login", &[("name", "Rev"), ("password", Town::PASSWORD)]).status, 303);
    assert_eq!(reviewer.post("/decide", &[("deed", "confirm"), ("id", &town.claim())]).status, 303);
    assert_eq!(decisions(&town), 1);
    town.remove("Rev");
    assert_eq!(reviewer.get("/review").status, 303, "who is taken off the list is out at once");
    assert_eq!(reader.post("/logout", &[]).status, 303);
    assert_eq!(reader.get("/review").status, 303);
}

#[test]
fn passwords_are_long_and_kept_as_hashes() {
    let town = Town::with_passwords();
    let mut users = cairn_web::Users::of(&town.db).unwrap();
    assert!(users.add("Short", cairn_web::Role::Reader, "short").is_err());
    let mut path = town.db.clone().into_os_string();
    path.push(".users.json");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("$argon2id$") && !text.contains(Town::PASSWORD));
}

#[test]
fn decisions_are_listed_by_who_what_and_state() {
    let town = Town::new();
    let (ana, ben) = (Browser::named(&town, "Ana"), Browser::named(&town, "Ben"));
    let claim = town.claim();
    let correct = |browser: &Browser, value: &str| {
        let fields = [("deed", "correct"), ("id", &*claim), ("field", "n"), ("value", value)];
        assert_eq!(browser.post("/decide", &fields).status, 303);
    };
    correct(&ana, "41");
    correct(&ben, "43");
    let confirm = [("deed", "confirm"), ("id", &*town.incident()), ("why", "seen <it>")];
    assert_eq!(ben.post("/decide", &confirm).status, 303);
    let listed = |query: &str| {
        let body = ana.get(&format!("/decisions{query}")).body;
        (body.matches("<li id=\"decision-").count(), body)
    };
    let (n, body) = listed("");
    assert_eq!(n, 3);
    assert!(body.find("decision-3").unwrap() < body.find("decision-1").unwrap(), "the latest first");
    assert!(body.contains("seen &#60;it&#62;") && body.contains(&format!("/claim/{claim}")));
    assert!(body.contains("against it: decision 2 by Ben"), "{body}");
    assert_eq!(listed("?who=Ben").0, 2);
    assert_eq!(listed("?who=Ben&verdict=confirm").0, 1);
    assert_eq!(listed("?only=disputed").0, 2);
    assert_eq!(listed("?only=adrift").0, 0);
    let undo = [("deed", "undo"), ("id", "2"), ("back", "/decisions")];
    assert_eq!(ana.post("/decide", &undo).header("location"), "/decisions?done=4");
    assert_eq!(listed("?only=disputed").0, 0);
}

#[test]
fn names_places_sources_and_claims_by_hand_are_decided_on_pages() {
    let town = Town::new();
    let browser = Browser::named(&town, "Ana");
    let page = format!("/incident/{}", town.incident());
    let decide = |fields: &[(&str, &str)]| browser.post("/decide", fields).status;
    let alias = [("deed", "alias"), ("id", "militants"), ("value", "Ford Watch"), ("side", "rebel")];
    assert_eq!(decide(&alias), 303);
    assert!(browser.get(&page).body.contains("target corrected from Host of Ghâshburz to Ford Watch by Ana"));
    assert_eq!(decide(&[("deed", "alias"), ("id", "militants"), ("value", "")]), 400);
    assert_eq!(decide(&[("deed", "alias"), ("id", "militants"), ("value", "x"), ("side", "good")]), 400);

    let claim = town.claim();
    let pin = [("deed", "pin"), ("id", &*claim), ("lat", "10.5"), ("lon", "-20.25"), ("scope", "name")];
    assert_eq!(decide(&pin), 303);
    let body = browser.get(&page).body;
    assert_eq!(body.matches("place corrected from").count(), 3, "every claim that names it: {body}");

    assert_eq!(decide(&[("deed", "grade"), ("id", "General Staff"), ("value", "D")]), 303);
    assert!(browser.get(&page).body.contains("General Staff (D now)"));

    let by_hand =
        [("deed", "add"), ("id", "wire-1"), ("kind", "missing"), ("n", "2"), ("back", "/report/wire-1")];
    let with = |quote: &'static str| [by_hand.as_slice(), &[("quote", quote)]].concat();
    let answer = browser.post("/decide", &with("Two soldiers were wounded."));
    assert_eq!(answer.header("location"), "/report/wire-1?done=4");
    let body = browser.get("/report/wire-1").body;
    assert!(body.contains("missing civilian: 2"), "{body}");
    assert_eq!(decide(&with("Three soldiers sang.")), 400);
}
