//! Values as the register keeps them: the number of a packing in one byte, then the JSON of a noun, packed with a
//! dictionary. Nouns are short and much alike; each shrinks to a fifth, and is read by itself.

use crate::StoreError;
use flate2::{Decompress, FlushDecompress, Status};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, RowIndex, ToSql};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// The packing of earlier versions: DEFLATE (RFC 1951) with the first dictionary. It is only read.
const DEFLATED: u8 = 1;

/// What nouns of all sorts look like, the commonest last: records of the reports that come with Cairn.
const FIRST_DICTIONARY: &[u8] = include_bytes!("schema/dictionary-1.txt");

/// The packing that is written: a Zstandard frame (RFC 8878) with the second dictionary.
const ZSTANDARD: u8 = 2;

/// Learnt from registers of reports of our own by `cargo run -p cairn-xtask -- dictionary`. It can never change;
/// another one gets another number.
const SECOND_DICTIONARY: &[u8] = include_bytes!("schema/dictionary-2.zstd");

/// Higher levels pack values of a kilobyte no smaller.
const LEVEL: i32 = 6;

/// Nothing that is read back may take more memory than this, whatever a damaged file says.
const LONGEST: usize = 1 << 30;

static ENCODER: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(SECOND_DICTIONARY, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(SECOND_DICTIONARY));

thread_local! {
    // Made once: each holds some hundred kilobytes. None where there is no memory for it.
    static COMPRESS: RefCell<Option<Compressor<'static>>> =
        RefCell::new(Compressor::with_prepared_dictionary(&ENCODER).ok());
    static DECOMPRESS: RefCell<Option<Decompressor<'static>>> =
        RefCell::new(Decompressor::with_prepared_dictionary(&DECODER).ok());
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// A value that is packed, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    /// Packs a noun.
    pub(crate) fn of<T: Serialize>(noun: &T) -> Result<Self, StoreError> {
        Ok(Self(pack(serde_json::to_vec(noun)?.as_slice())?))
    }

    /// Packs JSON, or the text of a report.
    pub(crate) fn text(text: &str) -> Result<Self, StoreError> {
        Ok(Self(pack(text.as_bytes())?))
    }

    /// A packed value of a row.
    pub(crate) fn read(row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
        Self::taken(row.get_ref(at)?)
    }

    /// A packed value as SQLite hands it over.
    pub(crate) fn taken(value: ValueRef<'_>) -> Result<Self, StoreError> {
        Ok(Self(value.as_blob().map_err(rusqlite::Error::from)?.to_vec()))
    }

    /// The text of a report.
    pub(crate) fn words(&self) -> Result<String, StoreError> {
        String::from_utf8(unpack(&self.0)?).map_err(damaged)
    }

    /// The noun.
    pub(crate) fn noun<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        Ok(serde_json::from_slice(&unpack(&self.0)?)?)
    }
}

impl ToSql for Packed {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

fn damaged(fault: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(format!("a packed value: {fault}"))
}

fn no_memory() -> StoreError {
    damaged("no memory to pack or unpack it")
}

fn pack(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    COMPRESS.with_borrow_mut(|compress| {
        let frame = compress.as_mut().ok_or_else(no_memory)?.compress(bytes).map_err(damaged)?;
        let mut out = Vec::with_capacity(frame.len() + 1);
        out.push(ZSTANDARD);
        out.extend_from_slice(&frame);
        Ok(out)
    })
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    match bytes.split_first() {
        Some((&ZSTANDARD, frame)) => unpack_frame(frame),
        Some((&DEFLATED, stream)) => inflate(stream),
        _ => Err(damaged("no packing of this program")),
    }
}

fn unpack_frame(frame: &[u8]) -> Result<Vec<u8>, StoreError> {
    let length = zstd::zstd_safe::get_frame_content_size(frame).map_err(damaged)?;
    let length = length.and_then(|length| usize::try_from(length).ok()).filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| damaged("its length is no length"))?;
    DECOMPRESS.with_borrow_mut(|decompress| {
        decompress.as_mut().ok_or_else(no_memory)?.decompress(frame, length).map_err(damaged)
    })
}

fn inflate(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    INFLATE.with_borrow_mut(|decompress| {
        decompress.reset(false);
        decompress.set_dictionary(FIRST_DICTIONARY).map_err(damaged)?;
        let mut out = Vec::with_capacity(bytes.len() * 5 + 64);
        loop {
            let read = decompress.total_in() as usize;
            match decompress.decompress_vec(&bytes[read..], &mut out, FlushDecompress::Finish) {
                Ok(Status::StreamEnd) => return Ok(out),
                Err(fault) => return Err(damaged(fault)),
                // There was room for more, but nothing came.
                Ok(_) if out.len() < out.capacity() => return Err(damaged("it is cut off")),
                Ok(_) if out.len() >= LONGEST => return Err(damaged("it is too long")),
                Ok(_) => out.reserve(out.capacity()),
            }
        }
    })
}

