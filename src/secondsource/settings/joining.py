"""Settings of what joins reports: candidates, stories, speakers and alignment."""

from __future__ import annotations

from dataclasses import dataclass

SURE_LIKENESS = 0.65  # of two clauses in other words, to count as surely one claim; on the cases


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettings:
    """Fingerprints: winnowing (Schleimer, Wilkerson & Aiken, SIGMOD 2003)."""

    gram_words: int = 5  # words of one fingerprint: shorter runs are common phrases
    window: int = 4  # fingerprints in a row of which the least is kept: a run of 8 is never missed
    min_shared: int = 2  # fingerprints that make a candidate: one may be a name or a title
    max_holders: int = 200  # reports with one fingerprint, above which only neighbours are paired


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
    far_worth: float = 0.75  # of the likeness that is left then: dates are often wrong
    season_days: float = 90.0  # beyond it two reports in their own words are of two events
    season_half_days: float = 60.0  # beyond it, days that halve what is left
    copy_shared: int = 10  # fingerprints from which on this is not so: a copy may be dated anew
    most: float = 0.6  # likeness above which two reports count as equally near
    least: float = 0.09  # mean likeness below which nothing is joined
    crowd: int = 3  # reports from which on a group has a density of its own
    crowd_ratio: float = 0.45  # of two groups' densities, that the likeness between must reach
    # And of the looser one's: a piece of an event may lie apart by chance if it has three
    # reports, hardly if it has ten.
    loose_ratio: float = 0.5  # where the smaller group is as small as a crowd may be
    large: int = 10  # reports in the smaller of two groups from which on it is the next:
    large_ratio: float = 0.8  # leaving out one of the three sets in turn chose the same
    figure_power: float = 0.1  # of the share of their figures that two groups have in common
    figure_noise: float = 0.02  # likeness of figures that chance brings
    figure_holders: int = 2  # reports with figures, from which on a group has figures of its own
    settled: int = 2  # reports from which on a group looks at who joins
    joiner_ratio: float = 0.3  # of a group's density, that a newcomer must reach


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
    look_back: int = 100  # runs near before one that it may follow in a passage
    max_gap: int = 15  # words between two equal runs of one passage, on either side
    widest_fill: int = 60  # words of a gap that is still searched; a bit each, and 64 make a word
    bit_parts: int = 65536  # whole parts of a bit, in which passages are weighed
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
    copied_terms: float = 0.3  # of the longer one's content words, that copied clauses share
    max_term_bits: float = 16.0  # no single word decides alone
    same_claim: float = 0.45  # least overlap of two clauses that state one claim
    min_done: float = 0.3  # least agreement in acts, for clauses that overlap by less than twice it
    clear_margin: float = 0.15  # how far the second best lies behind, for a clear pair
    clear_worth: float = 0.15  # by so much less two clauses must overlap that are a clear pair
    repeated_claim: float = 0.6  # the same for two clauses of one report, also of their acts
    confirmed_claim: float = 0.5  # the same where two speakers say it
    restated_claim: float = 0.7  # the same where another report has one of the two so much alike
    min_shared_bits: float = 10.0  # least surprise of what two clauses share
    containment_worth: float = 0.55  # of a clause that the other holds whole, against 1 for equals
    min_plain_bits: float = 4.0  # of these, least surprise of words that are no names
    root_letters: int = 5  # words with this beginning in common are akin
    root_worth: float = 0.8  # how much kin counts, against 1 for the same stem
    alike_worth: float = 0.8  # how much a word of like meaning (by the table) counts
    act_weight: float = 0.3  # of the words for what was done, against all words of two clauses
    vector_ceiling: float = 0.6  # cosine of two words from which they mean the same
    vector_floor: float = 0.2  # cosine of two words below which they share nothing
    vector_worth: float = 0.75  # most that a word of like meaning counts, against 1 for the same
    # A value that both give, one speaker who says both: set on ECB+ train, made cases to build on.
    value_worth: float = 0.3  # likeness that the same amount or time of day adds at most
    value_bits: float = 8.0  # surprise of the shared values that brings all of it
    telling_value: float = 4.0  # the same from which on two clauses need not agree in acts
    value_company: float = 3.0  # surprise of what they share beside it, in bits, at least
    appointment_bits: float = 12.0  # surprise of names that, with one day, tell one occasion
    appointment_worth: float = 0.1  # likeness that this adds at least
    value_off: float = 0.03  # share that two amounts may be apart and still be one, made round
    voice_worth: float = 0.2  # likeness that one speaker in both adds at most
    voice_bits: float = 6.0  # surprise that this is worth at most
    voice_least: float = 8.0  # surprise of shared plain words up to which a speaker adds nothing
    voice_full: float = 14.0  # the same from which on a speaker adds all
    average_share: float = 0.9  # of `same_claim`, that two groups must reach on average
    sure_likeness: float = SURE_LIKENESS  # from which two clauses surely state the same
    sure_bits: float = 20.0  # surprise of what two clauses share, from which on it is no chance
    no_verb_worth: float = 0.5  # of a likeness, where one of the two has no verb: a name, a caption
    other_number_worth: float = 0.5  # of a likeness, where both give a number and not the same
    proposals: int = 12  # clauses compared with one: so many by shared words, so many by meaning
