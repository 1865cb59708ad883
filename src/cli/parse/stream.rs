//! Many papers to one output, as they are found. What is kept at a time is what
//! is on the way, however many papers there are.

use std::io::{self, Write};

use lcpaper::emit::{self, IndexEntry, Layout};

use super::index::Index;
use super::paper::Parsed;
use super::shared::{ended, open, options, slashed};
use crate::cli::args::{Parse, To};
use crate::cli::batch::Run;
use crate::cli::output::{Destination, Output};
use crate::cli::{Status, Stop, input, say};

/// What comes of one paper.
struct Piece {
    data: Data,
    index: Option<IndexEntry>,
}

/// What of it goes to the output.
enum Data {
    Bytes(Vec<u8>),
    #[cfg(feature = "parquet")]
    Columns(Box<emit::Columns>),
    #[cfg(feature = "xlsx")]
    Cells(emit::Cells),
}

impl Data {
    fn of(paper: &Parsed<'_>, to: To, layout: Layout) -> io::Result<Self> {
        #[cfg(feature = "parquet")]
        if to == To::Parquet {
            return Ok(Self::Columns(Box::new(paper.columns())));
        }
        #[cfg(feature = "xlsx")]
        if to == To::Xlsx {
            return Ok(Self::Cells(paper.cells()));
        }
        Ok(Self::Bytes(paper.bytes(to, layout)?))
    }
}

/// Where it goes.
enum Sink<'o> {
    Bytes(&'o mut Output),
    #[cfg(feature = "parquet")]
    Columns(Box<emit::ParquetWriter<&'o mut Output>>),
    #[cfg(feature = "xlsx")]
    Cells(Box<emit::XlsxWriter<&'o mut Output>>),
}

impl<'o> Sink<'o> {
    /// Begins the stream, with what belongs to it and not to each paper in it.
    fn begin(out: &'o mut Output, to: To) -> io::Result<Self> {
        #[cfg(feature = "parquet")]
        if to == To::Parquet {
            return Ok(Self::Columns(Box::new(emit::ParquetWriter::new(out)?)));
        }
        #[cfg(feature = "xlsx")]
        if to == To::Xlsx {
            return Ok(Self::Cells(Box::new(emit::XlsxWriter::new(out)?)));
        }
        if to == To::Csv {
            emit::csv_header(out)?;
        }
        Ok(Self::Bytes(out))
    }

    fn add(&mut self, data: Data) -> io::Result<()> {
        match (self, data) {
            (Self::Bytes(out), Data::Bytes(bytes)) => out.write_all(&bytes),
            #[cfg(feature = "parquet")]
            (Self::Columns(writer), Data::Columns(columns)) => writer.add(*columns),
            #[cfg(feature = "xlsx")]
            (Self::Cells(writer), Data::Cells(cells)) => writer.add(&cells),
            // One format makes both.
            #[cfg(any(feature = "parquet", feature = "xlsx"))]
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn end(self) -> io::Result<()> {
        match self {
            Self::Bytes(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Self::Columns(writer) => writer.finish(),
            #[cfg(feature = "xlsx")]
            Self::Cells(writer) => writer.finish(),
        }
    }
}

pub fn run(args: &Parse, destination: &Destination, layout: Layout, status: &mut Status) -> Result<(), Stop> {
    let options = options(args);
    let mut index = Index::open(args.index.as_deref())?;
    let mut out = open(destination)?;
    let mut waiting = Some(&mut out);
    let mut sink = None;
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
            let paper = Parsed::new(args, &path, options.parse_source(&source));
            if args.trace {
                paper.trace(|line| desk.say(line));
            }
            let data = Data::of(&paper, args.to, layout)?;
            paper.remark().into_iter().for_each(|line| desk.say(line));
            Ok(Some(Piece { data, index: args.index.is_some().then(|| paper.index(&inside)) }))
        },
        |_, turn| {
            let piece = match turn.result {
                Ok(piece) => piece,
                Err(why) => return index.add(&IndexEntry::unread(&slashed(&turn.found.inside), &why)),
            };
            let failed = |error| ended(destination, error);
            if let Some(out) = waiting.take() {
                sink = Some(Sink::begin(out, args.to).map_err(failed)?);
            }
            if let Some(sink) = &mut sink {
                sink.add(piece.data).map_err(failed)?;
            }
            piece.index.iter().try_for_each(|entry| index.add(entry))
        },
    )?;
    // Where nothing could be read, what stood there before is better than nothing.
    if let Some(end) = sink.map(Sink::end) {
        end.and_then(|()| out.finish()).map_err(|error| ended(destination, error))?;
    }
    index.finish()?;
    summary.in_words("read").into_iter().for_each(|words| say(&words));
    Ok(())
}
