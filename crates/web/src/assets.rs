use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::sync::OnceLock;

/// A file that pages refer to, compiled in.
struct Asset {
    name: &'static str,
    mime: &'static str,
    bytes: &'static [u8],
    packed: OnceLock<Option<Vec<u8>>>,
    tag: OnceLock<String>,
}

macro_rules! assets {
    ($($name:literal => $mime:expr, $path:literal;)+) => {
        [$(Asset {
            name: $name,
            mime: $mime,
            bytes: include_bytes!(concat!("../", $path, $name)),
            packed: OnceLock::new(),
            tag: OnceLock::new(),
        },)+]
    };
}

const JS: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json";
const SVG: &str = "image/svg+xml";

static ASSETS: [Asset; 12] = assets! {
    "cairn.css" => CSS, "assets/";
    "print.css" => CSS, "assets/";
    "app.js" => JS, "assets/";
    "overview.js" => JS, "assets/";
    "map.js" => JS, "assets/";
    "world.js" => JS, "assets/";
    "reading.js" => JS, "assets/";
    "review.js" => JS, "assets/";
    "leaflet.js" => JS, "assets/";
    "leaflet.css" => CSS, "assets/";
    "world.json" => JSON, "../../data/basemap/";
    "cairn.svg" => SVG, "assets/";
};

impl Asset {
    /// The bytes under gzip; none where that does not help.
    fn packed(&self) -> Option<&[u8]> {
        let pack = || {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(self.bytes).ok()?;
            encoder.finish().ok().filter(|packed| packed.len() < self.bytes.len())
        };
        self.packed.get_or_init(pack).as_deref()
    }

    /// Changes when the file does (RFC 9110, 8.8.3).
    fn tag(&self) -> &str {
        self.tag.get_or_init(|| format!("\"{}\"", &blake3::hash(self.bytes).to_hex()[..16]))
    }
}

/// Sends a file; only its tag where the browser has it.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let asks = |name: header::HeaderName, word: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
    };
    let mut response = match asset.packed().filter(|_| asks(header::ACCEPT_ENCODING, "gzip")) {
        _ if asks(header::IF_NONE_MATCH, asset.tag()) => StatusCode::NOT_MODIFIED.into_response(),
        Some(packed) => ([(header::CONTENT_ENCODING, "gzip")], packed.to_vec()).into_response(),
        None => asset.bytes.into_response(),
    };
    let told = response.headers_mut();
    told.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.mime));
    told.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    told.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(asset.tag()) {
        told.insert(header::ETAG, tag);
    }
    response
}
