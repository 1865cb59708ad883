//! Many papers to one output, as they are found. What is kept at a time is what
//! is on the way, however many papers there are.

use std::io::Write;

use lcpaper::emit::{self, IndexEntry, Layout};

use super::index::Index;
use super::paper::Paper;
use super::{ended, open, slashed};
use crate::cli::args::{Parse, To};
use crate::cli::batch::Run;
use crate::cli::output::Destination;
use crate::cli::{Status, Stop, input, say};

/// What comes of one paper.
struct Piece {
    bytes: Vec<u8>,
    index: Option<IndexEntry>,
}

pub fn run(args: &Parse, destination: &Destination, status: &mut Status) -> Result<(), Stop> {
    let options = input::options(&args.papers.reading);
    let mut index = Index::open(args.index.as_deref())?;
    let mut out = open(destination)?;
    let mut begun = false;
    let to_stdout = *destination == Destination::Stdout;
    let run = Run { papers: &args.papers, out: None, to_stdout };
    let summary = run.each(
        status,
        |found, desk| {
            let Some(mut source) = input::read(found, &options, desk) else { return Ok(None) };
            let inside = slashed(&found.inside);
            if found.walked {
                // Papers of one name are told apart by their folders.
                source = source.named(&inside);
            }
            let path = found.path.to_string_lossy();
            let paper = Paper::new(&path, &source);
            if args.trace {
                paper.trace(|line| desk.say(line));
            }
            let mut bytes = Vec::new();
            paper.write_on(args.to, Layout::Line, &mut bytes)?;
            paper.remark().into_iter().for_each(|line| desk.say(line));
            Ok(Some(Piece { bytes, index: args.index.is_some().then(|| paper.index(&inside)) }))
        },
        |_, turn| {
            let piece = match turn.result {
                Ok(piece) => piece,
                Err(why) => return index.add(&IndexEntry::unread(&slashed(&turn.found.inside), &why)),
            };
            if !begun && args.to == To::Csv {
                // The header belongs to the stream, not to each paper in it.
                emit::csv_header(&mut out)?;
            }
            begun = true;
            out.write_all(&piece.bytes).map_err(|e| ended(destination, e))?;
            piece.index.iter().try_for_each(|entry| index.add(entry))
        },
    )?;
    // What stood there before is better than nothing.
    if begun || to_stdout {
        out.finish().map_err(|e| ended(destination, e))?;
    }
    index.finish()?;
    summary.in_words("read").into_iter().for_each(|words| say(&words));
    Ok(())
}
