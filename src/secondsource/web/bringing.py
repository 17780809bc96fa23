"""Bringing reports in: files, pasted text and addresses, with what was refused and why."""

from __future__ import annotations

import json
import re
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondsource.errors import CaseError, SecondsourceError
from secondsource.model import Refused, Report
from secondsource.settings import ReportSettings
from secondsource.store import Added
from secondsource.web.answers import Page, inside, json_answer
from secondsource.web.asking import Asked, NotThereError
from secondsource.web.desk import Desk
from secondsource.web.forms import FormError, one, read_form
from secondsource.web.settings import WebSettings
from secondsource.web.showing import refusal

_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST_NAME = 120  # letters of a file's name that are kept; what the file system allows is 255
_MOST_FILES = 500  # in one go; more come as a folder with `secondsource add`
Read = tuple[tuple[Report, ...], Mapping[str, bytes], tuple[Refused, ...]]


@dataclass(slots=True)
class Job:
    """One bringing in, while it runs and after it. Read by pages, written by its thread."""

    id: str
    what: str
    state: str = "reading"
    total: int = 0  # reports found; 0 while they are still looked for
    added: list[Added] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Nothing more will come of it."""
        return self.state in ("done", "failed")

    def seen(self) -> Job:
        """The job as it stands now, which its thread no longer alters.

        The state is read first: what is "done" here then has all its reports, and a page that says
        so, and is not looked at again, lists every one of them.
        """
        state, total = self.state, self.total
        return Job(self.id, self.what, state, total, list(self.added), list(self.refused))


class Jobs:
    """What is being brought in, and what was."""

    def __init__(self, desk: Desk, *, allow_network: bool, settings: WebSettings) -> None:
        """allow_network: an address may be fetched; without it nothing here can."""
        self.desk = desk
        self.settings = settings
        self.fetch = _fetch() if allow_network else None
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()  # one after the other: they write one file

    def start(self, what: str, read: Callable[[], Read], after: Callable[[], None]) -> Job:
        """Begins in a thread of its own; `after` is called at its end."""
        with self._lock:
            job = Job(id=str(len(self._jobs) + 1), what=what)
            self._jobs[job.id] = job
            for old in list(self._jobs)[: -self.settings.kept_jobs]:
                if self._jobs[old].done:
                    self._jobs[old] = Job(id=old, what="an earlier one", state="done")
        threading.Thread(target=self._run, args=(job, read, after), daemon=True).start()
        return job

    def get(self, identity: str) -> Job:
        """The job of that number, as it stands now. Raises NotThereError where there is none."""
        if identity not in self._jobs:
            raise NotThereError(f"nothing was brought in under the number {identity!r}")
        return self._jobs[identity].seen()

    def recent(self) -> list[Job]:
        """The newest first, each as it stands now."""
        return [job.seen() for job in list(self._jobs.values())[::-1]]

    def _run(self, job: Job, read: Callable[[], Read], after: Callable[[], None]) -> None:
        ended = "failed"
        try:
            with self._writing:
                self._bring(job, read)
            ended = "done"
        except SecondsourceError as error:
            job.refused.append(Refused(job.what, str(error)))
        except Exception as error:  # a hostile file must not hang the page that waits for it
            job.refused.append(Refused(job.what, f"{type(error).__name__}: {error}"))
        # Last: whoever reads "done" and goes to the stories finds that a newer brief is due.
        self.desk.look_again()
        job.state = ended
        after()

    def _bring(self, job: Job, read: Callable[[], Read]) -> None:
        """Reads, and adds report by report what could be read."""
        reports, originals, refused = read()
        job.refused += refused
        job.total, job.state = len(reports), "adding"
        arrived = datetime.now(UTC).replace(microsecond=0)
        for added in self.desk.case.adding(reports, originals, arrived):
            job.added.append(added)
        self.desk.case.add((), {}, arrived, refused=refused)


def _read_files(paths: Sequence[str]) -> Read:
    """The reports of these files; the readers are imported when the first file comes."""
    from secondsource.reports import read_originals

    return read_originals(list(paths), settings=ReportSettings())


def _fetch() -> Callable[[str], Read]:
    """Fetches what stands at an address, politely: one fetcher remembers what hosts ask for."""
    from secondsource.fetch import Fetcher, read_address

    fetcher = Fetcher()
    return lambda url: read_address(url, fetcher=fetcher)


def add(asked: Asked) -> Page:
    """Where reports are dropped, pasted or fetched; and what came of it lately."""
    jobs: list[Job] = asked.request.state.jobs.recent()
    fetches = asked.request.state.jobs.fetch is not None
    refused = asked.desk.case.refused()
    return Page(
        "add.html.j2",
        "Add reports",
        lambda: {
            "jobs": [job_row(job) for job in jobs],
            "refused": [{"place": r.place, "reason": r.reason} for r in refused],
        },
        {
            "jobs": jobs,
            "refused": asked.stretch(refused, asked.desk.settings.rows_a_page),
            "fetches": fetches,
            "most": asked.desk.settings.body_bytes // 1_000_000,
        },
    )


def added(asked: Asked) -> Page:
    """How far one bringing in is, what it added and what it refused."""
    jobs: Jobs = asked.request.state.jobs
    job = jobs.get(asked.request.path_params["job"])
    return Page(
        "added.html.j2",
        "Adding",
        lambda: job_row(job),
        {
            "job": job,
            "added": asked.stretch(job.added, asked.desk.settings.reports_a_page),
        },
    )


def job_row(job: Job) -> dict[str, object]:
    """The JSON of a bringing in."""
    return {
        "id": job.id,
        "what": job.what,
        "state": job.state,
        "total": job.total,
        "added": [
            {"report": a.report_id, "version": a.version, "how": a.how, "warnings": a.warnings}
            for a in job.added
        ],
        "refused": [{"place": r.place, "reason": r.reason} for r in job.refused],
    }


def routes(jobs: Jobs) -> list[Route]:
    """Where reports are sent to."""
    ways = {"/add/files": _files, "/add/text": _text, "/add/address": _address}

    def answering(way: Callable[[Request, Jobs], object]) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            try:
                job = await way(request, jobs)  # type: ignore[misc]
            except CaseError as error:
                return refusal(request, jobs.desk, error)
            where = inside("added", job.id)
            if "application/json" in request.headers.get("accept", ""):
                return json_answer({"job": job.id, "page": where})
            return RedirectResponse(where, status_code=303)

        return endpoint

    return [Route(path, answering(way), methods=["POST"]) for path, way in ways.items()]


async def _files(request: Request, jobs: Jobs) -> Job:
    """Files of a form, written to a folder of their own and read from there."""
    folder = tempfile.TemporaryDirectory(prefix="secondsource-")
    given: dict[str, str] = {}
    try:
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES) as form:
            for value in form.getlist("files"):
                if isinstance(value, UploadFile) and value.filename:
                    name = _free(given, value.filename)
                    given[name] = value.filename
                    await run_in_threadpool(Path(folder.name, name).write_bytes, await value.read())
        if not given:
            raise FormError("no file came with the form; choose one, or drop it on the page")
    except BaseException:
        folder.cleanup()
        raise
    paths = [str(Path(folder.name, name)) for name in given]

    def read() -> Read:
        reports, originals, refused = _read_files(paths)
        return reports, originals, tuple(_renamed(r, folder.name, given) for r in refused)

    what = ", ".join(list(given.values())[:2]) + (f" and {len(given) - 2} more" * (len(given) > 2))
    return jobs.start(what, read, folder.cleanup)


def _free(taken: Mapping[str, str], filename: str) -> str:
    """A name that no other file of this upload has, and that leads out of no folder."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    plain = _UNSAFE.sub("_", last)[-_LONGEST_NAME:].lstrip(".- ") or "file"
    stem, dot, kind = plain.partition(".")
    number = 1
    while plain.casefold() in {name.casefold() for name in taken}:
        number += 1
        plain = f"{stem}-{number}{dot}{kind}"
    return plain


