"""The maker of altered cases: gold stands in the reports, a seed gives the same cases again."""

import json
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))

import make_cases
from making.articles import Article, clean, half_of, split_sentences
from making.changes import CHANGES, OTHERS, same_value
from making.facts import invent
from making.frames import general, topics
from making.pool import Pool, shared_quotation

HARBOUR = (
    ("Three cranes fell into the harbour of Vellmouth on Tuesday, the port authority said.",),
    (
        "“We heard a bang and then the water rose above the quay,” said Orla Penhallow of customs.",
        "The harbour was closed at 6 a.m. and 14 ships were waiting outside.",
    ),
    ("The owners have promised to clear the basin before the winter storms begin.",),
    ("In Norway, a similar accident was blamed on rust after a long inquiry.",),
    (
        "“Nobody should have been working under those cables in that wind,” Tamsin Orrell said.",
        "The inspectors are not expected to finish their work in 12 days.",
    ),
    ("Fishermen from the southern Isles have offered to help with their own boats.",),
)
INQUIRY = (
    ("Questions about the cranes of Vellmouth grew louder as divers searched the basin.",),
    ("Orla Penhallow, who saw the cranes go down, spoke of a bang.",),
    ("“We heard a bang and then the water rose above the quay,” Orla Penhallow said.",),
    ("A retired engineer had written to the port about the bolts in March.",),
    ("The letter was never answered and later went missing from the archive.",),
    ("The council meets on Thursday to hear what the port has to say.",),
)
FAR = tuple(
    (f"Sentence number {n} tells how the quiz night of the cheese makers went on for hours.",)
    for n in range(7)
)
ARTICLES = [
    Article("one:a", "Cranes fall", "2019-03-05", HARBOUR),
    Article("one:a", "Bolts", "2019-03-06", INQUIRY),
    Article("two:b", "Quiz night", "2018-01-02", FAR),
]
POOL = Pool(ARTICLES[:2], [(ARTICLES[0], ARTICLES[1])], [(ARTICLES[0], ARTICLES[1])])
POOL.articles = ARTICLES


@pytest.mark.parametrize("kind", sorted(make_cases.KINDS))
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_gold_strings_stand_verbatim_in_their_reports(kind: str, seed: str) -> None:
    reports, gold = make_cases.make(kind, POOL, seed)
    texts = {r["id"]: r["text"] for r in reports}
    passages = [m for c in gold["claims"] for m in c["mentions"]]
    passages += [
        p[side] for part in ("conflicts", "updates", "traps") for p in gold[part] for side in "ab"
    ]
    passages += [p for pair in gold["conflicts"] for p in pair.get("a_also", ())]
    for passage in passages:
        assert passage["text"] in texts[passage["report"]]
        assert passage.get("focus", "") in passage["text"]
    for quotation in gold["quotations"]:
        assert all(v["content"] in texts[v["report"]] for v in quotation["variants"])


@pytest.mark.parametrize("kind", sorted(make_cases.KINDS))
def test_ids_are_shuffled_and_all_are_accounted_for(kind: str) -> None:
    orders = set()
    for seed in "123456":
        reports, gold = make_cases.make(kind, POOL, seed)
        ids = [r["id"] for r in reports]
        assert sorted(ids) == sorted(gold["story"] + [i for s in gold["other_stories"] for i in s])
        assert set(gold["origins"]["per_report"]) == set(gold["story"])
        orders.add(
            tuple(r["published"] for r in reports) == tuple(sorted(r["published"] for r in reports))
        )
    assert False in orders  # not always in the order of time


