"""A case of a thousand reports is as quick to look at as one of ten."""

import re
import time
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from secondsource.model import Brief, Report, Story
from secondsource.store import Case
from secondsource.web.desk import Reading, State
from secondsource.web.parts import parts_of

from .conftest import NOW, let_in
from .crawling import links

COPIES = 143  # of the seven reports of the example
BUDGET = 0.2  # CPU seconds of a page, the browser's side of it included in the client
IDS = re.compile(r'"((?:story|claim|speaker|statement|relation|quotation)-[0-9a-f]{8,}[^"]*)"')


class Still:
    """A desk whose reading was made beforehand."""

    def __init__(self, case, made, brief):
        self.case = case
        self.settings = made.settings
        self.state = State(working=False)
        self.reading = Reading(brief, case.overlay(brief), (), (), parts_of(brief))

    def decided(self):
        """Nothing is decided here."""


def copies(brief):
    """The brief of many stories like this one, each with ids of its own."""
    whole = TypeAdapter(Brief)
    text = whole.dump_json(brief).decode()
    ids = [re.escape(f'"{marked.id}"') for marked in brief.reports]
    own = re.compile("|".join(ids))
    parts = [
        whole.validate_json(
            IDS.sub(rf'"\1-{n}"', own.sub(lambda m, n=n: f'{m.group()[:-1]}-{n}"', text))
        )
        for n in range(COPIES)
    ]
    names = "reports stories statements speakers quotations claims derivations".split()
    names += ["credits", "corroborations", "relations"]
    joined = {name: tuple(x for part in parts for x in getattr(part, name)) for name in names}
    return replace(parts[0], **joined)


@pytest.fixture(scope="module")
def many(made):
    return copies(made.reading.brief)


@pytest.fixture
def stored(tmp_path, many):
    """A case with the texts of all these reports, for searching."""
    with Case.open(tmp_path / "many.case") as case:
        rows = [Report(m.id, m.report.text, m.report.title, m.report.outlet) for m in many.reports]
        case._db.execute("PRAGMA synchronous = OFF")
        case.add(rows[:100], {}, NOW)
        yield case


def kind(address):
    return re.sub(r"(story|claim|speaker|contradiction)/[^/?]+", r"\1/*", address.partition("?")[0])


def seconds(client, each=6):
    """CPU seconds of up to `each` pages of each kind, by address."""
    waiting, found, counted = ["/stories", "/search?q=barley+quay", "/search?outlet=gull"], {}, {}
    while waiting:
        address = waiting.pop(0)
        if address in found or counted.get(kind(address), 0) >= each:
            continue
        counted[kind(address)] = counted.get(kind(address), 0) + 1
        start = time.process_time()
        answer = client.get(address)
        found[address] = time.process_time() - start
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            waiting += [a for a in links(answer.text) if counted.get(kind(a), 0) < each]
    return found


def ninety_fifth(found):
    return sorted(found.values())[int(len(found) * 0.95)]


def test_a_thousand_reports_of_many_stories(made, many, stored):
    assert len(many.reports) == 1001
    found = seconds(let_in(Still(stored, made, many)))
    assert len(found) > 100
    assert ninety_fifth(found) < BUDGET, max(found.items(), key=lambda item: item[1])


def test_a_thousand_reports_of_one_story(made, many, stored):
    """The longest lists that there can be: every page of the story is cut."""
    ids = tuple(sorted(m.id for m in many.reports))
    one = replace(many, stories=(Story("story-one", ids),))
    desk = Still(stored, made, one)
    for part in desk.reading.parts.values():
        part.aligned()  # the thread of the desk does this before anybody asks
    found = seconds(let_in(desk))
    assert len(found) > 60
    assert ninety_fifth(found) < BUDGET, max(found.items(), key=lambda item: item[1])
