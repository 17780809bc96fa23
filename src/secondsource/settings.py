"""Every number that a stage reads, with its unit and where it comes from; one class per stage."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from json import dumps


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """Limits on what is read; they hold for every input."""

    max_bytes: int = 20_000_000  # one document, after expansion
    max_ratio: int = 100  # expanded bytes to packed bytes, above 1 MB
    ratio_from: int = 1_000_000  # bytes; small files may well expand more than 100:1
    max_depth: int = 4  # archives inside archives, folders not counted
    max_control_share: float = 0.02  # control bytes of a text; random bytes have about 0.1
    max_title_words: int = 25  # the longest headlines of the development reports have 22
    head_paragraphs: int = 8  # a title, a byline and a date stand among the first of them
    max_date_line: int = 64  # characters; longer lines are never handed to a date parser
    min_main_share: float = 0.2  # of the visible text; less, and main text was lost
    max_date_gap_days: int = 365  # stated dates further apart than this are warned of


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSettings:
    """What counts as boilerplate and as a repeated block."""

    min_repeat_words: int = 8  # a block shorter than this may stand twice by chance
    head_paragraphs: int = 8  # title, date, byline and caption names stand among the first
    tail_paragraphs: int = 8  # an author's note and the page's foot stand among the last
    max_name_words: int = 5  # words of a line that is only a name
    min_outlet_reports: int = 3  # a line of the page recurs in at least so many of its outlet
    max_outlet_share: float = 0.5  # reports that share more are versions of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundSettings:
    """How surprising words are; fixed with the shipped table, so no run changes them."""

    unknown_bits: float = 24.0  # a word beyond the table, whose last words have 22
    number_bits: float = 6.0  # that a number stands here: one word in 64 of news
    digit_bits: float = 3.3  # one of ten digits
    zero_bits: float = 1.0  # closing zeros: people round
    year_bits: float = 10.0  # 1900 to 2099
    next_word: float = 0.5  # a word of a run, of its bits alone: English has about 1 bit a
    # letter in running text where single words have 2 (Shannon 1951; Brown et al. 1992)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSettings:
    """How statements are found by rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettings:
    """Fingerprints: winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When two reports tell of one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSettings:
    """When two names are one speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentSettings:
    """When passages are reused, quotations the same, claims the same."""

    # Reuse: gaps in words, weights in bits of surprise; set on the development cases.
    seed_words: int = 3  # equal words in a row that start a passage
    seed_pairs: int = 16  # pairings of one seed; above it the n-th stands with the n-th
    max_gap: int = 15  # words between two equal runs of one passage, on either side
    gap_bits: float = 2.0  # cost of a word in a gap, about half of the commonest words' bits
    max_word_bits: float = 16.0  # no single word makes a passage
    min_passage_words: int = 5  # equal words in a passage: fewer is a name or a phrase
    min_passage_bits: float = 40.0  # about four middling words
    quoted_share: float = 0.8  # of a quoted passage's words, between marks ("he said" may stay)
    pair_share: float = 0.4  # of the shorter sentence's words, that a pair has in common
    rewrite_share: float = 0.3  # of the lighter sentence's bits, between two paired neighbours
    rewrite_window: int = 8  # unpaired sentences in a row that are still looked at, on each side

    # Claims: weights are bits of surprise of a word, shares lie in [0, 1]; the values were set on
    # the development cases.
    copy_similarity: float = 0.6  # sentences this alike state the same claims
    max_term_bits: float = 16.0  # no single word decides alone
    same_claim: float = 0.45  # least overlap of two clauses that state one claim
    min_shared_bits: float = 10.0  # least surprise of what two clauses share
    root_letters: int = 5  # words with this beginning in common are akin
    root_worth: float = 0.8  # how much kin counts, against 1 for the same stem
    vector_floor: float = 0.45  # cosine of two words below which they share nothing
    vector_worth: float = 0.75  # most that a word of like meaning counts, against 1 for the same
    average_share: float = 0.8  # of `same_claim`, that two groups must reach on average
    proposals: int = 12  # clauses compared with one: so many by shared words, so many by meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """Bits of evidence for and against that one report derives from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborationSettings:
    """How origins and speakers are counted, and when values contradict each other."""

    # Counting. Bits are shown in the waterfall of a count; they were set so that they rank as a
    # reader would: a channel named for the statement above one named elsewhere.
    least_probability: float = 0.5  # of a derivation that a chain may follow
    sure_probability: float = 0.9  # below it a copy may be an origin of its own at the high end
    credit_bits: float = 6.0  # a channel named with the statement, or for the whole report
    shared_credit_bits: float = 2.0  # a channel that several carriers name, for other statements
    post_bits: float = 4.0  # the same post or handout


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSettings:
    """How much a brief shows at once. Not part of `Settings`: it changes no result."""

    columns: int = 80  # of a terminal; the width that every terminal has
    context_characters: int = 160  # before and after a passage; about two lines of 80
    most_claims: int = 12  # shown on the terminal without --all; about two screens
    most_conflicts: int = 12  # the same
    collated_reports: int = 12  # columns of the side-by-side table; more cannot be read
    passage_characters: int = 400  # of a passage in a list; a long paragraph is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one run; hashed into the manifest."""

    reports: ReportSettings = field(default_factory=ReportSettings)
    text: TextSettings = field(default_factory=TextSettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    candidates: CandidateSettings = field(default_factory=CandidateSettings)
    stories: StorySettings = field(default_factory=StorySettings)
    speakers: SpeakerSettings = field(default_factory=SpeakerSettings)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    derivation: DerivationSettings = field(default_factory=DerivationSettings)
    corroboration: CorroborationSettings = field(default_factory=CorroborationSettings)

    def fingerprint(self) -> str:
        """SHA-256 of all settings, for the manifest."""
        return hashlib.sha256(dumps(asdict(self), sort_keys=True).encode()).hexdigest()
