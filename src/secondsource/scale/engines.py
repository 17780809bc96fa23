"""Who runs the tasks of an archive job: this machine's processes, Daft, or Daft on a Ray cluster.

A task reads whole files and writes whole files, so an engine is handed no data: it runs a task for
some numbers, each at least once, and comes back when all are done. A task that ran twice wrote the
same bytes in the same place. So all engines give the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import Any, Protocol

from secondsource import errors
from secondsource.errors import EngineError, ExtraNeededError, SecondsourceError, SettingsError
from secondsource.scale.tasks import Job

Task = Callable[[Job, int], None]
# Daft reports its import and its runs to two addresses, Ray its use to a third: all off, before
# the import and in every worker. The other two silence progress bars.
_QUIET = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "SCARF_NO_ANALYTICS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_TQDM": "0",
}
# Threads would change the last bits of a sum with the number of cores.
_IN_WORKERS = {**_QUIET, "OPENBLAS_NUM_THREADS": "1"}
_EXTRA = "pip install 'secondsource[scale]'"
_GO_ON = "what is done is kept: the same command with the same --work goes on from there"
_HERE = "127.0.0.1"
_TRIES_AGAIN = 2  # of a step, when Daft gives up; what was done is not done again


class Engine(Protocol):
    """Runs tasks."""

    def map(self, task: Task, job: Job, numbers: Sequence[int]) -> None:
        """Runs the task for every number, at least once; comes back when all are done.

        Raises what a task raises, and EngineError where the engine itself gives up.
        """


def open_engine(name: str, *, workers: int = 1) -> AbstractContextManager[Engine]:
    """The engine of that name, with so many processes of this machine (a cluster has its own).

    Raises SettingsError for a name that does not exist, ExtraNeededError where it needs a package
    that is not there.
    """
    if name not in ENGINES:
        raise SettingsError(f"no engine {name!r}; there are: {', '.join(ENGINES)}")
    if workers < 1:
        raise SettingsError(f"{workers} workers do nothing; expected 1 or more")
    _needs_numba()
    return ENGINES[name](workers)


def _needs_numba() -> None:
    try:
        import numba  # noqa: F401
    except ImportError as error:
        raise ExtraNeededError(f"archives need numba; install it with: {_EXTRA}") from error


class _InThisProcess:
    """One task after the other."""

    def map(self, task: Task, job: Job, numbers: Sequence[int]) -> None:
        for number in numbers:
            task(job, number)


@dataclass(frozen=True, slots=True)
class _InPool:
    """The tasks of a step spread over processes."""

    pool: ProcessPoolExecutor

    def map(self, task: Task, job: Job, numbers: Sequence[int]) -> None:
        try:
            for done in [self.pool.submit(task, job, number) for number in numbers]:
                done.result()
        except BrokenProcessPool as error:
            raise EngineError(
                f"a process was killed (is there memory enough?); {_GO_ON}"
            ) from error


@contextmanager
def _local(workers: int) -> Iterator[Engine]:
    """This process where one is enough, else a pool of new ones."""
    if workers == 1:
        yield _InThisProcess()
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield _InPool(pool)


@dataclass(frozen=True, slots=True)
class _InDaft:
    """A table of numbers, and a column of what became of each; a row is one task."""

    daft: Any
    name: str

    def map(self, task: Task, job: Job, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        attempt = partial(_told, task, _anywhere(job))
        for last in (*[False] * _TRIES_AGAIN, True):
            try:
                told = self._run(attempt, numbers)
                break
            except Exception as error:  # whatever one of their many layers raises
                if last:
                    raise EngineError(
                        f"the engine {self.name} gave up: {str(error)[:500]}; {_GO_ON}"
                    ) from error
        _raise_first(told)
        if len(told) != len(numbers):
            raise EngineError(f"{self.name} answered for {len(told)} tasks of {len(numbers)}")

    def _run(self, attempt: Callable[[int], str], numbers: Sequence[int]) -> list[str]:
        """What became of each task. Each runs in a process of Daft's, as Python's lock binds."""
        daft, table = self.daft, self.daft.from_pydict({"number": list(numbers)})
        chosen = {"return_dtype": daft.DataType.string(), "use_process": True}
        if self.name == "ray":
            # A partition is what one worker takes at a time, and what is done again if it is lost.
            table = table.into_partitions(len(numbers))
        else:
            table = table.into_batches(1)
        run = daft.func(lambda number: attempt(number), **chosen)
        told: list[str] = table.select(run(table["number"]).alias("told")).to_pydict()["told"]
        return told


def _anywhere(job: Job) -> Job:
    """The job with paths that mean the same in another process's folder."""
    shards = tuple(path.absolute() for path in job.shards)
    return replace(job, shards=shards, folder=job.folder.absolute())


def _told(task: Task, job: Job, number: int) -> str:
    """Runs a task; empty, or an error of ours in words, so that no engine wraps it in its own."""
    try:
        task(job, number)
    except SecondsourceError as error:
        return f"{type(error).__name__}:{error}"
    return ""


def _raise_first(told: Iterable[str]) -> None:
    for one in filter(None, told):
        kind, _, words = one.partition(":")
        raise getattr(errors, kind)(words)


@contextmanager
def _daft(workers: int) -> Iterator[Engine]:
    """Daft within this process, which starts others for the tasks."""
    daft = _imported("daft")
    _set_runner(daft, "native", lambda: daft.set_runner_native(num_threads=workers))
    yield _InDaft(daft, "daft")


@contextmanager
def _ray(workers: int) -> Iterator[Engine]:
    """Daft on the Ray cluster that RAY_ADDRESS names; without it, on one begun here."""
    ray, daft = _imported("ray"), _imported("daft")
    if not ray.is_initialized():
        given: dict[str, Any] = {"runtime_env": {"env_vars": _IN_WORKERS}, "log_to_driver": False}
        if not os.environ.get("RAY_ADDRESS"):
            given |= {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": _HERE}
        ray.init(**given)
    _set_runner(daft, "ray", daft.set_runner_ray)
    # Ray is left open: Daft takes one runner a process, and would not find a second cluster.
    yield _InDaft(daft, "ray")


def _imported(name: str) -> Any:
    """The package, imported where it reports nothing to anybody."""
    from importlib import import_module

    os.environ.update(_QUIET)
    try:
        return import_module(name)
    except ImportError as error:
        raise ExtraNeededError(
            f"this engine needs {name}; install it with: {_EXTRA}; or take --engine local"
        ) from error


def _set_runner(daft: Any, name: str, choose: Callable[[], object]) -> None:
    """Makes Daft run so; a process cannot change it later."""
    try:
        choose()
    except (RuntimeError, ValueError) as error:
        if daft.get_or_infer_runner_type() != name:
            raise SettingsError(
                "Daft runs otherwise in this process already, and cannot change; take one engine "
                "a process"
            ) from error


ENGINES: Mapping[str, Callable[[int], AbstractContextManager[Engine]]] = {
    "local": _local,
    "daft": _daft,
    "ray": _ray,
}
