//! Many papers at a time: their rows in batches, in the order of the papers.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, mem};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use lcpaper::Options;
use lcpaper::emit::{Columns, rows_schema};
use lcpaper::queue::Queue;
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::sync::MutexExt;
use pyo3::types::{PyCapsule, PyIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::apart::{PATIENCE, STACK, caught};
use crate::batch::{self, Batch, Schema};
use crate::errors::Trouble;
use crate::reading::{Input, Reading};

/// A batch has at most the rows of so many papers.
const MOST_PAPERS: usize = 64;

/// Nor does it go on behind so many bytes of papers.
const MOST_BYTES: u64 = 1 << 20;

/// What becomes of papers that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnError {
    Raise,
    Row,
    Skip,
}

/// A paper to be read: from what, and what it is called where it is not called as its file.
type Job = (Input, Option<String>);

/// Rows of papers that follow each other, or a paper that is not among them.
type Piece = Result<RecordBatch, Trouble>;

/// What the threads are told.
struct Orders {
    options: Options,
    on_error: OnError,
    /// Nobody waits for rows any more.
    stop: AtomicBool,
}

/// Papers that are being read.
struct Many {
    papers: Py<PyIterator>,
    /// The iterator of papers has come to its end, maybe by an error.
    at_end: Option<Option<PyErr>>,
    /// How many papers the next batch begins with.
    next: usize,
    queue: Queue<Vec<Piece>>,
    pool: ThreadPool,
    orders: Arc<Orders>,
    ready: VecDeque<Piece>,
    skipped: Vec<Trouble>,
}

impl Many {
    /// The next batch. Ctrl-C is heard.
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
        loop {
            match self.ready.pop_front() {
                Some(Ok(batch)) => return Ok(Some(batch)),
                Some(Err(trouble)) if self.orders.on_error == OnError::Raise => {
                    return Err(trouble.raised(py));
                }
                Some(Err(trouble)) => {
                    self.skipped.push(trouble);
                    continue;
                }
                None => {}
            }
            self.fill(py);
            if self.queue.is_empty() {
                return match &mut self.at_end {
                    Some(error) => error.take().map_or(Ok(None), Err),
                    None => Ok(None),
                };
            }
            match py.detach(|| self.queue.wait_for(PATIENCE)) {
                Some(pieces) => self.ready.extend(pieces),
                None => py.check_signals()?,
            }
        }
    }

    /// Gives the threads work.
    fn fill(&mut self, py: Python<'_>) {
        while self.at_end.is_none() && self.queue.has_room() {
            let (mut jobs, mut bytes) = (Vec::new(), 0);
            while jobs.len() < self.next && bytes < MOST_BYTES {
                match self.papers.bind(py).clone().next() {
                    Some(paper) => match paper.and_then(|paper| job(&paper)) {
                        Ok(job) => {
                            bytes += weight(&job);
                            jobs.push(job);
                        }
                        Err(error) => self.at_end = Some(Some(error)),
                    },
                    None => self.at_end = Some(None),
                }
                if self.at_end.is_some() {
                    break;
                }
            }
            if jobs.is_empty() {
                return;
            }
            // Small ones first: a few papers are for all threads, and the first rows come soon.
            self.next = MOST_PAPERS.min(self.next * 2);
            let (ticket, orders) = (self.queue.begin(bytes), self.orders.clone());
            self.pool.spawn(move || {
                ticket.end(caught("-", || orders.rows(jobs)).unwrap_or_else(|t| vec![Err(t)]))
            });
        }
    }
}

impl Drop for Many {
    fn drop(&mut self) {
        self.orders.stop.store(true, Ordering::Relaxed);
    }
}

fn job(paper: &Bound<'_, PyAny>) -> PyResult<Job> {
    if let Ok((name, bytes)) = paper.extract::<(String, PyBackedBytes)>() {
        return Ok((Input::Bytes(bytes), Some(name)));
    }
    if let Ok((name, path)) = paper.extract::<(String, PathBuf)>() {
        return Ok((Input::Path(path), Some(name)));
    }
    Ok((Input::Path(paper.extract()?), None))
}

fn weight((input, _): &Job) -> u64 {
    match input {
        Input::Path(path) => fs::metadata(path).map_or(0, |meta| meta.len()),
        Input::Bytes(bytes) => bytes.len() as u64,
    }
}

