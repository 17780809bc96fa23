"""Settings of what reads single reports: reports, text and statements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """Limits on what is read; they hold for every input."""

    max_bytes: int = 20_000_000  # one document, after expansion
    max_ratio: int = 100  # expanded bytes to packed bytes, above 1 MB
    ratio_from: int = 1_000_000  # bytes; small files may well expand more than 100:1
    max_depth: int = 4  # archives inside archives, folders not counted
    max_control_share: float = 0.02  # control bytes of a text; random bytes have about 0.1
    min_title_words: int = 4  # shorter lines are names, sections and buttons more often
    head_chars: int = 4_000  # a headline's words come again within so much of the text
    max_title_words: int = 25  # the longest headlines of the development reports have 22
    min_body_words: int = 12  # a line this long below it makes a short line a headline
    head_paragraphs: int = 8  # a title, a byline and a date stand among the first of them
    max_date_line: int = 64  # characters; longer lines are never handed to a date parser
    min_main_share: float = 0.2  # of the words in real paragraphs; less, and text was lost
    min_real_words: int = 20  # a paragraph this long is no menu
    max_tree_chars: int = 5_000_000  # a longer page is scanned only: a tree of it takes too long
    max_tags: int = 40_000  # about 2 s of CPU; saved news pages have some thousands
    max_attributes: int = 1_000  # of one tag
    max_links: int = 1_000  # addresses kept of one page
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

    max_gap_units: int = 4  # sentences back to the last speaker of a quotation without a cue
    min_fragment_words: int = 3  # of quoted words inside an indirect statement: a quotation too
    # Confidence by pattern: share of the finds of PolNeAR train with right content and speaker.
    behind: float = 0.97  # “Q,” X said
    unlisted: float = 0.85  # “Q,” X fumed: a verb that no list knows
    ahead: float = 0.85  # X said: “Q”
    colon: float = 0.75  # X: “Q”
    continued: float = 0.88  # “Q” right behind somebody's words
    distant: float = 0.5  # “Q” with nobody near
    fragment: float = 0.8  # X said it was “quoted words here”
    loose: float = 0.5  # “quoted words,” with no cue of their own
    parenthetical: float = 0.85  # C, X said
    according: float = 0.9  # according to X
    clause: float = 0.65  # X said that C
    passive: float = 0.7  # X is believed to have done
    reported: float = 0.5  # X has reportedly done
    heading: float = 0.4  # X: C, in a heading
    noun: float = 0.45  # X's claim that C
    figure: float = 0.6  # X put the toll at nine; set by hand, too rare there to be measured
    # Rules and trained tagger together; chosen on PolNeAR dev.
    unsure: float = 0.5  # confidence below this is shown as "unsure": more often wrong than right
    seconded: float = 0.2  # of what a confidence lacks to 1, added where rules and tagger agree
    unseconded: float = 0.1  # confidence of a quotation of the rules that the tagger passes over
    plain: float = 0.85  # confidence of the rules from which they name another than the tagger
    surer: float = 0.1  # so much more than the tagger's
    disputed: float = 0.6  # at most, of a quotation for which the two name different speakers
    cutting: float = 0.35  # below it what is said does not cut a sentence into claims
    inner: float = 0.25  # of a statement inside another's, which the tagger does not mark
    shared: float = 0.5  # of a content's characters, in which two statements are one
    sure: float = 0.75  # confidence of the tagger, above which its cuts are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggerSettings:
    """How the trained tagger reads; chosen on a quarter of the development split."""

    window: int = 256  # pieces a run: as long as in training, longer ones cost 3 points of F1
    # Word pieces of one text that the network reads, whole sentences from the first (about 9,000
    # words); rules alone read on. News has up to 1,500 words, long reads of magazines 10,000; so
    # many take some 2 CPU seconds, and a megabyte without a limit took 20 to 60.
    most_pieces: int = 12_000
    margin: int = 24  # pieces of context on each side of what a run labels; 48 found no more
    # Share of the network's number in that of certainty, the rest is the rules'; chosen on a tenth
    # of UDS-IH2's training split and on MEANTIME.
    heard: float = 0.8
    heard_negated: float = 0.4  # the same where the rules read a negation
    kept_texts: int = 4  # texts whose scores are kept: body and headline of a report and the next
    threads: int = 2  # windows of a text that are run side by side
    penalty: float = 2.0  # nats, for a span that opens right behind one of its own kind
    name_penalty: float = 1.0  # the same for names, which do stand side by side in lists
    outside: float = 0.0  # nats taken off "no part of a statement": above 0 finds more
    name_outside: float = 0.0  # the same for "no part of a name"
    english: float = 0.3  # share of common English words; below it the language is looked up
    language_words: int = 400  # so many words are enough to tell a language
    least_words: int = 20  # a text shorter than this is not judged
