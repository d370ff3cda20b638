use crate::reader::Item;
use std::collections::VecDeque;

/// A file that holds reports, open.
pub(crate) trait Container: Send {
    /// Reads one more piece of it into `ready`, which may be nothing; false where it was at its end.
    fn advance(&mut self, ready: &mut VecDeque<Item>) -> bool;
}
