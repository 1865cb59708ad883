//! How sure a finding is.

use serde::{Deserialize, Serialize};

/// How sure it is that what is reported is a fault of the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The paper allows another reading without damage: it is reported one degree milder.
    Low,
    /// Little in the paper speaks for the reading that makes it a fault, and nothing against it.
    Medium,
    /// Several markers before and after agree, or the paper says so itself.
    #[default]
    High,
}
