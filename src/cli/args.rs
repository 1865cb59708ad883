//! What the program is told.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lcpaper::profile::{Profile, ProfileError};
use lcpaper::read::{Encoding, Limits};

/// Reads numbered government papers: the paper in, a typed tree out, and every
/// fault of its numbering named where a person would mend it.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub struct Args {
    /// When to colour what is printed; `auto` heeds NO_COLOR
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Exit status: 0 fine; 1 `check` or `compare` found an error (or, under `--deny warnings`, a warning); \
2 it could not run: bad arguments, unreadable or undecodable input.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn papers into structured data
    Parse(Parse),
    /// Find what is wrong in papers
    Check(Check),
    /// Show a paper's sections, item ranges and counts
    Outline(Outline),
    /// Write a paper's expected structure, for `check --manifest`
    Manifest(Manifest),
    /// Compare two language versions of one paper, item by item
    Compare(Compare),
    /// Tell what became of every item between two years of one paper
    Diff(Diff),
    /// Record what a folder of papers is read as, and show what is different
    Snapshot(Snapshot),
    /// Serve an editor: findings while one types, over standard input and output
    #[cfg(feature = "lsp")]
    Lsp,
    /// List the rules
    Rules(Rules),
    /// Explain a rule, or why a line of a paper was read as it was
    Explain(Explain),
    /// Print the JSON Schema of an output
    Schema(Schema),
    /// Print a completion script
    Completions(Completions),
}

/// Which papers, and how to read them.
#[derive(Debug, ClapArgs)]
pub struct Papers {
    /// Papers to read, or folders of them (txt, docx, pdf); `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub walking: Walking,
}

/// Which files of a folder are papers, and how many are read at a time.
#[derive(Debug, ClapArgs)]
pub struct Walking {
    /// In folders, take the files that match this; `!GLOB` leaves them out
    #[arg(long, value_name = "GLOB", action = ArgAction::Append)]
    pub glob: Vec<String>,
    /// In folders, follow symbolic links
    #[arg(long)]
    pub follow: bool,
    /// Read so many papers at a time, instead of one a core
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// How to read an input.
#[derive(Debug, ClapArgs)]
pub struct Reading {
    /// Format of the input
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = From::Auto)]
    pub from: From,
    /// Encoding of text files, where it is not to be told from their bytes: utf-8, big5, gb18030, …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<Encoding>,
    /// Password of an encrypted PDF; the empty one is always tried first
    #[arg(long, value_name = "TEXT")]
    pub password: Option<String>,
    /// What to know of the papers beforehand (TOML): which markers open headings or items, where an
    /// annex begins, the languages
    #[arg(long, value_name = "FILE", value_parser = profile)]
    pub profile: Option<Arc<Profile>>,
    /// Which side of a Word file's tracked changes to read
    #[arg(long, value_enum, value_name = "SIDE", default_value_t = Changes::Accepted)]
    pub tracked: Changes,
    /// Change a limit of what reading one file may take, such as pdf_pages=5000; --help lists them
    #[arg(long = "limit", value_name = "NAME=VALUE", action = ArgAction::Append, long_help = LIMITS)]
    pub limits: Vec<Limit>,
}

/// A limit's name and its new value.
#[derive(Debug, Clone)]
pub struct Limit {
    pub name: String,
    pub value: String,
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let (name, value) = given.split_once('=').ok_or("write NAME=VALUE, such as pdf_pages=5000")?;
        Limits::default().set(name, value).map_err(|e| e.to_string())?;
        Ok(Self { name: name.to_owned(), value: value.to_owned() })
    }
}

const LIMITS: &str = "\
Change a limit of what reading one file may take. A file that passes one is refused, and the limit is named. \
May be given more than once.

  docx_ratio          bytes that a compressed byte of a part over 1 MiB may grow to (100)
  docx_part_bytes     bytes of one part, unpacked (64M)
  docx_total_bytes    bytes of all parts, unpacked (256M)
  docx_entries        entries of the archive (2000)
  xml_depth           elements within one another (256)
  xml_elements        elements of one paragraph, style or list (1000000)
  html_depth          elements within one another (512)
  html_nodes          elements and texts (4000000)
  rtf_depth           groups within one another (1000)
  pdf_pages           pages (2000)
  pdf_inflated_bytes  bytes of all streams, unpacked (256M)
  pdf_glyphs          glyphs drawn, on all pages (20000000)
  pdf_time            seconds (30)

Bytes may be given with K, M or G, seconds with decimals.";

/// Reads a profile while the arguments are read, so that a mistake in it costs nothing.
fn profile(path: &str) -> Result<Arc<Profile>, ProfileError> {
    Profile::open(Path::new(path)).map(Arc::new)
}