def test_the_same_seed_makes_the_same_case(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_cases.make_all(POOL, "build", sorted(make_cases.KINDS), 30, 7, tmp_path / name)
    for path in sorted((tmp_path / "one").rglob("*.json*")):
        assert (
            path.read_bytes()
            == (tmp_path / "other" / path.relative_to(tmp_path / "one")).read_bytes()
        )
    assert json.dumps(make_cases.make("own voice", POOL, "1")) != json.dumps(
        make_cases.make("own voice", POOL, "2")
    )


def test_a_count_is_the_number_of_newsrooms_that_gathered_the_claim() -> None:
    for seed in "abcdef":
        _, gold = make_cases.make("own speakers", POOL, seed)
        copies = {d["child"] for d in gold["derivations"]}
        for claim in gold["claims"]:
            own = {m["report"] for m in claim["mentions"]} - copies
            assert claim["independent_origins"] == claim["independent_speakers"] == len(own)


@pytest.mark.parametrize("sort", sorted(CHANGES))
def test_a_planted_change_differs_in_its_focus_alone(sort: str) -> None:
    found = [
        c
        for a in ARTICLES
        for s in a.sentences
        for c in [(s, CHANGES[sort](s, random.Random(3)))]
        if c[1]
    ]
    assert found
    for sentence, (new, old_focus, new_focus) in found:
        assert old_focus in sentence
        assert new_focus in new
        assert new != sentence


def test_the_same_value_in_another_form_contradicts_nothing() -> None:
    assert same_value("The harbour lies 40 miles away.", random.Random(1)) == (
        "The harbour lies about 64 kilometers away.",
        "40 miles",
        "about 64 kilometers",
    )


def test_sentences_end_neither_behind_titles_nor_inside_quotations() -> None:
    text = 'Dr. Orrell spoke. "It fell. We ran." Nobody was hurt.'
    assert split_sentences(text) == ["Dr. Orrell spoke.", '"It fell. We ran."', "Nobody was hurt."]


def test_sentences_that_credit_others_are_left_out_of_articles() -> None:
    line = "The {} boat of the pilots came back before noon with all of its men."
    text = "\n".join(
        line.format(w) for w in "first second third fourth fifth sixth seventh".split()
    )
    article = clean(
        {"text": text + "\nThe pilot told the Evening Mail that nobody had been in danger."}, "x"
    )
    assert article is not None
    assert "Evening Mail" not in article.text


def test_clusters_stay_in_one_half_and_briefings_share_words() -> None:
    assert {half_of(str(n)) for n in range(20)} == {"build", "check"}
    assert shared_quotation(ARTICLES[0], ARTICLES[1])
    assert not shared_quotation(ARTICLES[0], ARTICLES[2])


def test_the_halves_share_no_frame_and_have_enough_for_each_newsroom() -> None:
    seen: dict[str, set[str]] = {}
    for half in ("build", "check"):
        found = topics(half)
        assert len(found) >= 5
        lines = [general(half), *(t.lines for t in found)]
        seen[half] = {line for table in lines for group in table.values() for line in group}
        for topic in found:
            assert len(topic.facts) >= 5
            assert all(len(topic.lines[f"fact {fact}"]) >= 5 for fact in topic.facts)
            assert len(topic.lines["lead"]) >= 5 <= len(topic.lines["title"])
            assert len(topic.lines["fill"]) + len(general(half)["fill"]) >= 15
    assert not seen["build"] & seen["check"]


@pytest.mark.parametrize("half", ["build", "check"])
def test_every_frame_of_an_event_can_be_filled(half: str) -> None:
    dice = random.Random(5)
    for _ in range(60):
        event = invent(dice, "Monday", half)
        lines = [line for fact in event.topic.facts for line in event.fact(fact)]
        lines += [*event.lines("lead"), *event.lines("fill"), *event.lines("title")]
        lines += [*event.parts("update", dice), *event.parts("limit", dice)]
        lines += [
            event.said(how, "it rained", "the vicar", n, outlet="Weekly")
            for how in ("told", "said", "agency", "briefing", "posted")
            for n in range(6)
        ]
        assert not [line for line in lines if "{" in line or "  " in line or not line]


def test_updates_and_omissions_stand_in_the_right_reports() -> None:
    for seed in "abcdefgh":
        reports, gold = make_cases.make("update over time", POOL, seed)
        when = {r["id"]: r["published"] for r in reports}
        (pair,) = gold["updates"]
        assert when[pair["a"]["report"]] > when[pair["b"]["report"]]
        assert gold["control"]
        _, gold = make_cases.make("dropped limit", POOL, seed)
        assert {c["type"] for c in gold["conflicts"]} == {"omission"}
        assert all(c["b"]["text"][:-1] in c["a"]["text"] for c in gold["conflicts"])


@pytest.mark.parametrize("sort", sorted(OTHERS))
def test_a_value_told_less_exactly_is_another_passage(sort: str) -> None:
    text = "The harbour sold 12,437 boats on Monday to 43 buyers."
    found = {OTHERS[sort](text, random.Random(n)) for n in range(20)} - {None}
    assert found
    assert all(new in sentence and old in text for sentence, old, new in found)
