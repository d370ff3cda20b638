//! The stages as functions of the engine, which knows them by their names.
//!
//! Each writes what it makes into the folder of the run and gives the engine a number. What the engine is good at is
//! left to it: who works on what, what goes from machine to machine, and who does it again.

use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::job::Working;
use crate::split::Split;
use crate::tables::one_bytes;
use crate::{blocks, compare, follow, reading, row};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Int64Array, Int64Builder, ListBuilder, StructBuilder,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, Int64Type};
use datafusion::common::{DataFusionError, Result, ScalarValue};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl,
    Signature, Volatility,
};
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The functions of rows: `cairn_read(job, split, what)` reads a split and gives how many reports it holds;
/// `cairn_places(job, phase, number)` gives the pieces of a phase that a report goes into, each with its part there.
pub fn of_rows() -> Vec<Arc<ScalarUDF>> {
    let of = |name, n_arguments, result: fn() -> DataType, call| {
        let signature = Signature::any(n_arguments, Volatility::Volatile);
        Arc::new(ScalarUDF::from(OfRows { name, signature, result, call }))
    };
    vec![
        of("cairn_read", 3, || DataType::Int64, read),
        of("cairn_places", 3, || DataType::List(Arc::new(Field::new("item", place_type(), true))), whereto),
    ]
}

/// The functions of blocks, each of (job, unit, part, row): they work off one piece of a phase, all rows of which
/// come together.
pub fn of_blocks() -> Vec<Arc<AggregateUDF>> {
    let of = |name, phase, work| {
        let signature = Signature::any(4, Volatility::Volatile);
        Arc::new(AggregateUDF::from(OfBlocks { name, signature, phase, work }))
    };
    vec![
        of("cairn_compare", Phase::Compare, compare::compare as Work),
        of("cairn_link", Phase::Link, blocks::link as Work),
        of("cairn_follow", Phase::Follow, follow::follow as Work),
    ]
}

type Call = fn(&Working, &[ArrayRef]) -> Result<ArrayRef, Failure>;

#[derive(Debug, Clone)]
struct OfRows {
    name: &'static str,
    signature: Signature,
    result: fn() -> DataType,
    call: Call,
}

impl PartialEq for OfRows {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for OfRows {}

impl Hash for OfRows {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for OfRows {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok((self.result)())
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&arguments.args)?;
        if arguments.number_rows == 0 {
            return Ok(ColumnarValue::Array(datafusion::arrow::array::new_empty_array(&(self.result)())));
        }
        let done = || {
            let working = Working::of(one_bytes(&arrays[0], 0).unwrap_or_default())?;
            (self.call)(&working, &arrays[1..])
        };
        Ok(ColumnarValue::Array(done().map_err(Failure::for_engine)?))
    }
}

fn read(working: &Working, arguments: &[ArrayRef]) -> Result<ArrayRef, Failure> {
    let splits = numbers(&arguments[0])?;
    let whats = crate::tables::as_words(&arguments[1]).unwrap_or_default();
    let counts = splits.iter().zip(&whats).map(|(split, what)| {
        let what: Split = serde_json::from_str(what)?;
        reading::read(working, split.unwrap_or_default(), &what)
    });
    Ok(Arc::new(Int64Array::from(counts.collect::<Result<Vec<i64>, Failure>>()?)))
}

fn place_type() -> DataType {
    DataType::Struct(Fields::from(vec![
        Field::new("unit", DataType::Int64, true),
        Field::new("part", DataType::Int64, true),
    ]))
}

fn whereto(working: &Working, arguments: &[ArrayRef]) -> Result<ArrayRef, Failure> {
    let phases = crate::tables::as_words(&arguments[0]).unwrap_or_default();
    let DataType::Struct(fields) = place_type() else { unreachable!("a place is a struct") };
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields, 0));
    for (number, phase) in numbers(&arguments[1])?.iter().zip(&phases) {
        let (split, place) = row::place(number.unwrap_or_default());
        let of_split = working.places(phase, split)?;
        for &(unit, part) in of_split.get(place).map(Vec::as_slice).unwrap_or_default() {
            let place = lists.values();
            for (idx, number) in [unit, part].into_iter().enumerate() {
                if let Some(field) = place.field_builder::<Int64Builder>(idx) {
                    field.append_value(number);
                }
            }
            place.append(true);
        }
        lists.append(true);
    }
    Ok(Arc::new(lists.finish()))
}

fn numbers(array: &ArrayRef) -> Result<Int64Array, Failure> {
    let numbers = cast(array, &DataType::Int64).map_err(DataFusionError::from)?;
    Ok(numbers.as_primitive::<Int64Type>().clone())
}

/// A row with its part in the block.
pub type Part = (i64, Vec<u8>);

/// Works off a piece of a phase, and gives how many rows it had.
pub type Work = fn(&Working, i64, Vec<Part>) -> Result<i64, Failure>;

#[derive(Debug, Clone)]
struct OfBlocks {
    name: &'static str,
    signature: Signature,
    phase: Phase,
    work: Work,
}

impl PartialEq for OfBlocks {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for OfBlocks {}

impl Hash for OfBlocks {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl AggregateUDFImpl for OfBlocks {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        let (name, phase, work) = (self.name, self.phase, self.work);
        Ok(Box::new(Block { name, phase, work, job: Vec::new(), unit: 0, parts: Vec::new() }))
    }

