"""Places of events are mapped; where a person is, lives or goes never is."""

import pytest

from secondsource import check
from secondsource.model import Report
from secondsource.web.events import NARROW, coordinates, draw_map, event_places
from secondsource.web.parts import parts_of


def places_of(*texts, title=None):
    reports = [
        Report(id=f"r{n}", text=text, title=title, outlet=f"Post {n}")
        for n, text in enumerate(texts)
    ]
    brief = check(reports)
    return {p.name: p for part in parts_of(brief).values() for p in event_places(part)}


def test_the_place_of_an_event_is_on_the_map_with_its_passages():
    text = "A crane fell at the container terminal in Rotterdam on Friday. Three dockers were hurt."
    found = places_of(text, text.replace("Three", "Five"))
    place = found["Rotterdam"]
    assert place.latitude == pytest.approx(51.9, abs=0.1)
    assert place.longitude == pytest.approx(4.5, abs=0.1)
    assert place.report_ids == ("r0", "r1")
    assert {text[s.start : s.end] for s in place.spans} == {"Rotterdam"}


def test_a_place_that_no_table_knows_is_listed_and_not_drawn():
    text = "A crane fell on the quay in Little Wexmoor on Friday. Three dockers were hurt."
    found = places_of(text, text.replace("Three", "Five"))
    assert found["Little Wexmoor"].latitude is None
    assert draw_map([]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch lives in Rotterdam. She said the crane was old.",
        "The suspect, who was seen in Rotterdam on Friday, is a crane driver.",
        "Mr Finch was in Rotterdam on Friday when the crane fell.",
        "Ada Finch, 43, of Rotterdam, drove the crane that fell.",
        "The owner flew to Rotterdam on Friday.",
        "The driver is hiding in Rotterdam.",
        "The family home in Rotterdam was empty.",
        "The harbour master visited Rotterdam on Friday.",
        "The mayor returned to Rotterdam on Friday.",
    ],
)
def test_nobodys_whereabouts_are_mapped(text):
    crane = "A crane fell on the north quay on Friday. "
    assert places_of(crane + text, crane + text) == {}


def test_every_place_of_the_tables_is_on_the_globe():
    assert len(coordinates()) > 500
    assert all(-90 <= y <= 90 and -180 <= x <= 180 for y, x in coordinates().values())


@pytest.mark.parametrize("size", [(720, 400), NARROW])
def test_marks_lie_inside_the_map_and_lands_are_drawn(size):
    text = (
        "A crane fell in Rotterdam on Friday. A ship sank near Lisbon on Friday. "
        "A tower burned in Warsaw on Friday."
    )
    found = [p for p in places_of(text, text).values() if p.latitude is not None]
    drawn = draw_map(found, size)
    assert (drawn.width, drawn.height) == size
    assert {m.place.name for m in drawn.marks} == {"Rotterdam", "Lisbon", "Warsaw"}
    assert all(0 < m.x < size[0] and 0 < m.y < size[1] for m in drawn.marks)
    assert len(drawn.outlines) > 10
    x = {m.place.name: m.x for m in drawn.marks}
    assert x["Lisbon"] < x["Rotterdam"] < x["Warsaw"]


def test_labels_cover_neither_each_other_nor_a_mark():
    text = "A crane fell in {} on Friday."
    near = ("Rotterdam", "Antwerp", "Cologne", "The Hague", "Brussels", "Amsterdam")
    story = " ".join(text.format(name) for name in near)
    found = [p for p in places_of(story, story).values() if p.latitude is not None]
    drawn = draw_map(found)
    assert len(drawn.marks) == len(near)
    boxes = []
    for mark in drawn.marks:
        wide = 7 * len(mark.place.name)
        left = mark.label[0] - {"start": 0, "middle": wide / 2, "end": wide}[mark.anchor]
        assert left >= 0
        assert left + wide <= drawn.width
        boxes.append((left, mark.label[1] - 10, left + wide, mark.label[1]))
    for a, one in enumerate(boxes):
        for two in boxes[a + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart
