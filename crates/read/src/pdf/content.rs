//! What a page draws (ISO 32000-1, 8 and 9): the strings it shows and where they stand.

use super::budget::Budget;
use super::font::Font;
use super::matrix::Matrix;
use super::resources::{self, dictionary, float, stream};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the content of one page, or one form, may unpack to.
const MAX_CONTENT: usize = 8 << 20;

/// How deep forms may stand in forms, and states in states.
const MAX_FORMS: usize = 8;
const MAX_STATES: usize = 256;

/// A string that is shown at one place, in the frame of its own direction.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub text: String,
    /// Where it begins and ends along its line.
    pub start: f64,
    pub end: f64,
    /// The height of its line: more is higher up.
    pub height: f64,
    /// The size of its font, as seen.
    pub size: f64,
    /// The direction in which it reads, in degrees.
    pub turned: i32,
    /// Whether the file says that it is no part of the text but of the page.
    pub is_artifact: bool,
}

/// Reads pages, and keeps the fonts that they share.
pub(super) struct Drawing<'d> {
    document: &'d Document,
    pub budget: Budget,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    runs: Vec<Run>,
}

/// What text is drawn with (9.3).
#[derive(Debug, Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// The text that is being drawn: where the next glyph stands, and where its line began.
#[derive(Debug, Clone, Copy)]
struct Pen {
    here: Matrix,
    line: Matrix,
}

impl<'d> Drawing<'d> {
    pub fn new(document: &'d Document) -> Self {
        Self { document, budget: Budget::new(), fonts: BTreeMap::new(), runs: Vec::new() }
    }

