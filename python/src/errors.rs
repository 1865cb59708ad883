//! What goes wrong, as the exceptions of `lcpaper._errors`.

use std::path::Path;

use lcpaper::SourceError;
use lcpaper::profile::ProfileError;
use pyo3::prelude::*;

/// An error on its way to Python.
#[derive(Debug, Clone)]
pub struct Trouble {
    class: &'static str,
    /// What is wrong; behind the last semicolon, what to do.
    pub message: String,
    path: Option<String>,
    offset: Option<usize>,
    errno: Option<i32>,
}

impl Trouble {
    /// Something that was given and cannot be.
    pub fn option(message: impl Into<String>) -> Self {
        Self::new("OptionError", message)
    }

    /// A fault of our own.
    pub fn panic(path: &str) -> Self {
        let message = format!("{path}: lcpaper itself failed on this paper; please report it");
        Self { path: Some(path.to_owned()), ..Self::new("InternalError", message) }
    }

    /// Rows that no column holds.
    pub fn too_long(message: impl Into<String>) -> Self {
        Self::new("LimitError", format!("{}; split the paper", message.into()))
    }

    /// A profile that cannot be used.
    pub fn profile(path: &Path, error: &ProfileError) -> Self {
        let path = Some(path.display().to_string());
        Self { path, ..Self::new("ProfileError", format!("{error}; mend the profile")) }
    }

    fn new(class: &'static str, message: impl Into<String>) -> Self {
        Self { class, message: message.into(), path: None, offset: None, errno: None }
    }

    /// The exception.
    pub fn raised(self, py: Python<'_>) -> PyErr {
        let Self { class, message, path, offset, errno } = self;
        let made = || {
            let class = py.import("lcpaper._errors")?.getattr(class)?;
            class.call1((message, path, offset, errno))
        };
        made().map_or_else(|error| error, PyErr::from_value)
    }
}

impl From<SourceError> for Trouble {
    fn from(error: SourceError) -> Self {
        use SourceError::*;
        let class = match &error {
            Io { .. } | Folder { .. } => "ReadError",
            TooLarge { .. } | Limit { .. } => "LimitError",
            NotUtf8 { .. } | BadByte { .. } | Nul { .. } => "EncodingError",
            Encrypted { .. } => "PasswordError",
            Profile { .. } => "ProfileError",
            _ => "FormatError",
        };
        let advice = match &error {
            Io { .. } => "; name a file that can be read",
            NotUtf8 { .. } | BadByte { .. } => " with encoding=\"big5\", \"gb18030\", \"utf-16le\", …",
            Nul { .. } => " with encoding=\"utf-16le\" or \"utf-16be\" if it is",
            Limit { .. } => "; where you know it is neither, raise the limit with limits={NAME: VALUE}",
            Encrypted { .. } => " with password=",
            _ => "",
        };
        Self {
            path: Some(error.path().to_owned()),
            offset: error.offset(),
            errno: if let Io { error, .. } = &error { error.raw_os_error() } else { None },
            ..Self::new(class, format!("{error}{advice}"))
        }
    }
}
