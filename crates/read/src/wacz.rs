//! Web archive collections (WACZ 1.1.1, <https://specs.webrecorder.net/wacz/1.1.1/>): a ZIP file with web
//! archives in its folder `archive`. Each is read from its place in the file; nothing is unpacked to disk.

use crate::container::Container;
use crate::input::{ReadAt, Stretch};
use crate::pack::Stream;
use crate::place::Place;
use crate::reader::Item;
use crate::warc::Warc;
use cairn_model::Note;
use flate2::bufread::DeflateDecoder;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// The archives in a collection, the next one last.
pub(crate) struct Wacz {
    file: Arc<dyn ReadAt>,
    place: Place,
    parts: Vec<Part>,
    open: Option<Warc<'static>>,
}

/// Where one archive lies in the file.
struct Part {
    name: String,
    start: u64,
    length: u64,
    method: CompressionMethod,
}

impl Wacz {
    /// Reads the directory; a note where there is none, or no archive in it.
    pub fn open(file: Arc<dyn ReadAt>, place: Place) -> Result<Self, Note> {
        let unreadable = |fault: zip::result::ZipError| {
            let hint = "A ZIP file has its directory at its end; fetch the file again if it was cut off.";
            place.note(format!("cannot be read as ZIP: {fault}"), hint)
        };
        let mut directory =
            ZipArchive::new(BufReader::new(Stretch::whole(file.clone()))).map_err(unreadable)?;
        let mut parts = Vec::new();
        for idx in 0..directory.len() {
            let entry = directory.by_index_raw(idx).map_err(unreadable)?;
            let name = entry.name().map_err(unreadable)?.into_owned();
            let is_archive =
                name.ends_with(".warc") || name.ends_with(".warc.gz") || name.ends_with(".warc.zst");
            let Some(start) = entry.data_start().filter(|_| is_archive) else { continue };
            // Names stand in notes and in the register, where each is a line.
            let name = name.replace(|c: char| c.is_control(), "\u{fffd}");
            parts.push(Part { name, start, length: entry.compressed_size(), method: entry.compression() });
        }
        if parts.is_empty() {
            let hint = "A collection of web archives has them in its folder `archive`.";
            return Err(place.note("holds no web archive", hint));
        }
        parts.reverse();
        Ok(Self { file, place, parts, open: None })
    }

    fn open_part(&self, part: &Part, place: &Place) -> Result<Warc<'static>, Note> {
        let stretch =
            BufReader::with_capacity(1 << 16, Stretch::new(self.file.clone(), part.start, part.length));
        let source: Box<dyn BufRead + Send> = match part.method {
            CompressionMethod::Stored => Box::new(stretch),
            CompressionMethod::Deflated => Box::new(BufReader::new(DeflateDecoder::new(stretch))),
            method => {
                let hint = "Unpack the collection and add its archives.";
                return Err(place.note(format!("is packed as {method}, which is not read"), hint));
            }
        };
        let stream = Stream::open(source);
        let stream = stream.map_err(|fault| crate::faults::unreadable(&place.to_string(), None, &fault))?;
        Ok(Warc::new(stream, place.clone()))
    }
}

impl Container for Wacz {
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool {
        if let Some(open) = &mut self.open {
            if !open.advance(ready) {
                self.open = None;
            }
            return true;
        }
        let Some(part) = self.parts.pop() else { return false };
        let place = Place { part: Some(part.name.clone()), ..self.place.clone() };
        match self.open_part(&part, &place) {
            Ok(archive) => self.open = Some(archive),
            Err(note) => ready.push_back(Err(note)),
        }
        true
    }
}
