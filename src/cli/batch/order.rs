//! Many jobs on threads of their own, their results in the order of the jobs.

use lcpaper::queue::Queue;
use rayon::ThreadPoolBuilder;

use crate::cli::Stop;

/// Parsing has the stack of a main thread wherever it runs.
const STACK: usize = 8 << 20;

/// Does `work` on every job, on `threads` threads, and passes the results to
/// `done` on this thread in the order of the jobs. `weigh` says how many bytes
/// a job is. `work` must not panic.
///
/// # Errors
/// The first of `done`; jobs that were begun are ended, the others never begun.
pub fn in_order<I: Send, T: Send>(
    threads: usize,
    jobs: impl Iterator<Item = I>,
    weigh: impl Fn(&I) -> u64,
    work: impl Fn(I) -> T + Sync,
    mut done: impl FnMut(T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if threads < 2 {
        for job in jobs {
            done(work(job))?;
        }
        return Ok(());
    }
    let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().map_err(|e| {
        Stop::failed(format!("{threads} threads cannot be had ({e}); give fewer with --threads"))
    })?;
    let work = &work;
    let mut jobs = jobs.fuse();
    pool.in_place_scope(move |scope| {
        let mut queue = Queue::new(threads);
        loop {
            while queue.has_room()
                && let Some(job) = jobs.next()
            {
                let ticket = queue.begin(weigh(&job));
                scope.spawn(move |_| ticket.end(work(job)));
            }
            match queue.wait() {
                Some(result) => done(result)?,
                None => return Ok(()),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_jobs_whatever_the_threads() {
        for threads in [1, 2, 7] {
            let mut out = Vec::new();
            let slow_if_even = |n: u64| {
                if n.is_multiple_of(2) {
                    std::thread::sleep(Duration::from_micros(300));
                }
                n
            };
            in_order(
                threads,
                0..500,
                |_| 1,
                slow_if_even,
                |n| {
                    out.push(n);
                    Ok(())
                },
            )
            .unwrap();
            assert!(out.into_iter().eq(0..500), "{threads} threads");
        }
    }

    #[test]
    fn no_more_than_a_window_is_begun_and_not_ended() {
        let begun = AtomicU64::new(0);
        let mut ended = 0;
        let jobs = (0..2000u64).inspect(|_| {
            begun.fetch_add(1, Ordering::SeqCst);
        });
        in_order(
            3,
            jobs,
            |_| 1,
            |n| n,
            |_| {
                ended += 1;
                assert!(begun.load(Ordering::SeqCst) <= ended + 3 * 16);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(ended, 2000);
    }

    #[test]
    fn a_heavy_job_goes_alone() {
        let mut count = 0;
        in_order(
            2,
            0..10,
            |_| 1 << 30,
            |n| n,
            |_| {
                count += 1;
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(count, 10);
    }

    #[test]
    fn the_first_failure_stops_the_run() {
        let begun = AtomicU64::new(0);
        let work = |n: u64| {
            begun.fetch_add(1, Ordering::SeqCst);
            n
        };
        let stopped = in_order(
            2,
            0..100_000,
            |_| 1,
            work,
            |n| {
                if n == 5 { Err(Stop::failed("enough")) } else { Ok(()) }
            },
        );
        assert!(matches!(stopped, Err(Stop::Failed(why)) if why == "enough"));
        assert!(begun.load(Ordering::SeqCst) < 1000);
    }
}
