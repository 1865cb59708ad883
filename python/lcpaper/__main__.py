"""The command ``lcpaper``, and ``python -m lcpaper``."""

import signal
import sys

from ._lcpaper import main as run


def main() -> int:
    """Runs the command, and returns its exit status."""
    # Ctrl-C ends a command at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["lcpaper", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
