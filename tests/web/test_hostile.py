"""What a report says is shown as text, on every page and in every field."""

import json
from html.parser import HTMLParser

import pytest

from secondsource.store import Decision
from secondsource.web.desk import Desk

from .conftest import LONG, NOW, let_in, made_case
from .crawling import crawl
from .hostile import BAD, pile

TAGS = frozenset(
    "html head meta title link script body header nav ul ol li a b p h1 h2 h3 h4 div span main "
    "section footer form fieldset legend label input select option button textarea table caption "
    "thead tbody tfoot tr th td svg g rect path line circle text details summary blockquote "
    "figure figcaption article mark del ins sup kbd code progress br".split()
)
ADDRESSES = ("href", "src", "action", "formaction", "srcdoc", "xlink:href")


class Seen(HTMLParser):
    """The tags and attributes of a page, and the words that a reader sees or hears."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.words = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        self.words += [found[name] for name in ("title", "aria-label", "data-why") if name in found]
        if tag == "input" and found.get("type") not in ("hidden", "checkbox", "radio"):
            self.words.append(found.get("value") or "")

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Every page of a hostile case, decided on in hostile words."""
    folder = tmp_path_factory.mktemp("hostile")
    case = made_case(folder / "bad.case", [str(pile(folder))])
    desk = Desk(case)
    assert desk.settle(LONG).failed == ""
    for noun, found in (
        ("claim", desk.reading.brief.claims[0].id),
        ("speaker", desk.reading.brief.speakers[0].id),
        ("outlet", desk.reading.brief.reports[-1].report.outlet),
    ):
        kind = {"claim": "reject", "speaker": "rename", "outlet": "regrade"}[noun]
        changes = () if kind == "reject" else ((BAD, BAD), ("name", BAD), ("grade", BAD))
        case.decide(Decision(kind, BAD, NOW, BAD, (case.target(noun, found),), changes))
    desk.decided()
    client = let_in(desk)
    client.cookies.set("secondsource-who", "%3Cscript%3E")
    found = crawl(client)
    found["/search?q=tower&speaker=<script>"] = client.get(
        "/search", params={"q": f"tower {BAD}", "speaker": BAD, "outlet": BAD, "since": BAD}
    )
    found["missing"] = client.get(f"/story/{'<script>alert(1)<'}", params={"q": BAD, BAD: BAD})
    found["/stories?x"] = client.get("/stories", params={BAD: BAD, "page": "\u0663" * 9000})
    yield found
    desk.close()


def pages(answers):
    return {
        address: answer.text
        for address, answer in answers.items()
        if answer.headers["content-type"].startswith("text/html")
    }


def test_every_page_could_be_made(answers):
    codes = {address: a.status_code for address, a in answers.items()}
    assert len(codes) > 60
    assert {address: code for address, code in codes.items() if code != 200} == {"missing": 404}


def test_no_page_holds_a_tag_that_we_did_not_write(answers):
    for address, text in pages(answers).items():
        seen = Seen(text)
        assert {tag for tag, _ in seen.tags} - TAGS == set(), address
        for tag, attributes in seen.tags:
            assert not [name for name in attributes if name.startswith("on")], (address, tag)
            assert "style" not in attributes
            for name in ADDRESSES:
                value = attributes.get(name)
                if value is not None:
                    assert value.startswith(("/", "#", "https://x.example/")), (address, value)


def test_scripts_are_our_own_file(answers):
    for address, text in pages(answers).items():
        assert text.count("<script") == text.count('<script src="/static/desk.js" defer>'), address


def test_nothing_is_taken_for_a_template_and_nothing_turns_the_text(answers):
    for address, text in pages(answers).items():
        words = "".join(Seen(text).words)
        assert words.count("{{ 7*7 }}") >= words.count("${7*7}"), address
        assert not [mark for mark in "\u202e\u202c\u2066\u200b" if mark in words], address


def test_the_words_are_there_to_be_read(answers):
    stories = answers["/stories"].text
    assert "&lt;script&gt;window.owned=1&lt;/script&gt;" in stories


def test_twins_are_json_whatever_the_words(answers):
    twins = [a for address, a in answers.items() if ".json" in address.partition("?")[0]]
    assert twins
    assert all(a.headers["content-type"].startswith("application/json") for a in twins)
    assert all(json.loads(a.text) is not None for a in twins)
