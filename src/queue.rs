//! Many jobs at a time, their results in the order of the jobs, and never more
//! of either in memory than a queue holds, however many there are.
//!
//! Who does the jobs, and on which threads, is up to the caller:
//!
//! ```
//! use lcpaper::queue::Queue;
//!
//! let mut queue = Queue::new(2);
//! let mut jobs = ["乙", "甲"].into_iter();
//! let mut results = Vec::new();
//! std::thread::scope(|scope| {
//!     loop {
//!         while queue.has_room()
//!             && let Some(job) = jobs.next()
//!         {
//!             let ticket = queue.begin(job.len() as u64);
//!             scope.spawn(move || ticket.end(format!("{job}。")));
//!         }
//!         let Some(result) = queue.wait() else { break };
//!         results.push(result);
//!     }
//! });
//! assert_eq!(results, ["乙。", "甲。"]);
//! ```

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// How many jobs a thread may be ahead of the one that is waited for.
const AHEAD: u64 = 16;

/// How many bytes of input may be on the way; a larger job goes alone.
const MAX_WEIGHT: u64 = 256 << 20;

/// Jobs that are begun and whose results were not taken yet.
#[derive(Debug)]
pub struct Queue<T> {
    most: u64,
    send: Sender<Ended<T>>,
    receive: Receiver<Ended<T>>,
    early: BTreeMap<u64, (u64, T)>,
    begun: u64,
    taken: u64,
    weight: u64,
}

#[derive(Debug)]
struct Ended<T> {
    number: u64,
    weight: u64,
    result: T,
}

/// Where the result of one job goes. Until it is given, the queue waits.
#[derive(Debug)]
#[must_use]
pub struct Ticket<T> {
    number: u64,
    weight: u64,
    send: Sender<Ended<T>>,
}

impl<T> Ticket<T> {
    /// Gives the result.
    pub fn end(self, result: T) {
        let Self { number, weight, send } = self;
        // Nobody listens any more where the run was stopped.
        let _ = send.send(Ended { number, weight, result });
    }
}

impl<T> Queue<T> {
    /// For jobs that so many threads do.
    #[must_use]
    pub fn new(threads: usize) -> Self {
        let (send, receive) = mpsc::channel();
        let most = AHEAD * threads as u64;
        Self { most, send, receive, early: BTreeMap::new(), begun: 0, taken: 0, weight: 0 }
    }

    /// Whether another job may be begun.
    #[must_use]
    pub fn has_room(&self) -> bool {
        let open = self.begun - self.taken;
        open < self.most && (self.weight < MAX_WEIGHT || open == 0)
    }

    /// Whether every result was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.begun == self.taken
    }

    /// Begins a job of so many bytes of input.
    pub fn begin(&mut self, weight: u64) -> Ticket<T> {
        let number = self.begun;
        self.begun += 1;
        self.weight += weight;
        Ticket { number, weight, send: self.send.clone() }
    }

    /// Waits for the next result in the order of the jobs; `None` where every result was taken.
    pub fn wait(&mut self) -> Option<T> {
        while !self.is_empty() {
            if let Some(result) = self.take() {
                return Some(result);
            }
            let ended = self.receive.recv().ok()?;
            self.put(ended);
        }
        None
    }

    /// Waits no longer than that for something to end, and gives the next result in the order of
    /// the jobs if it is there.
    pub fn wait_for(&mut self, time: Duration) -> Option<T> {
        self.take().or_else(|| {
            let ended = self.receive.recv_timeout(time).ok()?;
            self.put(ended);
            self.take()
        })
    }

    fn put(&mut self, ended: Ended<T>) {
        self.early.insert(ended.number, (ended.weight, ended.result));
    }

    fn take(&mut self) -> Option<T> {
        let (weight, result) = self.early.remove(&self.taken)?;
        self.taken += 1;
        self.weight -= weight;
        Some(result)
    }
}