    fn state_fields(&self, arguments: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        let field = |name: &str, holds: DataType| {
            Arc::new(Field::new(format!("{}[{name}]", arguments.name), holds, true))
        };
        let list = |of| DataType::List(Arc::new(Field::new_list_field(of, true)));
        Ok(vec![
            field("job", DataType::Binary),
            field("unit", DataType::Int64),
            field("parts", list(DataType::Int64)),
            field("rows", list(DataType::LargeBinary)),
        ])
    }
}

/// The rows of a block, as far as they have come together.
#[derive(Debug)]
struct Block {
    name: &'static str,
    phase: Phase,
    work: Work,
    job: Vec<u8>,
    unit: i64,
    parts: Vec<Part>,
}

impl Block {
    fn take(&mut self, job: &[u8], unit: i64) {
        if self.job.is_empty() {
            self.job = job.to_vec();
            self.unit = unit;
        }
    }
}

impl Accumulator for Block {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [jobs, units, parts, rows] = values else {
            return Err(DataFusionError::Internal(format!("{} takes four arguments", self.name)));
        };
        let (units, parts) = (numbers(units), numbers(parts));
        let (units, parts) = (units.map_err(Failure::for_engine)?, parts.map_err(Failure::for_engine)?);
        for row in 0..rows.len() {
            self.take(one_bytes(jobs, row).unwrap_or_default(), units.value(row));
            self.parts.push((parts.value(row), one_bytes(rows, row).unwrap_or_default().to_vec()));
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let parts = std::mem::take(&mut self.parts);
        let (phase, work, unit, job) = (self.phase, self.work, self.unit, std::mem::take(&mut self.job));
        let work = || {
            let working = Working::of(&job)?;
            // An attempt that the engine gave up may have come as far as this.
            if folder::piece(&working.job.folder, phase, unit, "json").exists() {
                return Ok(parts.len() as i64);
            }
            work(&working, unit, parts)
        };
        let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            Err(Failure::new(
                format!("the program fell over piece {unit:016x} of {}", self.name),
                "This is a fault of the program: please report it. Run again with reports left out until it goes.",
            ))
        });
        Ok(ScalarValue::Int64(Some(done.map_err(Failure::for_engine)?)))
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.parts.iter().map(|(_, row)| row.len() + size_of::<Part>()).sum::<usize>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let parts = std::mem::take(&mut self.parts);
        let (parts, rows): (Vec<i64>, Vec<Vec<u8>>) = parts.into_iter().unzip();
        let parts: Vec<ScalarValue> = parts.into_iter().map(|part| ScalarValue::Int64(Some(part))).collect();
        let rows: Vec<ScalarValue> =
            rows.into_iter().map(|row| ScalarValue::LargeBinary(Some(row))).collect();
        Ok(vec![
            ScalarValue::Binary(Some(self.job.clone())),
            ScalarValue::Int64(Some(self.unit)),
            ScalarValue::List(ScalarValue::new_list_nullable(&parts, &DataType::Int64)),
            ScalarValue::List(ScalarValue::new_list_nullable(&rows, &DataType::LargeBinary)),
        ])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let [jobs, units, parts, rows] = states else {
            return Err(DataFusionError::Internal(format!("{} has four parts of a state", self.name)));
        };
        let units = numbers(units).map_err(Failure::for_engine)?;
        let (parts, rows) = (parts.as_list::<i32>(), rows.as_list::<i32>());
        for state in 0..jobs.len() {
            self.take(one_bytes(jobs, state).unwrap_or_default(), units.value(state));
            let (parts, rows) = (parts.value(state), rows.value(state));
            let parts = numbers(&parts).map_err(Failure::for_engine)?;
            for row in 0..rows.len() {
                self.parts.push((parts.value(row), one_bytes(&rows, row).unwrap_or_default().to_vec()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Block;
    use crate::failure::Failure;
    use crate::folder::Phase;
    use crate::job::Working;
    use datafusion::arrow::array::{ArrayRef, BinaryArray, Int64Array, LargeBinaryArray};
    use datafusion::logical_expr::Accumulator;
    use std::sync::Arc;

    fn nothing(_: &Working, _: i64, parts: Vec<(i64, Vec<u8>)>) -> Result<i64, Failure> {
        Ok(parts.len() as i64)
    }

    fn block() -> Block {
        Block { name: "test", phase: Phase::Link, work: nothing, job: Vec::new(), unit: 0, parts: Vec::new() }
    }

    #[test]
    fn halves_of_a_block_come_together_with_all_their_rows() {
        let batch = |rows: [&[u8]; 2], part: i64| -> Vec<ArrayRef> {
            vec![
                Arc::new(BinaryArray::from(vec![b"job".as_slice(); 2])),
                Arc::new(Int64Array::from(vec![7; 2])),
                Arc::new(Int64Array::from(vec![part; 2])),
                Arc::new(LargeBinaryArray::from(rows.to_vec())),
            ]
        };
        let mut whole = block();
        for (rows, part) in [([b"a".as_slice(), b"b"], 1), ([b"c", b"d"], 2)] {
            let mut half = block();
            half.update_batch(&batch(rows, part)).expect("taken");
            let state: Vec<ArrayRef> =
                half.state().expect("a state").iter().map(|one| one.to_array().expect("an array")).collect();
            whole.merge_batch(&state).expect("merged");
        }
        assert_eq!((whole.unit, whole.job.as_slice()), (7, b"job".as_slice()));
        let parts: Vec<(i64, &[u8])> =
            whole.parts.iter().map(|(part, row)| (*part, row.as_slice())).collect();
        assert_eq!(parts, [(1, b"a".as_slice()), (1, b"b"), (2, b"c"), (2, b"d")]);
    }
}
