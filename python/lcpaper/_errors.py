"""What goes wrong. Every error says what is wrong, where, and what to do."""

from __future__ import annotations


class Error(Exception):
    """The ground of all errors of lcpaper."""

    path: str | None
    """The paper, as it was given; ``-`` is bytes or a text without a name."""
    offset: int | None
    """Where in the file the fault is, in bytes from 0, where one byte shows it."""
    remedy: str
    """What to do."""

    def __init__(
        self, message: str, path: str | None = None, offset: int | None = None, errno: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.offset = offset
        self.errno = errno
        self.remedy = message.rpartition("; ")[2]

    def __reduce__(self) -> tuple[type[Error], tuple[str, str | None, int | None, int | None]]:
        return type(self), (self.message, self.path, self.offset, self.errno)

    def __str__(self) -> str:
        return self.message


class ReadError(Error, OSError):
    """The file cannot be read, or is a folder. ``errno`` is what the system said."""


class FormatError(Error):
    """The file is of a kind that is not read, or does not hold together."""


class EncodingError(Error):
    """The text is in no encoding that can be told, or not in the one that was named."""


class LimitError(Error):
    """Reading the file would take more than one of ``limits`` allows."""


class PasswordError(Error):
    """The PDF opens only with a password."""


class ProfileError(Error):
    """The profile has a mistake in it, or is of another paper."""


class OptionError(Error, ValueError):
    """A word, a number or a rule that was given is none."""


class InternalError(Error):
    """lcpaper itself failed."""
