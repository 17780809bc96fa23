"""Plain tables: copies share their errors, and ten copies of one are one."""

import random

import pytest

from secondsource.errors import ReportError
from secondsource.weigh import Row, read_rows, weigh

ITEMS = 60


def table(seed: int = 3) -> list[Row]:
    """Two careful outlets, one careless one, and three copies of the careless one.

    Truth is "v0" everywhere; a mistake is drawn from nine wrong values.
    """
    chance = random.Random(seed)

    def mistaken(rate: float) -> list[str]:
        return [
            f"v{chance.randint(1, 9)}" if chance.random() < rate else "v0" for _ in range(ITEMS)
        ]

    careless = mistaken(0.6)
    given = {"Anchor": mistaken(0.05), "Beacon": mistaken(0.05), "Chart": mistaken(0.1)}
    given |= dict.fromkeys(("Drift", "Eddy", "Flotsam", "Gulf"), careless)
    return [
        Row(outlet, f"ship {i}", "berth", value)
        for outlet, values in given.items()
        for i, value in enumerate(values)
    ]


def test_copies_do_not_outvote_those_who_know():
    """Four of seven outlets repeat one careless list: the majority is wrong, the count is not."""
    values = weigh(table()).values
    assert sum(v.value == "v0" for v in values) / len(values) > 0.95


def test_outlets_that_share_their_errors_are_found_dependent():
    pairs = {(d.left, d.right) for d in weigh(table()).dependences}
    copies = ["Drift", "Eddy", "Flotsam", "Gulf"]
    assert pairs == {(a, b) for a in copies for b in copies if a < b}


def test_origins_count_groups_not_outlets():
    values = {v.object: v for v in weigh(table()).values}
    claims: dict[str, set[str]] = {}
    for row in table():
        if row.value == values[row.object].value:
            outlet = "copies" if row.outlet in ("Drift", "Eddy", "Flotsam", "Gulf") else row.outlet
            claims.setdefault(row.object, set()).add(outlet)
    assert {o: v.independent_origins for o, v in values.items()} == {
        o: len(outlets) for o, outlets in claims.items()
    }


def test_the_order_of_rows_and_the_names_of_outlets_do_not_matter():
    rows = table()
    shuffled = random.Random(1).sample(rows, len(rows))
    renamed = [Row(f"x{row.outlet[::-1]}", row.object, row.attribute, row.value) for row in rows]
    assert weigh(shuffled) == weigh(rows)
    assert weigh(renamed).values == weigh(rows).values


def test_an_empty_table_gives_nothing():
    assert weigh([]).values == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.jsonl", '{"outlet": "A", "object": "o", "attribute": "a", "value": 3}\n'),
        ("t.jsonl", '{"source": "A", "object": "o", "attribute": "a", "value": "3"}\n\n'),
        ("t.csv", "outlet,object,attribute,value\nA,o,a,3\n"),
    ],
)
def test_rows_are_read_from_json_lines_and_csv(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert list(read_rows(path)) == [Row("A", "o", "a", "3")]


def test_a_row_without_a_column_is_named_with_its_line(tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text('{"outlet": "A", "object": "o", "value": 3}\n', encoding="utf-8")
    with pytest.raises(ReportError, match=r"t\.jsonl:1: .*attribute"):
        list(read_rows(path))


def half_copies(seed: int = 3) -> list[Row]:
    """Ferries and two attributes. Two outlets know both; a feed misreads every arrival, and four
    outlets take most arrivals from the feed. Of departures they make mistakes of their own.
    """
    chance = random.Random(seed)

    def own(rate: float) -> str:
        return f"v{chance.randint(1, 9)}" if chance.random() < rate else "v0"

    rows = []
    for ferry in range(400):
        fed = f"w{chance.randint(1, 9)}"
        for outlet in ("Anchor", "Beacon", "Chart", "Drift", "Eddy", "Flotsam"):
            knows = outlet in ("Anchor", "Beacon")
            rows.append(Row(outlet, f"ferry {ferry}", "left", own(0.02 if knows else 0.3)))
            arrival = own(0.02) if knows else fed if chance.random() < 0.7 else own(0.3)
            rows.append(Row(outlet, f"ferry {ferry}", "arrived", arrival))
    return rows


def test_those_who_know_win_over_many_who_copy_in_part():
    """Four of six take a wrong arrival from one feed, but not always: a majority vote has .79."""
    values = weigh(half_copies()).values
    assert sum(v.value == "v0" for v in values) / len(values) > 0.95


def test_outlets_that_agree_because_both_are_right_are_not_dependent():
    pairs = {(d.left, d.right) for d in weigh(half_copies()).dependences}
    assert ("Anchor", "Beacon") not in pairs
