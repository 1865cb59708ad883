//! One program for all that is tested from outside: it is linked once. A module a topic,
//! `cargo test --test it TOPIC::` runs one.

mod akn;
mod architecture;
mod batch;
mod bilingual;
mod cli;
mod columns;
mod config;
mod containers;
mod diff;
mod drafts;
mod drawn;
mod explain;
mod faults;
mod fixtures;
mod formats;
mod hostile;
mod html;
mod invariants;
mod kinds;
mod manifest;
#[cfg(feature = "markdown")]
mod marked;
mod marked_otherwise;
mod metamorphic;
mod mutation;
#[cfg(feature = "odt")]
mod open_document;
mod pages;
mod pair;
mod parquet;
mod pathological;
mod profile;
mod readers;
mod references;
#[cfg(feature = "rtf")]
mod rich_text;
mod rules;
mod schema;
mod side_by_side;
mod snapshot_command;
mod snapshots;
mod support;
mod tables;
#[cfg(feature = "html")]
mod web;
mod whole;
mod word;
mod xlsx;
