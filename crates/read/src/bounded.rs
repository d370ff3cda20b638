use std::io::{self, BufRead, ErrorKind};

/// The longest report that is read, in bytes: one plain text file, or one line of JSON Lines.
///
/// A full newspaper issue is under 1 MiB; what is longer is a dump that was meant to be split.
pub const MAX_REPORT_BYTES: usize = 16 << 20;

/// What came of reading one piece.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The source was at its end.
    End,
    /// The piece lies in the buffer, without its delimiter.
    Whole,
    /// The piece was longer than the limit. Where it had a delimiter it was skipped, so that the
    /// next piece can be read, and the number of its bytes is given.
    TooLong(Option<u64>),
}

/// Reads up to `delimiter` (or to the end) into `buffer`, never holding more than `limit` bytes.
pub(crate) fn read_piece(
    source: &mut impl BufRead,
    delimiter: Option<u8>,
    limit: usize,
    buffer: &mut Vec<u8>,
) -> io::Result<Piece> {
    buffer.clear();
    let mut length: u64 = 0;
    loop {
        let available = match source.fill_buf() {
            Ok(available) => available,
            Err(fault) if fault.kind() == ErrorKind::Interrupted => continue,
            Err(fault) => return Err(fault),
        };
        if available.is_empty() {
            return Ok(match length {
                0 => Piece::End,
                _ => finish(length, limit),
            });
        }
        let end = delimiter.and_then(|delimiter| available.iter().position(|byte| *byte == delimiter));
        let taken = end.unwrap_or(available.len());
        length += taken as u64;
        if length <= limit as u64 {
            buffer.extend_from_slice(&available[..taken]);
        } else {
            *buffer = Vec::new();
            if delimiter.is_none() {
                return Ok(Piece::TooLong(None));
            }
        }
        source.consume(taken + usize::from(end.is_some()));
        if end.is_some() {
            return Ok(finish(length, limit));
        }
    }
}

fn finish(length: u64, limit: usize) -> Piece {
    if length <= limit as u64 { Piece::Whole } else { Piece::TooLong(Some(length)) }
}

#[cfg(test)]
mod tests {
    use super::{Piece, read_piece};
    use std::io::BufReader;

    /// Reads all lines through a buffer of three bytes, with a limit of four.
    fn lines(bytes: &[u8]) -> Vec<(Piece, Vec<u8>)> {
        let mut source = BufReader::with_capacity(3, bytes);
        let (mut buffer, mut found) = (Vec::new(), Vec::new());
        loop {
            match read_piece(&mut source, Some(b'\n'), 4, &mut buffer).unwrap() {
                Piece::End => return found,
                piece => found.push((piece, buffer.clone())),
            }
        }
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_measured() {
        let found = lines(b"abcd\nabcdefgh\n\nef");
        assert_eq!(
            found,
            [
                (Piece::Whole, b"abcd".to_vec()),
                (Piece::TooLong(Some(8)), Vec::new()),
                (Piece::Whole, Vec::new()),
                (Piece::Whole, b"ef".to_vec()),
            ]
        );
    }

    #[test]
    fn a_whole_file_over_the_limit_is_not_read_on() {
        let mut buffer = Vec::new();
        let piece = read_piece(&mut &b"abcdefgh"[..], None, 4, &mut buffer).unwrap();
        assert_eq!((piece, buffer.capacity()), (Piece::TooLong(None), 0));
    }
}
