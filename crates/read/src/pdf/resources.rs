//! What a page or a form draws with: fonts and forms by their names.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// How many levels of the tree of pages may hand resources down.
const MAX_LEVELS: usize = 64;

/// The resources of a page: its own, or those of the nearest node above it that has some.
pub(super) fn of_page(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..MAX_LEVELS {
        if let Some(resources) = dictionary(document, node, b"Resources") {
            return Some(resources);
        }
        node = dictionary(document, node, b"Parent")?;
    }
    None
}

/// The dictionary under a key, referred to or written there.
pub(super) fn dictionary<'d>(
    document: &'d Document,
    holder: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    holder.get_deref(key, document).ok()?.as_dict().ok()
}

/// The stream under a key.
pub(super) fn stream<'d>(document: &'d Document, holder: &'d Dictionary, key: &[u8]) -> Option<&'d Stream> {
    holder.get_deref(key, document).ok()?.as_stream().ok()
}

/// The array under a key.
pub(super) fn array<'d>(document: &'d Document, holder: &'d Dictionary, key: &[u8]) -> Option<&'d [Object]> {
    holder.get_deref(key, document).ok()?.as_array().ok().map(Vec::as_slice)
}

/// The number under a key.
pub(super) fn number(document: &Document, holder: &Dictionary, key: &[u8]) -> Option<f64> {
    float(holder.get_deref(key, document).ok()?)
}

/// The number that an object is.
pub(super) fn float(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}
