//! What a group of a Rich Text file sets, and where its text goes.

use crate::text::NoteKind;

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Into {
    #[default]
    Text,
    /// The number of a list paragraph.
    Label,
    Fonts,
    Styles,
    Lists,
    /// The label of a level of a list.
    ListLabel,
    Overrides,
    Nothing,
}

/// What is set for a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub style: Option<i32>,
    pub list: Option<i32>,
    pub level: usize,
    pub outline: Option<u8>,
    pub in_table: bool,
}

/// What a group inherits and gives back at its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub into: Into,
    pub paragraph: Paragraph,
    pub font: i32,
    /// Characters behind a `\u` that stand in for it.
    pub stand_ins: u32,
    pub hidden: bool,
    pub deleted: bool,
    pub inserted: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            into: Into::Text,
            paragraph: Paragraph::default(),
            font: 0,
            stand_ins: 1,
            hidden: false,
            deleted: false,
            inserted: false,
        }
    }
}

/// Where the text of a group goes that begins with a word, and what it is told as;
/// `None` for a word that is no destination.
pub(super) fn destination(word: &str) -> Option<(Into, Option<NoteKind>)> {
    Some(match word {
        "listtext" | "pntext" => (Into::Label, None),
        "fonttbl" => (Into::Fonts, None),
        "stylesheet" => (Into::Styles, None),
        "listtable" => (Into::Lists, None),
        "leveltext" => (Into::ListLabel, None),
        "levelnumbers" | "listname" | "liststylename" | "listpicture" => (Into::Nothing, None),
        "listoverridetable" => (Into::Overrides, None),
        "fldrslt" | "ud" => (Into::Text, None),
        "footnote" => (Into::Text, Some(NoteKind::Footnote)),
        "annotation" => (Into::Text, Some(NoteKind::Comment)),
        "shptxt" => (Into::Text, Some(NoteKind::TextBox)),
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            (Into::Text, Some(NoteKind::RunningHeader))
        }
        "colortbl" | "info" | "pict" | "object" | "objdata" | "fldinst" | "themedata" | "upr" | "shpinst"
        | "nonshppict" | "pn" | "pnseclvl" | "revtbl" | "rsidtbl" | "generator" | "xe" | "tc" | "rxe"
        | "bkmkstart" | "bkmkend" | "atnid" | "atnauthor" | "private" | "filetbl" | "mmathPr"
        | "datastore" | "latentstyles" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc"
        | "aftncn" | "do" => (Into::Nothing, None),
        _ => return None,
    })
}
