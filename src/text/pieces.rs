//! The spans that a text is made of.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::Span;

/// The spans that a text is made of, in order; nearly always one, which lives inline.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pieces(SmallVec<[Span; 1]>);

impl Pieces {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a span behind the others.
    pub fn push(&mut self, span: Span) {
        self.0.push(span);
    }
}

impl Deref for Pieces {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        &self.0
    }
}

impl DerefMut for Pieces {
    fn deref_mut(&mut self) -> &mut [Span] {
        &mut self.0
    }
}

impl FromIterator<Span> for Pieces {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        Self(spans.into_iter().collect())
    }
}

impl Extend<Span> for Pieces {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        self.0.extend(spans);
    }
}

impl<'p> IntoIterator for &'p Pieces {
    type Item = &'p Span;
    type IntoIter = std::slice::Iter<'p, Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// In JSON it is a list of spans and no more.
#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Pieces {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        <Vec<Span>>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<Span>>::json_schema(generator)
    }
}
