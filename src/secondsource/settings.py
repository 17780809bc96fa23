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


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggerSettings:
    """How the trained tagger reads; chosen on a quarter of the development split."""

    window: int = 256  # pieces a run: as long as in training, longer ones cost 3 points of F1
    margin: int = 48  # pieces of context on each side of what a run labels
    threads: int = 2  # of one session; spinning is off, so that a busy machine is shared
    penalty: float = 2.0  # nats, for a span that opens right behind one of its own kind
    name_penalty: float = 1.0  # the same for names, which do stand side by side in lists
    outside: float = 0.0  # nats taken off "no part of a statement": above 0 finds more
    name_outside: float = 0.0  # the same for "no part of a name"
    english: float = 0.3  # share of common English words; below it the language is looked up
    language_words: int = 400  # so many words are enough to tell a language
    least_words: int = 20  # a text shorter than this is not judged


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettings:
    """Fingerprints: winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003)."""

    gram_words: int = 5  # words of one fingerprint: shorter runs are common phrases
    window: int = 4  # fingerprints in a row of which the least is kept: a run of 8 is never missed
    min_shared: int = 2  # fingerprints that make a candidate: one may be a name or a title
    max_holders: int = 200  # reports with one fingerprint, above which only neighbours are paired


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When two reports tell of one event."""

    # Set on ECB+ train and the Giveme5W1H clusters, checked on ECB+ dev and the cases.
    lead_chars: int = 450  # the lead: so many characters from where the body begins
    lead_weight: float = 2.0  # of a word in the lead or the title, against 1 in the body
    name_weight: float = 1.5  # of a word written with a capital
    imagined: int = 40  # reports of the background that are thought into every pile
    report_words: int = 300  # words of an imagined report
    digits: int = 9  # of a likeness that count: beyond them, sums hang on the machine's threads
    idf_power: float = 1.25  # above 1, rare words count for more
    # Share of each view in the likeness; fitted by logistic regression, then rounded.
    all_weight: float = 7.4
    names_weight: float = 5.0
    lead_only_weight: float = 5.2
    numbers_weight: float = 2.2
    others_weight: float = 1.2
    shared_worth: float = 0.1  # likeness that a long shared passage adds
    shared_half: float = 4.0  # fingerprints in common that bring half of it
    rare_name_bits: float = 20.0  # surprise of a name from which on it tells one event
    rare_name_worth: float = 0.05  # likeness that it adds where the days are the same
    near_days: float = 2.0  # published closer than that is as good as the same day
    half_days: float = 3.0  # beyond it, days in which half of the loss has come
    far_worth: float = 0.7  # of the likeness that is left at any distance: dates are often wrong
    most: float = 0.6  # likeness above which two reports count as equally near
    least: float = 0.07  # mean likeness below which nothing is joined
    crowd: int = 3  # reports from which on a group has a density of its own
    crowd_ratio: float = 0.55  # of two groups' densities, that the likeness between must reach
    settled: int = 2  # reports from which on a group looks at who joins
    joiner_ratio: float = 0.33  # of a group's density, that a newcomer must reach


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSettings:
    """When two names are one speaker."""

    subject_reach: int = 60  # characters: a name this near its sentence's start is its subject
    pronoun_reach: int = 12  # sentences back that a pronoun may point
    orphan_reach: int = 4  # paragraphs back to the speaker of a quotation that stands alone
    spelling: int = 1  # letters that two spellings of one given name or surname may differ by
    spelling_letters: int = 5  # in names of this length at least; shorter ones must be equal
    # Weights of a pronoun's antecedents, set by hand: who spoke last beats who is merely near.
    spoke: float = 2.5
    spoke_last: float = 2.0
    subject: float = 2.0
    per_sentence: float = 0.5  # taken off for each sentence between
    quoted: float = 3.0  # taken off for a name inside somebody's words


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentSettings:
    """When passages are reused, quotations the same, claims the same."""

    # Reuse: gaps in words, weights in bits of surprise; set on the development cases.
    seed_words: int = 3  # equal words in a row that start a passage
    seed_pairs: int = 16  # pairings of one seed; above it the n-th stands with the n-th
    most_runs: int = 20_000  # equal runs of two reports that are looked at, the longest first
    look_back: int = 500  # runs before one, in order, that it may follow in a passage
    max_gap: int = 15  # words between two equal runs of one passage, on either side
    gap_bits: float = 2.0  # cost of a word in a gap, about half of the commonest words' bits
    max_word_bits: float = 16.0  # no single word makes a passage
    min_passage_words: int = 5  # equal words in a passage: fewer is a name or a phrase
    min_passage_bits: float = 40.0  # about four middling words
    quoted_share: float = 0.8  # of a quoted passage's words, between marks ("he said" may stay)
    pair_share: float = 0.4  # of the shorter sentence's words, that a pair has in common
    rewrite_share: float = 0.3  # of the lighter sentence's bits, between two paired neighbours
    rewrite_window: int = 8  # unpaired sentences in a row that are still looked at, on each side

    # Quotations: lengths in words, shares of the shorter quotation's words in [0, 1].
    short_quotation: int = 4  # a shorter one must be equal, and of one speaker
    quotation_share: float = 0.8  # equal words, in order, that make two quotations variants
    quotation_stretch: float = 1.5  # they may spread over so many times the shorter's length
    quotation_run: int = 8  # words in a row that suffice where both were cut
    quotation_pairings: int = 24  # forms compared for one pair of words; beyond, it tells nothing

    # Claims: weights in bits of surprise, shares in [0, 1]; set on ECB+ train, the cases.
    copy_similarity: float = 0.6  # sentences this alike state the same claims
    max_term_bits: float = 16.0  # no single word decides alone
    same_claim: float = 0.45  # least overlap of two clauses that state one claim
    min_done: float = 0.3  # least agreement in acts, for clauses that overlap by less than twice it
    clear_margin: float = 0.15  # how far the second best lies behind, for a clear pair
    clear_worth: float = 0.1  # by so much less two clauses must overlap that are a clear pair
    repeated_claim: float = 0.7  # the same for two clauses of one report, also of their acts
    min_shared_bits: float = 10.0  # least surprise of what two clauses share
    containment_worth: float = 0.55  # of a clause that the other holds whole, against 1 for equals
    min_plain_bits: float = 4.0  # of these, least surprise of words that are no names
    root_letters: int = 5  # words with this beginning in common are akin
    root_worth: float = 0.8  # how much kin counts, against 1 for the same stem
    alike_worth: float = 0.9  # how much a word of like meaning (by the table) counts
    act_weight: float = 0.3  # of the words for what was done, against all words of two clauses
    vector_ceiling: float = 0.6  # cosine of two words from which they mean the same
    vector_floor: float = 0.2  # cosine of two words below which they share nothing
    vector_worth: float = 0.75  # most that a word of like meaning counts, against 1 for the same
    average_share: float = 0.8  # of `same_claim`, that two groups must reach on average
    proposals: int = 12  # clauses compared with one: so many by shared words, so many by meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """Bits of evidence for and against that one report derives from another."""

    # Dependence, in bits (log2 odds), summed; set on the development cases, where independent
    # reports of one event shared 0 to 170 bits of wording and at most .26 of their words, and
    # dependent ones 280 bits and more or .35 and more.
    prior_bits: float = -2.0  # of two reports of one event one in five depends on the other
    free_wording_bits: float = 60.0  # wording that two reporters of one event share by chance
    free_bits_per_word: float = 0.9  # and so much more for each word of the shorter report
    wording_worth: float = 0.025  # bits of evidence for each bit of wording beyond that
    wording_low: float = -2.0  # sharing nothing says little: a rewrite shares little
    wording_high: float = 8.0
    phrase_bits: float = 50.0  # a run below it may be a common phrase or a long name; of runs
    # longer than that independent development pairs had 0 to 21 bits in excess, copies 137 up
    free_long_bits: float = 25.0
    long_worth: float = 0.06
    long_high: float = 6.0
    free_share: float = 0.32  # of a report's own words, that may recur by chance
    share_worth: float = 14.0  # bits for the whole of a report
    share_low: float = -2.0
    share_high: float = 8.0
    fact_bits: float = 25.0  # surprise of what two sentences must share to tell the same fact
    max_term_bits: float = 16.0  # no single word makes a fact
    free_order_bits: float = 5.0  # news tells the important first, so some order is free
    order_worth: float = 0.75  # bits for each bit of chance that the order has; of 926 pairs of
    # one event that shared little, one had more than the free bits
    order_low: float = -1.0
    order_high: float = 8.0
    quotation_words: int = 12  # shared quotations shorter than this select nothing
    quotation_share: float = 0.8  # of the child's quoted words, all from one report
    quotation_bits: float = 1.0  # the same selection: two in one room quote the same too
    only_quotations_bits: float = 3.0  # the same where the child names the other outlet
    odd_spelling_bits: float = 4.0  # each misspelling that both have
    odd_spelling_high: float = 8.0
    odd_letters: int = 5  # a word shorter than this is misspelt by chance as another
    odd_common_bits: float = 17.0  # the right word is among the 8,000 commonest
    headline_bits: float = 2.0  # one headline over both
    sure_likeness: float = 0.6  # of a mention's words to its claim, to count at the low end
    credit_bits: float = 6.0  # the report names the other's outlet
    link_bits: float = 6.0  # it links to the other's address

    # Direction, in bits for the child being the later one.
    credit_direction_bits: float = 8.0
    link_direction_bits: float = 6.0
    time_bits: float = 4.0  # stated times were set back in 1 of 32 development pairs; 1 in 17
    # is granted, as wires and web pages restate theirs
    trimming_bits: float = 2.0  # for a report that lies wholly in the other, half its length

    # Choosing.
    even_chance: float = 0.5  # nothing decides
    derived_probability: float = 0.5  # least chance of dependence for a line "derived"
    unsure_probability: float = 0.25  # below it "independent"
    credited_parent: float = 0.5  # share of covered words that a credit outweighs
    two_parents_bits: float = 3.0  # what a second parent costs: copying from one is commoner
    hair_bits: float = 0.001  # where nothing else decides, the senior is the parent
    second_parent_words: int = 15  # own words that only a second parent explains
    second_parent_share: float = 0.12  # of the child's words
    own_wire_share: float = 0.6  # below it two that name one agency both have it from there
    same_wire_share: float = 0.9  # the same where the dateline or byline names it
    unseen_direction_bits: float = 0.4  # as much as nothing
    unseen_share: float = 0.6  # two that share less, and nothing tells who was first
    head_characters: int = 160  # of the body, in which a dateline can stand
    foot_characters: int = 300  # at the end, in which "(Reuters)" can stand
    before_characters: int = 90  # before a name, in which "told" or "according to" can stand
    behind_characters: int = 70  # behind it, in which "reported" can stand
    whole_credit_bits: float = 5.0  # a dateline or byline names the origin
    statement_credit_bits: float = 1.5  # each statement for which a channel is named
    side_channel: float = 0.4  # chance at most, of a channel named for fewer than the main one
    bare_credit_share: float = 0.9  # of a copy's words from parents that do not name its wire
    own_work_bits: float = 2.0  # each sign that the outlet's own reporter was there
    most_signs: int = 2  # of own work in both of a pair, that count against a derivation


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborationSettings:
    """How origins and speakers are counted, and when values contradict each other."""

    # Quotations.
    quoted_words: int = 4  # least words of a quotation whose two speakers contradict each other
    same_quotation: float = 0.8  # equal words of the shorter one, for a conflict of speaker
    same_sentence: float = 0.85  # of the shorter sentence's words, that the other has too
    told_share: float = 0.5  # of cut words that stand beside the quotation: then nothing is lost

    # Counting. Bits are shown in the waterfall of a count; they were set so that they rank as a
    # reader would: a channel named for the statement above one named elsewhere.
    least_probability: float = 0.5  # of a derivation that a chain may follow
    sure_probability: float = 0.9  # below it a copy may be an origin of its own at the high end
    sure_likeness: float = 0.6  # of a mention's words to its claim, to count at the low end
    credit_bits: float = 6.0  # a channel named with the statement, or for the whole report
    shared_credit_bits: float = 2.0  # a channel that several carriers name, for other statements
    post_bits: float = 4.0  # the same post or handout

    # Values. Words are counted, shares are of words; set on altered copies of development texts.
    close_sentence: float = 0.5  # share of equal words from which a slot holds one value
    close_mood: float = 0.6  # the same for negation and certainty, which hang on more words
    copied_sentence: float = 0.75  # the same for places that the gazetteer does not know
    common_words: int = 4  # words of letters that both sentences must have, or it is a date line
    narrow_slot_words: int = 5  # in a wider slot both values must count the same thing
    loose_words: int = 1  # content words that a slot may change besides a negation or a hedge
    inserted_words: int = 4  # "are believed to have"; what is longer states something of its own
    new_share: float = 0.25  # share of new words from which a later report is a version, no copy
    certainty_step: float = 0.4  # in [0, 2], least difference of two mentions: likely, certain
    state_bits: float = 22.0  # rare words that two states must share: about two names


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