    /// The strings of a page in the order in which it draws them; what is wrong with it, in words.
    pub fn page(&mut self, page: ObjectId) -> Result<Vec<Run>, &'static str> {
        let limit = MAX_CONTENT.min(self.budget.content);
        let content = self.document.get_page_content_with_limit(page, limit);
        let content = match content {
            Ok(content) => content,
            Err(_) if limit < MAX_CONTENT => {
                self.budget.content = 0;
                return Ok(Vec::new());
            }
            Err(_) => return Err("is longer than a page can be"),
        };
        let resources = resources::of_page(self.document, page);
        self.runs.clear();
        self.draw(&content, resources, Matrix::UNIT, 0, false);
        Ok(std::mem::take(&mut self.runs))
    }

    fn draw(
        &mut self,
        content: &[u8],
        resources: Option<&'d Dictionary>,
        ctm: Matrix,
        depth: usize,
        in_artifact: bool,
    ) {
        self.budget.take_content(content.len());
        let mut state = State {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut states: Vec<State> = Vec::new();
        let mut pen = Pen { here: Matrix::UNIT, line: Matrix::UNIT };
        // Whether each open piece of marked content is an artifact.
        let mut marked: Vec<bool> = Vec::new();
        // What follows a fault of syntax is not drawn.
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            let Operation { operator, operands } = operation;
            let n = |at: usize| operands.get(at).and_then(float).unwrap_or(0.0);
            let is_artifact = in_artifact || marked.contains(&true);
            match operator.as_str() {
                "q" if states.len() < MAX_STATES => states.push(state.clone()),
                "Q" => state = states.pop().unwrap_or(state),
                "cm" => state.ctm = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]).then(state.ctm),
                "BT" => pen = Pen { here: Matrix::UNIT, line: Matrix::UNIT },
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources, name));
                    state.size = n(1);
                }
                "Tc" => state.char_space = n(0),
                "Tw" => state.word_space = n(0),
                "Tz" => state.stretch = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Tm" => pen.set(Matrix([n(0), n(1), n(2), n(3), n(4), n(5)])),
                "Td" => pen.next_line(n(0), n(1)),
                "TD" => {
                    state.leading = -n(1);
                    pen.next_line(n(0), n(1));
                }
                "T*" => pen.next_line(0.0, -state.leading),
                "Tj" => self.show(&state, &mut pen, operands.first(), is_artifact),
                "'" => {
                    pen.next_line(0.0, -state.leading);
                    self.show(&state, &mut pen, operands.first(), is_artifact);
                }
                "\"" => {
                    (state.word_space, state.char_space) = (n(0), n(1));
                    pen.next_line(0.0, -state.leading);
                    self.show(&state, &mut pen, operands.get(2), is_artifact);
                }
                "TJ" => {
                    let pieces = operands.first().and_then(|object| object.as_array().ok());
                    for piece in pieces.into_iter().flatten() {
                        match float(piece) {
                            Some(back) => pen.advance(-back / 1000.0 * state.size * state.stretch),
                            None => self.show(&state, &mut pen, Some(piece), is_artifact),
                        }
                    }
                }
                "BMC" | "BDC" if marked.len() < MAX_STATES => {
                    marked.push(matches!(operands.first(), Some(Object::Name(name)) if name == b"Artifact"));
                }
                "EMC" => drop(marked.pop()),
                "Do" if depth < MAX_FORMS => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    if let Some(name) = name {
                        self.form(resources, name, state.ctm, depth, is_artifact);
                    }
                }
                _ => {}
            }
            if self.budget.is_spent() {
                break;
            }
        }
    }

    /// Draws a form: a page within the page (8.10).
    fn form(
        &mut self,
        resources: Option<&'d Dictionary>,
        name: &[u8],
        ctm: Matrix,
        depth: usize,
        is_artifact: bool,
    ) {
        let document = self.document;
        let form = resources.and_then(|resources| dictionary(document, resources, b"XObject"));
        let Some(form) = form.and_then(|forms| stream(document, forms, name)) else { return };
        if form.dict.get_deref(b"Subtype", document).and_then(Object::as_name).ok() != Some(b"Form") {
            return;
        }
        let limit = MAX_CONTENT.min(self.budget.content);
        let content = match form.filters() {
            Ok(_) => form.decompressed_content_with_limit(limit).unwrap_or_default(),
            Err(_) => form.content.iter().copied().take(limit).collect(),
        };
        let own = resources::array(document, &form.dict, b"Matrix").and_then(|numbers| {
            let numbers: Vec<f64> = numbers.iter().filter_map(float).collect();
            <[f64; 6]>::try_from(numbers).ok()
        });
        let ctm = own.map_or(ctm, |own| Matrix(own).then(ctm));
        let inner = dictionary(document, &form.dict, b"Resources").or(resources);
        self.draw(&content, inner, ctm, depth + 1, is_artifact);
    }

    fn font(&mut self, resources: Option<&'d Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = dictionary(self.document, resources?, b"Font")?;
        let (id, font) = self.document.dereference(fonts.get(name).ok()?).ok()?;
        let font = font.as_dict().ok()?;
        let Some(id) = id else {
            return Some(Rc::new(Font::of(self.document, font, &mut self.budget)));
        };
        if let Some(known) = self.fonts.get(&id) {
            return Some(known.clone());
        }
        let font = Rc::new(Font::of(self.document, font, &mut self.budget));
        self.fonts.insert(id, font.clone());
        Some(font)
    }

    /// Shows a string, and moves the pen behind it (9.4.4).
    fn show(&mut self, state: &State, pen: &mut Pen, string: Option<&Object>, is_artifact: bool) {
        let (Some(font), Some(string)) = (&state.font, string.and_then(|string| string.as_str().ok())) else {
            return;
        };
        let seen = |pen: &Pen| Matrix::shift(0.0, state.rise).then(pen.here).then(state.ctm);
        let from = seen(pen);
        let mut text = String::new();
        for glyph in font.glyphs(string) {
            let spaced = state.char_space + if glyph.is_space { state.word_space } else { 0.0 };
            pen.advance((glyph.width / 1000.0 * state.size + spaced) * state.stretch);
            text.push_str(&glyph.text);
        }
        let (right, up) = from.direction();
        let along = |(x, y): (f64, f64)| (x * right + y * up, y * right - x * up);
        let ((start, height), (end, _)) = (along(from.origin()), along(seen(pen).origin()));
        let size = from.scale().1 * state.size.abs();
        let is_there = [start, end, height, size].iter().all(|number| number.is_finite());
        if text.is_empty() || !is_there || !self.budget.take_text(text.len()) {
            return;
        }
        let turned = up.atan2(right).to_degrees().round() as i32;
        self.runs.push(Run { text, start, end, height, size, turned, is_artifact });
    }
}

impl Pen {
    fn set(&mut self, matrix: Matrix) {
        (self.here, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::shift(x, y).then(self.line));
    }

    fn advance(&mut self, by: f64) {
        self.here = Matrix::shift(by, 0.0).then(self.here);
    }
}
