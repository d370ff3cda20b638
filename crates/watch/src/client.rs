use std::io::Read;
use std::time::Duration;
use ureq::Agent;

/// How Cairn names itself to servers: a name that `robots.txt` can address, and where to read what it does.
pub const USER_AGENT: &str =
    concat!("cairn/", env!("CARGO_PKG_VERSION"), " (feed reader of a conflict register)");

/// The longest answer that is taken.
const MAX_ANSWER: u64 = 16 << 20;

/// How long one exchange may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What is asked of a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The `ETag` of the answer that is there already.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What a server sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status, for example 200.
    pub status: u16,
    /// The lines of the head, in their order.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked where it was packed for the way.
    pub body: Vec<u8>,
    /// The address that answered, after redirections.
    pub url: String,
}

impl Answer {
    /// The first value of a name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Whoever answers requests: the network, or a test.
pub trait Web {
    /// Asks once; the reason in words where no answer comes. An answer of any status is an answer.
    ///
    /// # Errors
    /// Where there is no connection, no answer in time, or one that is too long.
    fn get(&mut self, request: &Request) -> Result<Answer, String>;
}

/// The network.
#[derive(Debug, Clone)]
pub struct Client(Agent);

impl Default for Client {
    fn default() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .max_redirects(5)
            .user_agent(USER_AGENT)
            .build();
        Self(config.into())
    }
}

impl Web for Client {
    fn get(&mut self, request: &Request) -> Result<Answer, String> {
        let mut asked = self.0.get(&request.url);
        if let Some(etag) = &request.etag {
            asked = asked.header("If-None-Match", etag);
        }
        if let Some(day) = &request.last_modified {
            asked = asked.header("If-Modified-Since", day);
        }
        let answer = asked.call().map_err(|fault| fault.to_string())?;
        let url = ureq::ResponseExt::get_uri(&answer).to_string();
        let (head, body) = answer.into_parts();
        let header = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let mut bytes = Vec::new();
        let mut reader = body.into_reader().take(MAX_ANSWER + 1);
        reader.read_to_end(&mut bytes).map_err(|fault| fault.to_string())?;
        if bytes.len() as u64 > MAX_ANSWER {
            return Err(format!("the answer is longer than {} MiB", MAX_ANSWER >> 20));
        }
        let headers = head.headers.iter().map(header).collect();
        Ok(Answer { status: head.status.as_u16(), headers, body: bytes, url })
    }
}
