//! `lcpaper parse`: a paper in, structured data out.

mod folder;
mod index;
mod paper;
mod shared;
mod stream;

use std::io::Write;

use lcpaper::emit::Layout;

use super::args::{Parse, To};
use super::output::{Destination, spare_inputs};
use super::{Status, Stop, batch, input, say};
use paper::Parsed;
use shared::{ended, open, options};

pub fn run(args: &Parse, status: &mut Status) -> Result<(), Stop> {
    if args.to == To::Parquet && !cfg!(feature = "parquet") {
        return Err(Stop::failed(
            "--to parquet: this lcpaper was built without the parquet feature; build it with --features parquet",
        ));
    }
    if args.to == To::Xlsx && !cfg!(feature = "xlsx") {
        return Err(Stop::failed(
            "--to xlsx: this lcpaper was built without the xlsx feature; build it with --features xlsx",
        ));
    }
    if args.csv_safe && args.to != To::Csv {
        return Err(Stop::failed("--csv-safe is about the cells of --to csv"));
    }
    let files = &args.papers.files;
    let destination = Destination::plan(args.output.as_deref(), files, args.to)?;
    if args.resume && !matches!(destination, Destination::Folder(_)) {
        return Err(Stop::failed("--resume goes on with a folder of outputs; give -o FOLDER"));
    }
    if let Some(index) = &args.index {
        spare_inputs(index, files)?;
    }
    let single = files.len() == 1 && !batch::has_folder(files);
    match destination {
        Destination::Folder(out) => folder::run(args, &out, status),
        stream if single && args.index.is_none() => one(args, &stream, status),
        stream => {
            if !single && !args.to.is_stream() {
                return Err(Stop::failed(
                    "several papers in this format do not fit into one stream; give -o FOLDER",
                ));
            }
            let layout = if single { Layout::Pretty } else { Layout::Line };
            stream::run(args, &stream, layout, status)
        }
    }
}

/// One paper, straight to where it goes.
fn one(args: &Parse, destination: &Destination, status: &mut Status) -> Result<(), Stop> {
    let Some(file) = args.papers.files.first() else { return Ok(()) };
    let options = options(args);
    let Some(source) = input::paper(file, &options, status) else { return Ok(()) };
    let path = file.to_string_lossy();
    let paper = Parsed::new(args, &path, options.parse_source(&source));
    if args.trace {
        paper.trace(|line| say(&line));
    }
    let mut out = open(destination)?;
    let written =
        paper.write(args.to, Layout::Pretty, &mut out).and_then(|()| out.flush()).and_then(|()| out.finish());
    written.map_err(|error| ended(destination, error))?;
    if let Some(remark) = paper.remark() {
        say(&remark);
    }
    Ok(())
}