/// The JSON of a value as it was written, packed or not.
pub fn plain(value: ValueRef<'_>) -> Result<Vec<u8>, StoreError> {
    match value {
        ValueRef::Blob(bytes) => unpack(bytes),
        value => Ok(value.as_bytes().map_err(rusqlite::Error::from)?.to_vec()),
    }
}

/// The text in a row, packed or not.
pub(crate) fn text(row: &Row<'_>, at: impl RowIndex) -> Result<String, StoreError> {
    String::from_utf8(plain(row.get_ref(at)?)?).map_err(damaged)
}

/// Makes `plain(VALUE)` known to SQL, which gives the JSON of a packed value, and `packed(JSON)`.
pub(crate) fn teach(connection: &Connection) -> Result<(), StoreError> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    let failed = |fault: StoreError| rusqlite::Error::UserFunctionError(Box::new(fault));
    connection.create_scalar_function("plain", 1, flags, move |call| {
        let value = call.get_raw(0);
        if value == ValueRef::Null {
            return Ok(Value::Null);
        }
        let json = plain(value).map_err(failed)?;
        let json = String::from_utf8(json).map_err(|fault| failed(damaged(fault)))?;
        Ok(Value::Text(json))
    })?;
    connection.create_scalar_function("packed", 1, flags, move |call| {
        let json: Option<String> = call.get(0)?;
        json.map(|json| pack(json.as_bytes()).map_err(failed)).transpose()
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{DEFLATED, FIRST_DICTIONARY, Packed, plain};
    use flate2::{Compress, Compression, FlushCompress};
    use rusqlite::types::ValueRef;

    #[test]
    fn what_is_packed_comes_back() {
        let long = format!("[{}\"end\"]", "\"a town by the river\",".repeat(5000));
        let noise: String = (0..3000u32)
            .map(|n| char::from(33 + (n.wrapping_mul(n).wrapping_mul(7919) % 90) as u8))
            .collect();
        for json in ["", "null", r#"{"id":"c-3a556002be78e6b1","kind":"killed"}"#, &long, &noise] {
            let packed = Packed::text(json).unwrap();
            assert_eq!(plain(ValueRef::Blob(&packed.0)).unwrap(), json.as_bytes());
        }
    }

    #[test]
    fn what_earlier_versions_packed_comes_back() {
        let json = r#"{"id":"c-3a556002be78e6b1","kind":"killed","object":"people"}"#;
        let mut compress = Compress::new(Compression::default(), false);
        compress.set_dictionary(FIRST_DICTIONARY).unwrap();
        let mut packed = Vec::with_capacity(256);
        packed.push(DEFLATED);
        compress.compress_vec(json.as_bytes(), &mut packed, FlushCompress::Finish).unwrap();
        assert_eq!(plain(ValueRef::Blob(&packed)).unwrap(), json.as_bytes());
    }

    #[test]
    fn a_garbled_value_is_a_fault_and_no_panic() {
        let packed =
            Packed::text(r#"{"id":"c-3a556002be78e6b1","kind":"killed","object":"people"}"#).unwrap();
        for cut in 0..packed.0.len() {
            assert!(plain(ValueRef::Blob(&packed.0[..cut])).is_err(), "{cut} bytes");
        }
        assert!(plain(ValueRef::Blob(b"no stream")).is_err());
    }

    #[test]
    fn a_claim_shrinks_to_a_quarter_at_most() {
        let claim = r#"{"id":"c-0011223344556677","key":"k-8899aabbccddeeff","report":"vale-12","kind":"killed","type":"shelling","object":"people","group":"civilian","figure":{"n":7,"n_max":null,"qualifier":"exact"},"period":"incident","status":"asserted","attribution":[{"name":"the district council","role":"institution","cue":"said","manner":"stated","span":[80,100]},{"name":"Vale Courier","role":"outlet"}],"actor":null,"target":null,"instrument":"shells","place":{"name":"Orlu","precision":"unresolved","basis":"stated","span":[30,34]},"time":{"start":"2031-07-01","end":"2031-07-01","precision":"day","basis":"stated","words":"Tuesday","span":[50,57]},"part_of":false,"evidence":{"sentence":[0,101],"figure":[14,26],"trigger":[7,13]},"rules":["harm-active"],"ruleset":"rules-0011223344556677","confidence":812}"#;
        let packed = Packed::text(claim).unwrap();
        assert!(packed.0.len() * 4 <= claim.len(), "{} of {}", packed.0.len(), claim.len());
    }
}
