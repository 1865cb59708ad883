//! Rows by column, passed on without a copy, and as named tuples.

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowSchema, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::UInt32Type;
use arrow_array::{Array, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use lcpaper::emit::Row;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator, PyList, PyTuple};

/// Rows by column.
#[pyclass(frozen, module = "lcpaper._lcpaper")]
pub struct Batch(pub RecordBatch);

#[pymethods]
impl Batch {
    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<lcpaper.Batch of {} rows>", self.0.num_rows())
    }

    /// The rows as named tuples.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let out = PyList::empty(py);
        rows(py, &self.0, &out)?;
        Ok(out)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.rows(py)?.try_iter()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Schema(self.0.schema()).__arrow_c_schema__(py)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        let (array, _) = to_ffi(&StructArray::from(self.0.clone()).to_data()).map_err(refused)?;
        Ok((self.__arrow_c_schema__(py)?, PyCapsule::new_with_value(py, array, c"arrow_array")?))
    }
}

/// The schema of rows.
#[pyclass(frozen, module = "lcpaper._lcpaper")]
pub struct Schema(pub SchemaRef);

#[pymethods]
impl Schema {
    /// The names of the columns.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.0.fields().iter().map(|field| field.name().as_str()).collect()
    }

    pub fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.0.as_ref()).map_err(refused)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

/// A stream of batches, for whoever takes Arrow.
pub fn stream<'py>(
    py: Python<'py>,
    batches: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(batches), c"arrow_array_stream")
}

fn refused(error: ArrowError) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}

/// Adds the rows of a batch to a list, as named tuples. Rows that are none are left out: `error`
/// has its own column.
pub fn rows(py: Python<'_>, batch: &RecordBatch, out: &Bound<'_, PyList>) -> PyResult<()> {
    let make = py.import("lcpaper._model")?.getattr("Row")?.getattr("_make")?;
    for at in 0..batch.num_rows() {
        if at % 4096 == 4095 {
            py.check_signals()?;
        }
        if batch.num_columns() > Row::FIELDS.len() && batch.column(Row::FIELDS.len()).is_valid(at) {
            continue;
        }
        let values = batch.columns().iter().take(Row::FIELDS.len()).map(|column| value(py, column, at));
        out.append(make.call1((PyTuple::new(py, values.collect::<PyResult<Vec<_>>>()?)?,))?)?;
    }
    Ok(())
}

fn value<'py>(py: Python<'py>, column: &dyn Array, at: usize) -> PyResult<Bound<'py, PyAny>> {
    match column.data_type() {
        _ if column.is_null(at) => Ok(py.None().into_bound(py)),
        DataType::Boolean => column.as_boolean().value(at).into_bound_py_any(py),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(at).into_bound_py_any(py),
        _ => column.as_string::<i32>().value(at).into_bound_py_any(py),
    }
}