#[derive(Debug, ClapArgs)]
pub struct Parse {
    #[command(flatten)]
    pub papers: Papers,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = To::Json)]
    pub to: To,
    /// Put an apostrophe before CSV cells that a spreadsheet would take for a formula (= + - @)
    #[arg(long)]
    pub csv_safe: bool,
    /// Say on standard error of every place where a marker may stand how it was read, at what cost,
    /// and what would have been next best
    #[arg(long)]
    pub trace: bool,
    /// Write to this file instead of standard output; with several papers, to this folder, or all
    /// rows to this file where its name says so (rows.csv)
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Go on where a run into the same folder stopped: leave what is done and unchanged
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Also write a line on each paper to this file: title, parts, series, findings (JSON Lines)
    #[arg(long, value_name = "FILE")]
    pub index: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    #[command(flatten)]
    pub papers: Papers,
    /// How to print what is found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// Hold the papers against this manifest, which `lcpaper manifest` wrote
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Report these rules only: codes, names, or beginnings of codes (N, T00), with commas
    #[arg(long, value_name = "CODES", value_delimiter = ',', action = ArgAction::Append)]
    pub select: Vec<String>,
    /// Do not report these rules
    #[arg(long, value_name = "CODES", value_delimiter = ',', action = ArgAction::Append)]
    pub ignore: Vec<String>,
    /// Fail on warnings too
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Make the fixes that cannot change what a paper says, in place
    #[arg(long)]
    pub fix: bool,
    /// Also give items new numbers where the numbering is broken, and references along
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show the fixes instead of making them
    #[arg(long)]
    pub diff: bool,
    /// Use this configuration instead of the nearest lcpaper.toml
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long)]
    pub no_config: bool,
    /// Do not report the findings that this file knows
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub baseline: Option<PathBuf>,
    /// Write the findings down as known, instead of reporting them
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Outline {
    #[command(flatten)]
    pub papers: Papers,
}

#[derive(Debug, ClapArgs)]
pub struct Manifest {
    /// The paper that is known to be good; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: OsString,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub struct Compare {
    /// One language version, or a file that holds both; `-` is standard input
    #[arg(value_name = "A")]
    pub a: OsString,
    /// The other
    #[arg(value_name = "B")]
    pub b: Option<OsString>,
    /// How to print what they disagree in
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TwoFormat::Human)]
    pub format: TwoFormat,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// The earlier paper; `-` is standard input
    #[arg(value_name = "OLD")]
    pub old: OsString,
    /// Its successor
    #[arg(value_name = "NEW")]
    pub new: OsString,
    /// How to print what changed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TwoFormat::Human)]
    pub format: TwoFormat,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub struct Snapshot {
    /// A folder of papers (txt, docx, pdf); records are kept in its .lcpaper-snapshots
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Record nothing; fail where anything is different, for CI
    #[arg(long, conflicts_with = "accept")]
    pub check: bool,
    /// Record what is different as right
    #[arg(long)]
    pub accept: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Rules {
    /// How to print them
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = RulesFormat::Human)]
    pub format: RulesFormat,
}

#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// A rule's code or name, such as N001 or number-gap; or a line of a paper, as `check` names it, such
    /// as plan.txt:151
    ///
    /// The line is one of the file; of a Word file, the paragraph; of a PDF, the page and the line on it:
    /// plan.pdf:2:14. All count from 1.
    #[arg(value_name = "CODE|FILE:LINE")]
    pub what: String,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Of which output: the tree, a check's report, one row, or one line of the index
    #[arg(value_enum, default_value_t = Described::Document)]
    pub what: Described,
}

#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// Told by content, and of text by its name
    Auto,
    /// Plain text
    Text,
    /// Word (Office Open XML)
    Docx,
    /// PDF with text in it, not only pictures
    Pdf,
    /// A web page
    Html,
    /// Markdown, as CommonMark and GitHub have it
    Markdown,
    /// OpenDocument text (.odt, .fodt)
    Odt,
    /// Rich Text (.rtf)
    Rtf,
}

/// What of a file's tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Changes {
    /// As if every change were accepted
    Accepted,
    /// As before the changes
    Original,
}

/// What `parse` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// The tree; several papers without -o: one line each
    Json,
    /// The rows, one JSON object a line
    Ndjson,
    /// The rows, by RFC 4180
    Csv,
    /// The rows, in columns with types
    Parquet,
    /// The rows, as an Excel workbook
    Xlsx,
    /// The paper as CommonMark that no renderer can renumber
    Markdown,
    /// One page for a person: outline, paper, findings side by side
    Html,
    /// Akoma Ntoso 3.0, the XML of parliaments
    Akn,
}

impl To {
    /// What the names of its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Akn => "xml",
        }
    }

    /// Whether the outputs of several papers can follow each other in one stream.
    pub fn is_stream(self) -> bool {
        !self.stream_endings().is_empty()
    }

    /// What the name of a file ends in that all papers are to be in.
    pub fn stream_endings(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["jsonl", "ndjson"],
            Self::Ndjson => &["ndjson", "jsonl"],
            Self::Csv => &["csv"],
            Self::Parquet => &["parquet"],
            Self::Xlsx => &["xlsx"],
            Self::Markdown | Self::Html | Self::Akn => &[],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For a person
    Human,
    /// The report, for a program
    Json,
    /// SARIF 2.1.0, for code-scanning services and editors
    Sarif,
    /// Workflow commands, shown in the margin of a pull request
    Github,
    /// JUnit XML: one test a rule and paper
    Junit,
    /// One page for a person, the findings first
    Html,
}

/// How two papers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TwoFormat {
    /// For a person
    Human,
    /// For a program
    Json,
    /// One page for a person, both papers side by side
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For a person
    Human,
    /// For a program
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Described {
    /// parse --to json
    Document,
    /// check --format json
    Report,
    /// One line of parse --to ndjson
    Row,
    /// compare --format json
    Compare,
    /// diff --format json
    Diff,
    /// What manifest writes as TOML
    Manifest,
    /// One line of parse --index
    Index,
}

/// Whether an argument stands for standard input.
pub fn is_stdin(file: &OsString) -> bool {
    file == "-"
}
