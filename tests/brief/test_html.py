"""The page: self-contained, no script, everything of a report escaped."""

import base64
import hashlib
import itertools
import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from secondsource.brief import to_html, to_markdown
from secondsource.brief.html import safe_address
from secondsource.brief.markdown import escaped
from secondsource.brief.notebook import framed
from secondsource.model import Refused, Span, StatedDate

from .fixture import TEXTS, make_brief

VOID = {"meta", "br", "line", "rect", "circle", "path", "link", "img", "hr", "input"}
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "<svg/onload=alert(1)>",
    "&lt;script&gt;",
]


class Page(HTMLParser):
    """Elements, attributes, identifiers and headings of a page, with its nesting checked."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open, self.text, self.style = [], [], [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)
        if self.open and self.open[-1] == "style":
            self.style += data

    def values(self, name):
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(scope="module")
def page():
    return Page(to_html(make_brief()))


def test_the_page_is_well_formed_and_loads_nothing(page):
    assert page.open == []
    assert not {"script", "link", "iframe", "object", "embed", "img", "form"} & set(page.tags)
    assert page.values("style") == []
    assert [name for _, name, _ in page.attributes if name.startswith("on")] == []
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_the_policy_allows_the_one_style_block_and_nothing_else(page):
    policy = next(v for v in page.values("content") if "default-src" in v)
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert page.tags.count("style") == 1


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_links_inside_the_page_lead_somewhere(page):
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = [address[1:] for address in page.values("href") if address.startswith("#")]
    assert set(inside) <= set(ids)
    assert "edge-2" in inside
    labels = list(page.values("aria-labelledby"))
    assert set(labels) <= set(ids)


def test_the_page_has_landmarks_and_captions(page):
    assert {"header", "nav", "main"} <= set(page.tags)
    assert page.tags.count("table") == page.tags.count("caption")
    assert ("html", "lang", "en") in page.attributes


def test_every_drawing_has_a_twin_in_words(page):
    text = " ".join("".join(page.text).split())
    assert "Lantern Post (lantern) from Morrow Daily (wire): derived, 97%" in text
    assert "2031-03-04 06:10 +00:00" in text
    assert "1 more pair of reports was compared: neither derives from the other" in text


def test_counts_always_say_of_what(page):
    text = "".join(page.text)
    assert "in the 6 files given" in text
    assert "What these files cannot show" in text


def _hostile(payload):
    """The brief of the fixture with the payload in every field that a report can reach."""
    brief = make_brief()
    reports = []
    for marked in brief.reports:
        report = replace(
            marked.report,
            # Behind the text, so that no span moves.
            text=marked.report.text + payload,
            outlet=payload,
            byline=payload,
            url="javascript:alert(1)//" + payload,
            title=(marked.report.title or "") + payload,
            note=payload,
            dates=(StatedDate(payload, payload),),
            warnings=(payload,),
        )
        end = len(TEXTS[marked.id])
        tail = Span(marked.id, end, end + len(payload))
        regions = tuple(replace(region, reason=payload) for region in marked.regions)
        reports.append(
            replace(marked, report=report, regions=regions, sentences=(*marked.sentences, tail))
        )
    return replace(
        brief,
        reports=tuple(reports),
        refused=(Refused(payload, payload),),
        warnings=(payload,),
        cannot_show=(payload,),
        speakers=tuple(
            replace(s, name=payload, roles=(payload,), aliases=(payload,)) for s in brief.speakers
        ),
        quotations=tuple(
            replace(q, variants=tuple(replace(v, speaker=payload) for v in q.variants))
            for q in brief.quotations
        ),
        claims=tuple(
            replace(
                c,
                text=payload,
                mentions=tuple(replace(m, holder=payload) for m in c.mentions),
            )
            for c in brief.claims
        ),
        corroborations=tuple(
            replace(c, chains=(payload,), decide=(payload,), origins=(payload,), flags=(payload,))
            for c in brief.corroborations
        ),
        derivations=tuple(
            replace(
                d,
                origin=payload if d.origin else None,
                evidence=tuple(replace(e, feature=payload, detail=payload) for e in d.evidence),
            )
            for d in brief.derivations
        ),
        relations=tuple(
            replace(r, values=(payload, payload), rule=payload, nearer=payload)
            for r in brief.relations
        ),
        manifest=replace(brief.manifest, models={payload: payload}, version=payload),
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_a_report_is_shown_never_run(payload):
    clean, hostile = Page(to_html(make_brief())), Page(to_html(_hostile(payload)))
    assert set(hostile.tags) <= set(clean.tags)
    assert {name for _, name, _ in hostile.attributes} <= {n for _, n, _ in clean.attributes}
    assert all(not v.lower().startswith("javascript") for v in hostile.values("href"))
    assert hostile.style == clean.style
    assert payload in "".join(hostile.text)


@pytest.mark.parametrize("payload", [*PAYLOADS, "![x](http://evil.example)", "[a](javascript:b)"])
def test_markup_in_a_report_stays_text_in_markdown(payload):
    markdown = to_markdown(_hostile(payload))
    assert "<" not in markdown
    assert "](" not in markdown.replace("\\](", "").replace("]\\(", "")
    assert "![" not in markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*b*", "\\*b\\*"),
        ("1. item", "1\\. item"),
        ("# head", "\\# head"),
        ("a | b", "a \\| b"),
        ("http://x.example", "http\\://x.example"),
        ("40 homes (about)", "40 homes (about)"),
    ],
)
def test_markdown_escapes_what_would_mean_something(text, written):
    assert escaped(text) == written


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://vale.example/a?b=c#d", True),
        ("HTTP://vale.example/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://vale.example", False),
        ("data:text/html,x", False),
        ("//vale.example/x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address, linked):
    assert (safe_address(address) is not None) == linked


def test_links_out_tell_nobody_where_they_come_from(page):
    out = [v for v in page.values("href") if v.startswith("http")]
    assert out
    assert page.values("rel") == ["noopener noreferrer"] * len(out)


def test_the_whole_texts_can_be_left_out():
    text = "".join(Page(to_html(make_brief(), full_text=False)).text)
    assert "The whole texts" not in text
    assert "The dam was finished in 1961." not in text


def test_an_empty_brief_is_still_a_page():
    brief = make_brief()
    empty = {
        f.name: ()
        for f in fields(brief)
        if f.name not in ("manifest", "reports", "refused", "stories", "cannot_show")
    }
    text = "".join(Page(to_html(replace(brief, **empty))).text)
    assert "No claim was found" in text
    assert "None was found in the 6 files given." in text


def test_a_notebook_shows_the_page_in_a_frame_without_rights():
    shown = framed(to_html(make_brief()))
    parsed = Page(shown)
    assert parsed.tags == ["iframe"]
    assert ("iframe", "sandbox", "") in parsed.attributes
