//! A file that is there whole or not at all, however the program ends. On Linux
//! it has no name before it is whole, and the system takes it back from a program
//! that is killed. Elsewhere, and on a file system that cannot do that, it has a
//! name of its own in the same folder, `.lcpaper-` and six letters, and that is
//! what a killed program leaves.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// A file that is being written and does not stand in its place yet.
pub enum Whole {
    /// Without a name; the descriptor is all there is of it.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// Under a name of its own.
    Named(NamedTempFile),
}

impl Whole {
    /// Begins a file that will stand at `target`, with the rights of the one that
    /// it will replace.
    ///
    /// # Errors
    /// Where none can be made in that folder.
    pub fn begin(target: &Path, existing: Option<&Metadata>) -> io::Result<Self> {
        let whole = Self::made_in(folder(target))?;
        if let Some(existing) = existing {
            whole.file().set_permissions(existing.permissions())?;
        }
        Ok(whole)
    }

    fn made_in(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Some(file) = linux::unnamed_in(folder) {
            return Ok(Self::Unnamed(file));
        }
        builder().tempfile_in(folder).map(Self::Named)
    }

    fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }

    /// Puts it in its place, over what stands there.
    ///
    /// # Errors
    /// Where that cannot be done; then what stood there still stands.
    pub fn place(self, target: &Path) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => linux::place(file, target),
            Self::Named(file) => file.persist(target).map(drop).map_err(|e| e.error),
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

fn folder(target: &Path) -> &Path {
    target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".lcpaper-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, File};
    use std::io::{self, Seek};
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, OFlags, linkat};

    use super::{builder, folder};

    /// A file without a name, if the file system makes such and one can be named
    /// later.
    pub fn unnamed_in(folder: &Path) -> Option<File> {
        let flags = i32::try_from(OFlags::TMPFILE.bits()).ok()?;
        let file = File::options().read(true).write(true).custom_flags(flags).open(folder).ok()?;
        fs::symlink_metadata(own_path(&file)).is_ok().then_some(file)
    }

    /// Gives the file its name. A name that is taken can only be replaced by
    /// another, so for the time of two calls the file has one of its own.
    pub fn place(file: File, target: &Path) -> io::Result<()> {
        let name = |path: &Path| {
            linkat(CWD, own_path(&file), CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
        };
        match name(target) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                builder().make_in(folder(target), name)?.persist(target).map_err(|e| e.error)
            }
            Err(_) => copy(&file, target),
            Ok(()) => Ok(()),
        }
    }

    /// For file systems that make a file without a name and then give it none.
    pub(super) fn copy(mut file: &File, target: &Path) -> io::Result<()> {
        let mut named = builder().tempfile_in(folder(target))?;
        file.rewind()?;
        io::copy(&mut file, &mut named)?;
        named.as_file().set_permissions(file.metadata()?.permissions())?;
        named.persist(target).map(drop).map_err(|e| e.error)
    }

    fn own_path(file: &File) -> String {
        format!("/proc/self/fd/{}", file.as_raw_fd())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn write(mut whole: Whole, target: &Path) {
        whole.write_all("一、交通".as_bytes()).unwrap();
        whole.place(target).unwrap();
        assert_eq!(fs::read_to_string(target).unwrap(), "一、交通");
        assert_eq!(fs::read_dir(folder(target)).unwrap().count(), 1, "nothing else stands there");
    }

    #[test]
    fn a_file_without_a_name_takes_a_place_that_is_free_or_taken() {
        let within = tempfile::tempdir().unwrap();
        let target = within.path().join("out");
        write(Whole::begin(&target, None).unwrap(), &target);
        fs::set_permissions(&target, Permissions::from_mode(0o640)).unwrap();
        let existing = fs::metadata(&target).unwrap();
        write(Whole::begin(&target, Some(&existing)).unwrap(), &target);
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn with_and_without_a_name_the_rights_are_those_of_any_new_file() {
        let within = tempfile::tempdir().unwrap();
        let target = within.path().join("out");
        let rights = || fs::metadata(&target).unwrap().permissions().mode();
        File::create(&target).unwrap();
        let usual = rights();
        for named in [false, true] {
            fs::remove_file(&target).unwrap();
            let whole = if named {
                builder().tempfile_in(within.path()).map(Whole::Named).unwrap()
            } else {
                Whole::begin(&target, None).unwrap()
            };
            write(whole, &target);
            assert_eq!(rights(), usual, "{named}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_named_is_copied() {
        let within = tempfile::tempdir().unwrap();
        let target = within.path().join("out");
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"whole").unwrap();
        file.set_permissions(Permissions::from_mode(0o604)).unwrap();
        linux::copy(&file, &target).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o604);
    }
}
