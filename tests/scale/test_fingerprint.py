"""The compiled fingerprints are those of the plain path, to the bit."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secondsource.candidates.find import fingerprints
from secondsource.model import Report
from secondsource.scale.fingerprint import Fingerprinter, plain_prints, plain_terms
from secondsource.settings import CandidateSettings
from secondsource.text import mark_reports

pytest.importorskip("numba", reason="the archive kernels need the extra 'scale'")

PLAIN = CandidateSettings()
TEXTS = st.text(
    st.sampled_from("aBcé’' 1,.:_-ßİıΣσςﬁ½²\u0301日😀\ud800K") | st.characters(), max_size=80
)


@pytest.fixture(scope="module")
def printer() -> Fingerprinter:
    return Fingerprinter(settings=PLAIN)


@given(st.lists(TEXTS, max_size=4), st.integers(1, 6), st.integers(1, 5))
@example(["it’s 1,700.5 rock'n'roll a_b 3.x 4' '5"], 1, 1)
@example(["Σας ΣΑΣ", "a" * 300, ""], 1, 1)  # a letter in context; a word too long for the kernel
@example(["a" * 128 + " " + "é" * 64, "é" * 65, "a" * 8 + " " + "a" * 9], 2, 1)
@settings(deadline=None, max_examples=150)
def test_the_kernel_equals_its_slow_twin(texts, size, window):
    chosen = CandidateSettings(gram_words=size, window=window)
    made = Fingerprinter(settings=chosen, lead_words=3).of(texts)
    slow = [plain_prints(text, settings=chosen) for text in texts]
    assert made.counts.tolist() == [len(prints) for prints, _ in slow]
    assert made.prints.tolist() == [p for prints, _ in slow for p in prints.tolist()]
    assert made.places.tolist() == [p for _, places in slow for p in places.tolist()]
    terms = [plain_terms(text, lead_words=3) for text in texts]
    assert made.term_counts.tolist() == [len(found) for found, _ in terms]
    assert made.terms.tolist() == [t for found, _ in terms for t in found.tolist()]
    assert made.times.tolist() == [n for _, times in terms for n in times.tolist()]


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
@example([("Ferry aground", "The ferry ran aground."), ("Σας", "one two"), ("one", "Σας two")])
@settings(deadline=None, max_examples=60)
def test_words_of_a_title_are_terms_of_the_lead_and_in_no_fingerprint(pairs):
    texts = [text for _, text in pairs]
    printer = Fingerprinter(settings=PLAIN, lead_words=3)
    made = printer.of(texts, titles=[title for title, _ in pairs])
    assert made.prints.tolist() == printer.of(texts).prints.tolist()
    terms = [plain_terms(text, lead_words=3, title=title) for title, text in pairs]
    assert made.terms.tolist() == [t for found, _ in terms for t in found.tolist()]
    assert made.times.tolist() == [n for _, times in terms for n in times.tolist()]
    first = plain_terms("one two three four", lead_words=2, title="One")[1]
    assert first.tolist() == [4, 2, 1, 1]


def test_a_report_of_plain_body_has_the_fingerprints_that_check_uses(printer):
    text = (
        "The ferry Halvmane ran aground on the Tarsk reef before dawn on Tuesday, spilling forty "
        "tonnes of diesel into the sound. It’s the 3rd wreck there since 1,995 were counted."
    )
    (marked,) = mark_reports([Report(id="a", text=text)])
    assert (
        np.unique(printer.of([text]).prints).tolist()
        == fingerprints(marked, settings=PLAIN).tolist()
    )


def test_check_never_imports_numba():
    asked = (
        "import sys, secondsource.pipeline, secondsource.cli; "
        "sys.exit(any(name.split('.')[0] in ('numba', 'llvmlite') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
