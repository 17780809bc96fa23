"""A PostgreSQL server of the test's own: in a folder of its own, on a socket, for nobody else."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/pgsql-*/bin")
_NEEDED = ("initdb", "pg_ctl", "createdb")
_USERS = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest first; None where it is not installed."""
    folders = sorted((f for place in _PLACES for f in glob.glob(place)), reverse=True)
    known = shutil.which("initdb")
    folders += [str(Path(known).parent)] if known else []
    return next((Path(f) for f in folders if all((Path(f) / p).exists() for p in _NEEDED)), None)


class Server:
    """A running server. As root it runs as another user: it refuses to run as root."""

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="secondsource-pg-"))
        self._user = _other_user() if os.geteuid() == 0 else None
        if self._user:
            found = pwd.getpwnam(self._user)
            os.chown(self.folder, found.pw_uid, found.pw_gid)
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-A", "trust", "-U", "editor", "-E", "UTF8", "--no-sync")
        options = f"-k {self.folder} -h '' -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "-t", "300", "start")

    def _run(self, program: str, *given: object) -> None:
        subprocess.run(
            [str(self._bin / program), *map(str, given)],
            check=True,
            user=self._user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://editor@/{name}?host={self.folder}"

    def make(self, name: str) -> str:
        """A new, empty database; its address."""
        self._run("createdb", "-h", self.folder, "-U", "editor", name)
        return self.address(name)

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def _other_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _USERS if name in known)
