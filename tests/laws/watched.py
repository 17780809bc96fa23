"""Runs the command line and tells what it reached for: sockets, and files opened for writing.

`python watched.py FOLDER ARGUMENTS...`: FOLDER is where writing is allowed. What was reached for
comes as lines on stderr, "reached: socket.connect" or "reached: open /some/file", and status 3.
"""

from __future__ import annotations

import os
import sys

SOCKETS = ("socket.", "urllib.Request", "ftplib.", "http.client", "smtplib.", "ssl.")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "shutil.")
reached: list[str] = []
allowed: list[str] = []  # the folder that may be written


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note what leaves the process, or changes a file outside the folder that may be written."""
    if event.startswith(SOCKETS):
        reached.append(event)
    elif event == "open" and isinstance(arguments[0], str | bytes):
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        if flags & WRITES and not _allowed(arguments[0]):
            reached.append(f"open {os.fsdecode(arguments[0])}")
    elif event.startswith(CHANGES) and not _allowed(arguments[0]):
        reached.append(f"{event} {arguments[0]}")


def _allowed(path: object) -> bool:
    if not isinstance(path, str | bytes):
        return True
    place = os.path.realpath(os.fsdecode(path))
    return place == os.devnull or any(place.startswith(a + os.sep) for a in allowed)


def run(folder: str, arguments: list[str]) -> int:
    """Run the command line under watch; its status, or 3 if it reached for anything."""
    allowed.append(os.path.realpath(folder))
    # Libraries that are no Python write without our seeing: their places are then looked at.
    os.environ.update(TMPDIR=folder, HOME=folder, XDG_CACHE_HOME=folder)
    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    sys.argv = ["secondsource", *arguments]

    from secondsource.cli import main  # the watch stands first

    status = 0
    try:
        main()
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    for what in reached:
        sys.stderr.write(f"reached: {what}\n")
    return 3 if reached else status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))