def _renamed(refused: Refused, folder: str, given: Mapping[str, str]) -> Refused:
    """The refusal with the name that the person knows, not that of our own copy."""
    place, reason = refused.place, refused.reason
    for name in sorted(given, key=len, reverse=True):
        own = str(Path(folder, name))
        place, reason = place.replace(own, given[name]), reason.replace(own, given[name])
    return Refused(place, reason)


async def _text(request: Request, jobs: Jobs) -> Job:
    """A pasted text with what the person knows of it."""
    form = await read_form(request, jobs.settings)
    most = jobs.settings.field_characters
    text = one(form, "text", most=jobs.settings.pasted_characters)
    if not text:
        raise FormError("the text is empty; paste the words of the report")
    row = {"text": text}
    for name in ("title", "outlet", "byline", "published", "url"):
        value = one(form, name, most=most)
        if value:
            row[name] = value
    row["id"] = _UNSAFE.sub("-", (row.get("outlet") or row.get("title") or "pasted").lower())
    row["id"] = row["id"].strip(" -.").replace(" ", "-")[:_LONGEST_NAME] or "pasted"
    folder = tempfile.TemporaryDirectory(prefix="secondsource-")
    path = Path(folder.name, "pasted.jsonl")
    line = json.dumps(row, ensure_ascii=False) + "\n"
    await run_in_threadpool(path.write_text, line, encoding="utf-8")

    def read() -> Read:
        reports, originals, refused = _read_files([str(path)])
        told = {path.name: "the pasted text"}
        return reports, originals, tuple(_renamed(r, folder.name, told) for r in refused)

    return jobs.start(row.get("title") or "pasted text", read, folder.cleanup)


async def _address(request: Request, jobs: Jobs) -> Job:
    """The page at an address, fetched only where the person who started us allowed it."""
    form = await read_form(request, jobs.settings)
    url = one(form, "url", most=jobs.settings.field_characters)
    fetch = jobs.fetch
    if fetch is None:
        raise FormError(
            "this app opens no connection; start it with --allow-network, or save the page in a "
            "browser and drop the file here"
        )
    if not url:
        raise FormError("the address is empty; paste it")
    return jobs.start(url, lambda: fetch(url), lambda: None)