impl Orders {
    /// The rows of papers.
    fn rows(&self, jobs: Vec<Job>) -> Vec<Piece> {
        let unread = self.on_error == OnError::Row;
        let (mut out, mut columns) = (Vec::new(), Columns::new(unread));
        for job in jobs {
            if self.stop.load(Ordering::Relaxed) {
                break;
            }
            let Err(trouble) = self.add(&job, &mut columns) else { continue };
            if unread {
                columns.add_unread(&name(&job), &trouble.message);
            } else {
                out.extend(pieces(mem::replace(&mut columns, Columns::new(unread))));
                out.push(Err(trouble));
            }
        }
        out.extend(pieces(columns));
        out
    }

    fn add(&self, job: &Job, columns: &mut Columns) -> Result<(), Trouble> {
        let (input, called) = job;
        let name = name(job);
        // Nothing that a panic leaves half done is used again.
        let source = caught(&name, || input.read(&self.options, called.as_deref()))??;
        let paper = caught(&name, || self.options.parse_source(&source))?;
        columns.add(&caught(&name, || paper.rows())?);
        Ok(())
    }
}

/// What a paper is called.
fn name((input, name): &Job) -> String {
    match (name, input) {
        (Some(name), _) => name.clone(),
        (None, Input::Path(path)) => {
            path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into())
        }
        (None, Input::Bytes(_)) => "-".to_owned(),
    }
}

fn pieces(columns: Columns) -> Vec<Piece> {
    match columns.finish() {
        Ok(batches) => batches.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(Trouble::too_long(error.to_string()))],
    }
}

/// The rows of many papers: batches one by one, or a stream of Arrow.
#[pyclass(frozen, module = "lcpaper._lcpaper")]
pub struct Batches {
    many: Arc<Mutex<Many>>,
    schema: SchemaRef,
}

#[pymethods]
impl Batches {
    #[new]
    fn new(
        py: Python<'_>,
        reading: &Reading,
        papers: &Bound<'_, PyAny>,
        threads: usize,
        on_error: &str,
    ) -> PyResult<Self> {
        let refused = |message: String| Trouble::option(message).raised(py);
        let on_error = match on_error {
            "raise" => OnError::Raise,
            "row" => OnError::Row,
            "skip" => OnError::Skip,
            other => {
                return Err(refused(format!("on_error={other:?} is none of \"raise\", \"row\", \"skip\"")));
            }
        };
        let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
        let pool = pool.map_err(|e| refused(format!("{threads} threads cannot be had ({e}); give fewer")))?;
        let stop = AtomicBool::new(false);
        let many = Many {
            papers: papers.try_iter()?.unbind(),
            at_end: None,
            next: 1,
            queue: Queue::new(threads),
            pool,
            orders: Arc::new(Orders { options: reading.options.clone(), on_error, stop }),
            ready: VecDeque::new(),
            skipped: Vec::new(),
        };
        let schema = rows_schema(on_error == OnError::Row);
        Ok(Self { many: Arc::new(Mutex::new(many)), schema })
    }

    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        Ok(next(&self.many, py)?.map(Batch))
    }

    /// The errors of the papers that were skipped so far.
    #[getter]
    fn skipped<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, PyAny>> {
        let many = self.many.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        many.skipped
            .iter()
            .map(|trouble| trouble.clone().raised(py).into_value(py).into_bound(py).into_any())
            .collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Schema(self.schema.clone()).__arrow_c_schema__(py)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        batch::stream(py, Box::new(Stream { many: self.many.clone(), schema: self.schema.clone() }))
    }
}

fn next(many: &Mutex<Many>, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
    many.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner).next(py)
}

/// What is left of the batches, for one who takes Arrow.
struct Stream {
    many: Arc<Mutex<Many>>,
    schema: SchemaRef,
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        Python::attach(|py| next(&self.many, py).map_err(|error| told(py, &error)).transpose())
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

/// An exception as an error of a stream, which is no more than words. Ctrl-C would be lost with
/// the words, so it is given back to Python.
fn told(py: Python<'_>, error: &PyErr) -> ArrowError {
    if error.is_instance_of::<PyKeyboardInterrupt>(py)
        && let Ok(thread) = py.import("_thread")
    {
        let _ = thread.call_method0("interrupt_main");
    }
    ArrowError::ExternalError(error.value(py).to_string().into())
}
