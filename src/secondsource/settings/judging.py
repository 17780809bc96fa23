"""Settings of what judges: derivation and corroboration."""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.settings.joining import SURE_LIKENESS


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
    credit_bits: float = 6.0  # the report names the other's outlet
    link_bits: float = 6.0  # it links to the other's address

    # Direction, in bits for the child being the later one.
    credit_direction_bits: float = 8.0
    link_direction_bits: float = 6.0
    time_bits: float = 4.0  # stated times were set back in 1 of 32 development pairs; 1 in 17
    # is granted, as wires and web pages restate theirs
    twin_share: float = 0.8  # of each report's words in the other, from which on they are one text
    order_bits: float = 1.0  # of other signs, below which stated times alone tell who was first;
    # a dateline set before a copy gives 0.2
    trimming_bits: float = 2.0  # for a report that lies wholly in the other, half its length
    least_sentence: int = 5  # words from which a sentence counts as left out
    lacking: float = 0.3  # share of a sentence's words that may stand in the other all the same
    foot_words: int = 30  # behind the last word that both have: one goes on where the other ends
    ended_share: float = 0.6  # of the words of a text that ends there: else it is no cut
    foot_bits: float = 1.5  # news is cut from the foot; a desk may write on, so it is little
    merge_bits: float = 8.0  # parts from two reports that have nothing in common, do not meet
    merged_share: float = 0.8  # of a parent that stands in a report put together from two
    merged_meeting: float = 0.15  # of the smaller part, that may be the other's too
    merged_cover: float = 0.6  # of such a report, that the two explain
    slip_bits: float = 1.5  # a slip is made in copying; a desk may also mend one

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
    sure_likeness: float = (
        SURE_LIKENESS  # of a mention's words to its claim, to count at the low end
    )
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
    certainty_likeness: float = 0.6  # of two mentions to their claim, to compare how sure they are
    certainty_step: float = 0.4  # in [0, 2], least difference of two mentions: likely, certain
    state_bits: float = 22.0  # rare words that two states must share: about two names
