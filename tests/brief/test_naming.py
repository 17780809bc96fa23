"""Reports whose ids nobody can read are called by their outlets; what is unlike stands apart."""

from dataclasses import replace

from secondsource.brief import to_html, to_json, to_markdown, to_terminal
from secondsource.brief.naming import with_short_names
from secondsource.brief.order import parted
from secondsource.model import Brief, Mention, Report, Span
from secondsource.settings import BriefSettings
from tests.corroboration.test_denials import DENIED, NINE, STATED, brief_of

HASHES = ("ab" * 28, "0f" * 20, "c1d2" * 8)


def hashed() -> Brief:
    """Two reports that contradict each other, under ids that are hashes."""
    import secondsource.pipeline as pipeline
    from secondsource.derivation import load_outlets
    from secondsource.models import load_models
    from secondsource.settings import Settings

    outlets = ("www.Torvik-Courier.example", "Fjord Echo", "Fjord Echo")
    texts = (STATED, DENIED.format("denied having received"), "Rain fell on Torvik all day.")
    reports = [
        Report(h, text, outlet=o, published=NINE.replace(hour=9 + n))
        for n, (h, text, o) in enumerate(zip(HASHES, texts, outlets, strict=True))
    ]
    return pipeline.check_reports(
        reports, (), settings=Settings(), models=load_models(), outlets=load_outlets()
    )


def test_a_hash_is_called_by_its_outlet():
    named = with_short_names(hashed(), settings=BriefSettings())
    assert named.ids == {
        "torvik-courier.example": HASHES[0],
        "fjord-echo": HASHES[1],
        "fjord-echo-2": HASHES[2],
    }
    assert {m.id for m in named.brief.reports} == set(named.ids)
    assert [m.report.text for m in named.brief.reports] == [m.report.text for m in hashed().reports]


def test_no_hash_is_left_in_what_people_read_but_in_the_list_of_ids():
    brief = hashed()
    for text in (to_terminal(brief), to_markdown(brief)):
        before, _, behind = text.partition("Ids of the reports named here")
        assert not [h for h in HASHES if h in before]
        assert all(h in behind.replace("\n  ", "") for h in HASHES)
    page = to_html(brief)
    assert "torvik-courier.example" in page
    assert all(page.count(h) <= 2 for h in HASHES)  # the list, and the manifest's
    assert all(h in to_json(brief) for h in HASHES)


def test_readable_ids_stay():
    brief = brief_of(STATED, DENIED.format("denied having received"))
    named = with_short_names(brief, settings=BriefSettings())
    assert named.brief is brief
    assert not named.ids


def test_a_name_that_another_report_has_gets_a_number():
    brief = hashed()
    taken = replace(brief.reports[2], report=replace(brief.reports[2].report, id="fjord-echo"))
    named = with_short_names(
        replace(brief, reports=(*brief.reports[:2], taken)), settings=BriefSettings()
    )
    assert named.ids["fjord-echo-2"] == HASHES[1]


def test_what_is_less_alike_stands_apart():
    def mention(start: int, likeness: float) -> Mention:
        return Mention(Span("a", start, start + 1), likeness=likeness)

    sure, unlike = mention(9, 0.9), mention(1, 0.3)
    assert parted((unlike, sure), 0.65) == ((sure,), (unlike,))
    assert parted((unlike,), 0.65) == ((unlike,), ())
