use super::{Profile, ProfileRow};
use crate::ViewError;
use csv::Writer;
use std::io::Write;

/// Writes rows of a profile as CSV (RFC 4180): the header, in HXL its hashtags, then the values alone.
pub fn write_profile(profile: Profile, rows: &[ProfileRow], out: &mut impl Write) -> Result<(), ViewError> {
    let mut csv = Writer::from_writer(out);
    csv.write_record(profile.columns().iter().map(|column| column.name))?;
    if profile == Profile::Hxl {
        csv.write_record(profile.columns().iter().map(|column| column.tag))?;
    }
    for row in rows {
        csv.write_record(row.cells.iter().map(|cell| &cell.value))?;
    }
    Ok(csv.flush()?)
}
