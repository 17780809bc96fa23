"""Settings of what stands beside the stages: how a brief is shown, plain tables, archives."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.settings.joining import SURE_LIKENESS


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSettings:
    """How much a brief shows at once. Not part of `Settings`: it changes no result."""

    columns: int = 80  # of a terminal; the width that every terminal has
    context_characters: int = 160  # before and after a passage; about two lines of 80
    most_claims: int = 12  # shown on the terminal without --all; about two screens
    most_conflicts: int = 12  # the same
    most_reports: int = 12  # the same; the page and the tables name all
    collated_reports: int = 12  # columns of the side-by-side table; more cannot be read
    marked_share: float = 0.6  # of a sentence; where more differs, marks would hide the words
    passage_characters: int = 400  # of a passage in a list; a long paragraph is cut
    sure_likeness: float = SURE_LIKENESS  # below it a mention is listed apart: it counts for little
    longest_id: int = 40  # characters of a report's id; a longer one is called by its outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighSettings:
    """How plain tables are weighed; the values were set on development days of a flights table."""

    rounds: int = 12  # dependence and truth in turn; little moves after the eighth
    strict_rounds: int = 3  # at the first sharpness; then it is halved every round
    first_sharpness: float = 24.0  # exponent of shared errors: 0.9 shared divides votes by 1.08
    last_sharpness: float = 1.5  # 0.9 shared divides votes by 1.85
    least_likeness: float = 0.1  # less divides no votes: outlets share that much by chance
    steps: int = 20  # of accuracies and values within a round
    same_errors: float = 0.9  # share of two outlets' errors that dependent ones have in common
    min_errors: int = 5  # fewer show nothing
    error_smoothing: float = 0.25  # errors added to the count of all, none shared
    max_claims: int = 200  # items with more claims are passed over when outlets are compared
    wrong_values: float = 4.0  # wrong values that an item offers to choose from
    accuracy_prior: float = 0.8  # of an outlet nothing is known of (Dong et al. 2009)
    prior_claims: float = 1.0  # claims that the prior is worth
    accuracy_floor: float = 0.02
    accuracy_ceiling: float = 0.99  # nobody is always right


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSettings:
    """How an archive of up to millions is read; set on made corpora with known copies.

    Not part of `Settings`: a brief of a few reports reads none of it.
    """

    chunk_reports: int = 8_192  # of one task that makes fingerprints
    batch_reports: int = 256  # texts handed to the kernel at once: about 2 MB
    bucket_bits: int = 6  # top bits of a fingerprint: 64 buckets, 35 MB each at a million
    block_bits: int = 14  # reports (2**14) whose pairs are counted together
    hits_at_once: int = 4_000_000  # of the buffer for shared fingerprints: 32 MB
    light: int = 8  # reports that hold a fingerprint, up to which all of them are linked
    reach: int = 2  # above it, only with so many that were published next
    few_groups: int = 4  # groups with one fingerprint, above which it is a phrase of the language
    most_in_group: int = 400  # reports with it, of which all are paired; above it, `wide_reach`
    wide_reach: int = 16
    boilerplate_least: int = 10  # reports of an outlet that print a fingerprint
    boilerplate_share: float = 0.1  # and their share of the outlet's reports
    max_gap: int = 12  # words between two fingerprints of one passage; a changed word costs 9
    min_passage: int = 11  # words of a passage: the formulas of news have fewer
    min_scattered: int = 24  # words in all, where edits left no passage whole
    min_distinct: int = 6  # words under two fingerprints or more that no other group uses
    # Stories: how words are weighed, and which reports are near; grouped as `StorySettings` has it.
    lead_words: int = 75  # of the lead, which count twice: 450 characters
    imagined: int = 40  # reports thought into an archive that has only begun
    terms: int = 40  # of a report by which near ones are found, the weightiest
    story_terms: int = 80  # of a report that are compared with those of a near one
    window_days: float = 90.0  # before a report, in which near ones are looked for
    most_held: int = 2_000  # reports with one word that are looked at, the last ones
    nearest: int = 8  # of a report that are kept: what hangs together is a block
    near_least: float = 0.05  # cosine of near reports, by the words they are found by
    derived_reports: int = 200  # of a part whose derivations are one task: about half a minute
    block_reports: int = 500  # of a block; a larger one is cut where it hangs together least
    part_reports: int = 16_384  # of a task that groups blocks
    # A live feed, a report at a time.
    story_days: float = 30.0  # before a report, of the reports that it is compared with
    group_least: float = 0.07  # mean cosine of two groups, below which they are not joined
    story_least: float = 0.1  # mean cosine with a story's reports, below which none is joined
    head_prints: int = 65_536  # fingerprints that came last, before they are sorted away
    most_looked_at: int = 256  # reports with one fingerprint that are looked at, the last ones
