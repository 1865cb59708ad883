//! Trees that borrow nothing.

use std::borrow::Cow;

use super::{
    Block, Cell, Document, Footnote, Front, Item, Marker, Paragraph, Parallel, ParallelFront, ParallelPart,
    Part, Section, Signatory, Table, TableRow,
};

/// A value that borrows nothing, made of one that may.
trait Own {
    type Owned;
    fn own(self) -> Self::Owned;
}

impl Own for Cow<'_, str> {
    type Owned = Cow<'static, str>;
    fn own(self) -> Cow<'static, str> {
        Cow::Owned(self.into_owned())
    }
}

impl<T: Own> Own for Option<T> {
    type Owned = Option<T::Owned>;
    fn own(self) -> Self::Owned {
        self.map(T::own)
    }
}

impl<T: Own> Own for Vec<T> {
    type Owned = Vec<T::Owned>;
    fn own(self) -> Self::Owned {
        self.into_iter().map(T::own).collect()
    }
}

/// A struct whose texts are freed and whose other fields stay.
macro_rules! own {
    ($type:ident { $($text:ident),* ; $($kept:ident),* }) => {
        impl Own for $type<'_> {
            type Owned = $type<'static>;
            fn own(self) -> Self::Owned {
                $type { $($text: self.$text.own(),)* $($kept: self.$kept,)* }
            }
        }
    };
}

own!(Document { schema, languages, front, parts, notes; source });
own!(Footnote { marker, text; span, line, reference, pieces });
own!(Front { paper_number, nature, committee, title, meeting_date, parallel; });
own!(ParallelFront { language, paper_number, nature, committee, title, meeting_date; });
own!(Part { label, title, language, blocks, issuer, issued, signatories, parallel; kind, span, line });
own!(ParallelPart { language, label, title, issuer, issued, signatories; span, line });
own!(Signatory { party, post, date; });
own!(Section { marker, title, language, parallel, blocks; level, span, line, title_pieces });
own!(Item { marker, text, language, parallel, cells, blocks; number, span, line, pieces, table });
own!(Paragraph { text, language, parallel; number, span, line, pieces });
own!(Table { rows, text, language, parallel; table, span, line, pieces });
own!(TableRow { cells; span, line });
own!(Cell { text; span, column, header, columns, rows, pieces });
own!(Parallel { language, marker, text; span, pieces });
own!(Marker { raw; style, value, inserted, span });

impl Own for Block<'_> {
    type Owned = Block<'static>;
    fn own(self) -> Self::Owned {
        match self {
            Block::Section(section) => Block::Section(section.own()),
            Block::Item(item) => Block::Item(item.own()),
            Block::Paragraph(paragraph) => Block::Paragraph(paragraph.own()),
            Block::Table(table) => Block::Table(table.own()),
        }
    }
}

impl Document<'_> {
    /// The same tree, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Document<'static> {
        self.own()
    }
}

impl Block<'_> {
    /// The same block, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Block<'static> {
        self.own()
    }
}
