use super::fold::Folded;
use super::index::{Case, Target};
use super::row::Rows;
use rustc_hash::{FxHashMap, FxHashSet};

/// Names of lines by how they sound, for transliterations that the lexicon does not list.
///
/// Made when the first name is not found as it is written, to keep the start short.
#[derive(Debug)]
pub(super) struct Sounds(FxHashMap<Box<str>, Option<Target>>);

/// Letters below which a sound is too thin to be trusted.
const THIN: usize = 5;

impl Sounds {
    /// The sounds of every form that is no abbreviation and holds everywhere.
    pub fn of(rows: &Rows) -> Self {
        let words_too: FxHashSet<&str> = rows.words_too.iter().map(String::as_str).collect();
        let mut sounds: FxHashMap<Box<str>, Option<Target>> = FxHashMap::default();
        let mut folded = Folded::default();
        for (line_idx, line) in rows.lines.iter().enumerate() {
            for (name_idx, name) in line.names.iter().enumerate() {
                let target = Target::Line(line_idx as u32, name_idx as u32);
                for form in std::iter::once(&name.name).chain(&name.forms).filter(|form| !form.local) {
                    folded.set(&form.words);
                    if Case::of(folded.all(), &words_too) != Case::Any {
                        continue;
                    }
                    let sound = folded.all().sound();
                    if sound.all().len() - folded.all().len() < THIN {
                        continue;
                    }
                    match sounds.get_mut(sound.all()) {
                        Some(known) => *known = known.filter(|known| known.same(target)),
                        None => {
                            sounds.insert(sound.all().into(), Some(target));
                        }
                    }
                }
            }
        }
        Self(sounds)
    }

    /// The one line that sounds so.
    pub fn like(&self, sound: &str) -> Option<Target> {
        *self.0.get(sound)?
    }
}
