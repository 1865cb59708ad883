//! Papers with tables, in plain text: `fixtures/tables/`.

/// A head and rows parted by tabs, a row without a number among them, and a list that goes on
/// behind the table.
pub const TABS: &str = include_str!("../../../fixtures/tables/tabs-en.txt");

/// The table of Markdown, in Chinese, with rows that carry no number.
pub const PIPES: &str = include_str!("../../../fixtures/tables/pipes-zh.txt");

/// Both languages of each item on one line.
pub const COLUMNS: &str = include_str!("../../../fixtures/tables/columns.txt");

/// The number of each item before both languages.
pub const NUMBER_COLUMN: &str = include_str!("../../../fixtures/tables/number-column.txt");

/// All of them.
pub const ALL: [&str; 4] = [TABS, PIPES, COLUMNS, NUMBER_COLUMN];
