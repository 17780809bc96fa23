"""The fingerprints of a live feed's open reports: which of them share a passage with a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.errors import ReportError
from secondsource.scale.files import write_whole
from secondsource.settings import ArchiveSettings, CandidateSettings

Keys = NDArray[np.uint64]
Small = NDArray[np.int32]
_FIRST = 1_024  # reports, outlets and lines that a new index has room for
_FORM = "prints 1"  # changes when the arrays of a saved index change what they hold
_KEYS_A_PLACE = 8  # keys that a place of a segment's directory leads to
_MERGED = 4  # a segment less than so many times as large as the next is merged with it
MOST_SEGMENTS = 16  # each is four times the next, so these are more than there are reports for
_KEY_BITS = 64
_ARRAYS = (
    "keys ends directories directory_begins bits head chain slots outlets outlet_sizes lines"
).split()
_COUNTS = "n_reports n_segments n_head n_lines".split()


class PrintIndex:
    """Fingerprints of open reports, and the lines that each outlet prints under everything.

    An outlet's line is learned when ten of its reports and a tenth of them have it, and from then
    on neither kept nor looked up. A fingerprint of many stories counts within a story only.
    """

    def __init__(
        self,
        *,
        settings: ArchiveSettings = ArchiveSettings(),
        candidates: CandidateSettings = CandidateSettings(),
    ) -> None:
        from secondsource.scale import feed_kernels, joining

        self._kernels, self._sort = feed_kernels, joining.sort_keys
        self._settings, self._candidates = settings, candidates
        self.n_reports = self.n_segments = self.n_head = self.n_lines = 0
        self.keys: Keys = np.zeros(0, dtype=np.uint64)
        self.ends = np.zeros(MOST_SEGMENTS, dtype=np.int64)
        self.directories: Small = np.zeros(0, dtype=np.int32)
        self.directory_begins = np.zeros(MOST_SEGMENTS + 1, dtype=np.int64)
        self.bits: Small = np.zeros(MOST_SEGMENTS, dtype=np.int32)
        self.head: Keys = np.zeros(settings.head_prints, dtype=np.uint64)
        self.chain: Small = np.zeros(settings.head_prints, dtype=np.int32)
        slots = 1 << (settings.head_prints - 1).bit_length()
        self.slots: Small = np.full(slots, -1, dtype=np.int32)
        self.outlets: Small = np.zeros(_FIRST, dtype=np.int32)
        self.outlet_sizes: Small = np.zeros(_FIRST, dtype=np.int32)
        self.lines: Keys = np.zeros(_FIRST, dtype=np.uint64)
        self._make_rooms()

    def _make_rooms(self) -> None:
        """Buffers that hold nothing between two reports."""
        size = len(self.outlets)
        self._state = np.zeros((size, self._kernels.COLUMNS), dtype=np.int32)
        self._touched, self._reports, self._shared = (
            np.zeros(size, dtype=np.int32) for _ in range(3)
        )
        self._room = self._kernels.Room(
            state=self._state,
            touched=self._touched,
            found=np.zeros(self._settings.most_looked_at, dtype=np.int32),
            reports=self._reports,
            shared=self._shared,
        )

    def _limits(self) -> Any:
        chosen = self._settings
        return self._kernels.Limits(
            gram=self._candidates.gram_words,
            gap=chosen.max_gap,
            passage=chosen.min_passage,
            scattered=chosen.min_scattered,
            distinct=chosen.min_distinct,
            few=chosen.few_groups,
            line_least=chosen.boilerplate_least,
            line_share=chosen.boilerplate_share,
        )

    def _held(self) -> Any:
        return self._kernels.Held(
            keys=self.keys,
            ends=self.ends,
            directories=self.directories,
            directory_begins=self.directory_begins,
            bits=self.bits,
            n_segments=self.n_segments,
            head=self.head,
            chain=self.chain,
            slots=self.slots,
        )

    def add(
        self, prints: Keys, places: Small, *, outlet: int, story: int, stories: Small
    ) -> tuple[Small, Small]:
        """The open reports that share a passage with a new one, and how many fingerprints.

        prints, places: as a `Fingerprinter` gives them. outlet: a number, -1 if not known. story:
        of the new report; stories: of each open one.
        """
        self._make_room(len(prints), outlet)
        if outlet >= 0:
            self.outlet_sizes[outlet] += 1
        kept, lines = np.empty_like(prints), np.empty_like(prints)
        found, n_kept, n_lines = self._kernels.find_candidates(
            prints,
            places,
            outlet,
            int(self.outlet_sizes[outlet]) if outlet >= 0 else 0,
            story,
            self._held(),
            self._kernels.Known(self.outlets, stories, self.lines),
            self._limits(),
            self._room,
            kept,
            lines,
        )
        self._keep(kept[:n_kept], lines[:n_lines], outlet)
        order = np.argsort(self._reports[:found])
        return self._reports[:found][order], self._shared[:found][order]

    def _keep(self, prints: Keys, lines: Keys, outlet: int) -> None:
        """Puts the new report's postings, and new lines of its outlet, into the index."""
        if 2 * (self.n_lines + len(lines)) > len(self.lines):
            known = self.lines[self.lines > 0]
            room = 4 * (len(known) + len(lines))
            self.lines = np.zeros(1 << room.bit_length(), dtype=np.uint64)
            self._kernels.remember(known, self.lines)
        self.n_lines += int(self._kernels.remember(lines, self.lines))
        self.n_head = self._kernels.put_in_head(
            prints, self.n_reports, self.head, self.n_head, self.chain, self.slots
        )
        self.outlets[self.n_reports] = outlet
        self.n_reports += 1

    def _make_room(self, new_prints: int, outlet: int) -> None:
        if self.n_head + new_prints > len(self.head):
            self._empty_head()
        if new_prints > len(self.head):
            self.head = np.zeros(2 * new_prints, dtype=np.uint64)
            self.chain = np.zeros(2 * new_prints, dtype=np.int32)
        if self.n_reports == len(self.outlets):
            self.outlets = np.concatenate((self.outlets, np.zeros_like(self.outlets)))
            self._make_rooms()
        while outlet >= len(self.outlet_sizes):
            self.outlet_sizes = np.concatenate((self.outlet_sizes, self.outlet_sizes * 0))

    def _empty_head(self) -> None:
        """Makes the head's postings a segment, and one with those before it of like size."""
        fresh = self.head[: self.n_head].copy()
        nothing = np.zeros(0, dtype=np.uint16)
        self._sort(fresh, nothing, np.empty_like(fresh), nothing, 0, _KEY_BITS)
        end = self._end()
        if end + len(fresh) > len(self.keys):
            room = np.zeros((end + len(fresh)) * 3 // 2, dtype=np.uint64)
            room[:end] = self.keys[:end]
            self.keys = room
        self.keys[end : end + len(fresh)] = fresh
        self.ends[self.n_segments] = end + len(fresh)
        self.n_segments += 1
        while self.n_segments > 1 and self._size(-2) < _MERGED * self._size(-1):
            begin = self.ends[self.n_segments - 3] if self.n_segments > 2 else 0
            middle, end = self.ends[self.n_segments - 2 : self.n_segments]
            spare = np.empty(end - middle, dtype=np.uint64)
            self._kernels.merge_last(self.keys, begin, middle, end, spare)
            self.n_segments -= 1
            self.ends[self.n_segments - 1] = end
        self._direct()
        self.slots[:] = -1
        self.n_head = 0

    def _direct(self) -> None:
        """Makes the directory of the last segment."""
        last = self.n_segments - 1
        size = self._size(-1)
        bits = max(1, (size // _KEYS_A_PLACE).bit_length())
        directory = np.empty((1 << bits) + 1, dtype=np.int32)
        begin = self.directory_begins[last]
        self._kernels.directory_of(self.keys[self._end() - size : self._end()], bits, directory)
        if begin + len(directory) > len(self.directories):
            room = np.zeros((begin + len(directory)) * 3 // 2, dtype=np.int32)
            room[:begin] = self.directories[:begin]
            self.directories = room
        self.directories[begin : begin + len(directory)] = directory
        self.directory_begins[last + 1] = begin + len(directory)
        self.bits[last] = bits

    def _end(self) -> int:
        return int(self.ends[self.n_segments - 1]) if self.n_segments else 0

    def _size(self, segment: int) -> int:
        """Keys of a segment, counted from the last one, -1."""
        at = self.n_segments + segment
        return int(self.ends[at] - (self.ends[at - 1] if at else 0))

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays, buffers and the room for what is still to come among them."""
        kept = sum(getattr(self, name).nbytes for name in _ARRAYS)
        return int(kept + self._state.nbytes + 3 * self._touched.nbytes)

    def save(self, path: Path) -> None:
        """Writes the index to a file (.npz), whole or not at all."""
        found: dict[str, Any] = {name: getattr(self, name) for name in (*_ARRAYS, *_COUNTS)}
        found["keys"] = self.keys[: self._end()]
        found["directories"] = self.directories[: self.directory_begins[self.n_segments]]
        found["form"] = f"{_FORM} {self._settings} {self._candidates}"
        write_whole(path, lambda out: np.savez(out, **found))

    @classmethod
    def load(
        cls,
        path: Path,
        *,
        settings: ArchiveSettings = ArchiveSettings(),
        candidates: CandidateSettings = CandidateSettings(),
    ) -> PrintIndex:
        """The index that was saved. Raises ReportError for one of another form or settings."""
        index = cls(settings=settings, candidates=candidates)
        with np.load(path, allow_pickle=False) as given:
            if str(given["form"]) != f"{_FORM} {settings} {candidates}":
                raise ReportError(
                    f"{path}: was saved with other settings or another version; add its reports "
                    "to a new index"
                )
            for name in _COUNTS:
                setattr(index, name, int(given[name]))
            for name in _ARRAYS:
                setattr(index, name, given[name])
        index._make_rooms()
        return index
