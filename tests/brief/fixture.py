"""One brief made by hand, of an invented event, with something of every noun in it.

A gate of an invented dam fails. A wire report, a rewrite that hardens its guess, a rewrite of
the rewrite that gives the quotation to another man, a report of somebody who was there, a radio
script without a date; and one report of something else. The texts are invented for this test.
"""

from __future__ import annotations

from datetime import datetime

from secondsource.model import (
    Brief,
    Certainty,
    Claim,
    Corroboration,
    Count,
    Credit,
    Derivation,
    Difference,
    Evidence,
    Field,
    Manifest,
    MarkedReport,
    Mention,
    Quotation,
    Refused,
    Region,
    Relation,
    Report,
    Reuse,
    Span,
    Speaker,
    StatedDate,
    Statement,
    Story,
    Variant,
)
from secondsource.text import paragraphs, sentences

TEXTS = {
    "courier": (
        "By Ilse Brandt at the Kestrel dam\n\n"
        "I counted 46 flooded homes along Mill Lane on Tuesday morning. "
        "Water stood to the window sills.\n\n"
        '"We closed the sluice within nine minutes," Marta Quill told this newspaper on the '
        "dam wall. She said nobody had been hurt at the gate itself.\n\n"
        "A barge lay across the broken gate. Two people were missing, the fire service said."
    ),
    "gazette": (
        "The gate of the Kestrel dam was hit by a barge, and 40 homes were flooded.\n\n"
        '"We closed the sluice within nine minutes," said Tomas Hale, the mayor of Oldmere.\n\n'
        "Two people are missing. The dam was finished in 1961."
    ),
    "lantern": (
        "A gate of the Kestrel dam failed on Monday night, flooding 40 homes.\n\n"
        '"We closed the sluice within nine minutes," said Marta Quill, head of the water '
        "board. The gate was struck by a barge, Quill said.\n\n"
        "Two people were missing, officials told Harrow Wire.\n\n"
        "Read more: ten walks around Oldmere"
    ),
    "loaf": (
        "Bakers in Pell Harbour stopped work on Tuesday. "
        '"We want the night shift back," said Ona Reyes of the bakers\' union.'
    ),
    "radio": (
        "About 40 homes are under water at Oldmere. "
        "The two people who were missing have been found alive, the fire service says. "
        "Nobody has said why the gate gave way."
    ),
    "wire": (
        "OLDMERE, March 4 (Harrow Wire) - A gate of the Kestrel dam failed on Monday night, and "
        "40 homes were flooded, the water board said.\n\n"
        '"We closed the sluice within nine minutes," said Marta Quill, the head of the water '
        "board. The gate may have been struck by a barge, Quill said.\n\n"
        "Two people were missing, officials told Harrow Wire."
    ),
}
TITLES = {
    "courier": "Mill Lane under water after dam gate breaks",
    "gazette": "Barge smashed dam gate, says mayor",
    "lantern": "Forty homes flooded as dam gate fails",
    "loaf": "Bakers walk out",
    "wire": "Dam gate fails at Oldmere; 40 homes flooded",
}
OUTLETS = {
    "courier": "Vale Courier",
    "gazette": "Tidewater Gazette",
    "lantern": "Lantern Post",
    "loaf": "Pell Harbour News",
    "wire": "Morrow Daily",
}
TIMES = {
    "courier": "2031-03-04T11:20:00+01:00",
    "gazette": "2031-03-04T15:05:00+00:00",
    "lantern": "2031-03-04T08:40:00+00:00",
    "loaf": "2031-03-05T09:00:00+00:00",
    "wire": "2031-03-04T06:10:00+00:00",
}
QUOTED = "We closed the sluice within nine minutes,"


def at(report_id: str, words: str, *, field: Field = "text") -> Span:
    """The first place of these words in a report of the fixture."""
    whole = TEXTS[report_id] if field == "text" else TITLES[report_id]
    start = whole.index(words)
    return Span(report_id, start, start + len(words), field)


def _report(report_id: str) -> Report:
    time = TIMES.get(report_id)
    return Report(
        id=report_id,
        text=TEXTS[report_id],
        title=TITLES.get(report_id),
        outlet=OUTLETS.get(report_id),
        byline="Ilse Brandt" if report_id == "courier" else None,
        published=datetime.fromisoformat(time) if time else None,
        url=f"https://{report_id}.example/dam" if report_id != "radio" else None,
        sha256=f"{sum(map(ord, TEXTS[report_id])):064x}",
        dates=(StatedDate("copyright", "2029"),) if report_id == "lantern" else (),
        warnings=("the page says 2029 in its copyright line",) if report_id == "lantern" else (),
    )


def _marked(report_id: str) -> MarkedReport:
    text = TEXTS[report_id]
    furniture = text.find("Read more")
    end = furniture if furniture > 0 else len(text)
    regions = [Region(Span(report_id, 0, end), "body")]
    if furniture > 0:
        regions.append(
            Region(Span(report_id, end, len(text)), "boilerplate", "a line that links elsewhere")
        )
    found = tuple(
        Span(report_id, start, stop)
        for block in paragraphs(text)
        for start, stop in sentences(text, *block)
        if start < end
    )
    title = TITLES.get(report_id)
    headline = Span(report_id, 0, len(title), "title") if title else None
    return MarkedReport(_report(report_id), tuple(regions), found, headline)


def _statements() -> tuple[Statement, ...]:
    return (
        *(
            Statement(
                id=f"s-{report_id}-quote",
                speaker=(at(report_id, name),),
                cue=(at(report_id, cue),),
                content=(at(report_id, QUOTED),),
                kind="direct",
                told_to=(at("courier", "this newspaper"),) if report_id == "courier" else (),
            )
            for report_id, name, cue in (
                ("courier", "Marta Quill", "told"),
                ("gazette", "Tomas Hale", "said"),
                ("lantern", "Marta Quill", "said"),
                ("wire", "Marta Quill", "said"),
            )
        ),
        Statement(
            id="s-wire-barge",
            speaker=(Span("wire", *_bounds("wire", "Quill said", 5)),),
            cue=(Span("wire", *_bounds("wire", "Quill said", 10, skip=6)),),
            content=(at("wire", "The gate may have been struck by a barge"),),
            kind="indirect",
            certainty=Certainty("possible", "positive", "Quill", 0.5, (at("wire", "may"),)),
        ),
        Statement(
            id="s-wire-missing",
            speaker=(at("wire", "officials"),),
            cue=(at("wire", "told"),),
            content=(at("wire", "Two people were missing"),),
            kind="indirect",
            told_to=(Span("wire", *_bounds("wire", "told Harrow Wire", 16, skip=5)),),
        ),
        Statement(
            id="s-loaf",
            speaker=(at("loaf", "Ona Reyes"),),
            cue=(at("loaf", "said"),),
            content=(at("loaf", "We want the night shift back,"),),
            kind="direct",
        ),
    )


def _bounds(report_id: str, words: str, length: int, *, skip: int = 0) -> tuple[int, int]:
    start = TEXTS[report_id].index(words)
    return start + skip, start + length


def _speakers() -> tuple[Speaker, ...]:
    return (
        Speaker(
            "p-hale",
            "Tomas Hale",
            "person",
            roles=("mayor of Oldmere",),
            mentions=(at("gazette", "Tomas Hale"),),
            statements=("s-gazette-quote",),
        ),
        Speaker(
            "p-officials",
            "officials",
            "unnamed",
            mentions=(at("lantern", "officials"), at("wire", "officials")),
            statements=("s-wire-missing",),
        ),
        Speaker(
            "p-quill",
            "Marta Quill",
            "person",
            aliases=("Quill",),
            roles=("head of the water board",),
            mentions=(at("wire", "Marta Quill"), at("courier", "Marta Quill")),
            statements=("s-courier-quote", "s-lantern-quote", "s-wire-barge", "s-wire-quote"),
            known_by=("wire",),
        ),
        Speaker(
            "p-reyes",
            "Ona Reyes",
            "person",
            roles=("of the bakers' union",),
            mentions=(at("loaf", "Ona Reyes"),),
            statements=("s-loaf",),
        ),
    )


def _quotations() -> tuple[Quotation, ...]:
    given = (
        ("courier", "Marta Quill", "p-quill"),
        ("gazette", "Tomas Hale", "p-hale"),
        ("lantern", "Marta Quill", "p-quill"),
        ("wire", "Marta Quill", "p-quill"),
    )
    return (
        Quotation(
            "q-nine",
            tuple(Variant(at(r, QUOTED), name, who, f"s-{r}-quote") for r, name, who in given),
        ),
        Quotation(
            "q-shift",
            (Variant(at("loaf", "We want the night shift back,"), "Ona Reyes", "p-reyes"),),
        ),
    )


def _claims() -> tuple[Claim, ...]:
    quill = "Marta Quill"
    return (
        Claim(
            "c-barge",
            "The gate may have been struck by a barge",
            "so",
            (
                Mention(at("courier", "A barge lay across the broken gate"), basis="eyewitness"),
                Mention(at("gazette", "was hit by a barge")),
                Mention(at("gazette", "Barge smashed dam gate", field="title"), holder="mayor"),
                Mention(at("lantern", "The gate was struck by a barge"), Certainty(), quill),
                Mention(
                    at("wire", "The gate may have been struck by a barge"),
                    Certainty("possible", "positive", quill, 0.5, (at("wire", "may"),)),
                    quill,
                    "p-quill",
                    "s-wire-barge",
                    "relayed",
                ),
            ),
        ),
        Claim(
            "c-homes",
            "40 homes were flooded",
            "so",
            (
                Mention(at("courier", "46 flooded homes along Mill Lane"), basis="eyewitness"),
                Mention(at("gazette", "40 homes were flooded")),
                Mention(at("lantern", "flooding 40 homes")),
                Mention(at("radio", "About 40 homes are under water")),
                Mention(at("wire", "40 homes were flooded"), holder="the water board"),
            ),
        ),
        Claim(
            "c-missing",
            "Two people were missing",
            "so",
            (
                Mention(at("courier", "Two people were missing"), holder="the fire service"),
                Mention(at("gazette", "Two people are missing")),
                Mention(at("lantern", "Two people were missing"), holder="officials"),
                Mention(at("wire", "Two people were missing"), holder="officials"),
            ),
        ),
        Claim(
            "c-said",
            "Marta Quill: “We closed the sluice within nine minutes”",
            "said",
            tuple(
                Mention(at(r, QUOTED), holder=quill, statement_id=f"s-{r}-quote")
                for r in ("courier", "lantern", "wire")
            ),
        ),
        Claim("c-shift", "Bakers stopped work", "so", (Mention(at("loaf", "stopped work")),)),
    )


def _corroborations() -> tuple[Corroboration, ...]:
    four = ("courier", "gazette", "lantern", "wire")
    chains = ("gazette ← lantern ← Harrow Wire", "wire ← Harrow Wire", "courier (own)")
    return (
        Corroboration(
            "c-barge",
            four,
            Count(2, 1, 2),
            Count(2, 1, 2),
            "single",
            ("contested",),
            ("Harrow Wire", "Vale Courier"),
            chains,
            (
                Evidence("own work", 2.0, "“A barge lay across” is told by an eyewitness."),
                Evidence("reused wording", 4.5, "lantern shares 8 rare words with wire."),
            ),
            ("Did the reporter of courier see the barge strike, or only lie there?",),
        ),
        Corroboration(
            "c-homes",
            (*four[:3], "radio", "wire"),
            Count(2, 2, 3),
            Count(2, 1, 3),
            "single",
            ("contested",),
            ("Harrow Wire", "Vale Courier", "radio"),
            (*chains, "radio (unstated)"),
            (),
            ("Where did radio have its number from?",),
        ),
        Corroboration(
            "c-missing",
            four,
            Count(2, 2, 2),
            Count(2, 2, 2),
            "two or more",
            ("unnamed only",),
            ("Harrow Wire", "Vale Courier"),
            chains,
        ),
        Corroboration(
            "c-said",
            ("courier", "lantern", "wire"),
            Count(2, 2, 2),
            Count(1, 1, 1),
            "single",
            (),
            ("Harrow Wire", "Vale Courier"),
            chains[1:],
        ),
        Corroboration(
            "c-shift", ("loaf",), Count(0, 0, 1), Count(0, 0, 1), "unsupported here", (), ()
        ),
    )


def _reuse_of_lantern() -> Reuse:
    return Reuse(
        at("lantern", "The gate was struck by a barge, Quill said"),
        at("wire", "The gate may have been struck by a barge, Quill said"),
        0.9,
        differences=(Difference(at("lantern", "was struck"), at("wire", "may have been struck")),),
    )


def _derivations() -> tuple[Derivation, ...]:
    return (
        Derivation(
            "gazette",
            "lantern",
            None,
            "derived",
            0.86,
            (
                Evidence(
                    "reused wording",
                    3.4,
                    "The same 9 words stand in both, outside quotation marks.",
                    (at("gazette", "by a barge"), at("lantern", "by a barge")),
                ),
                Evidence("published later", 0.6, "gazette is 6 hours younger than lantern."),
                Evidence("no credit", -1.4, "gazette names no agency."),
            ),
            (Reuse(at("gazette", "by a barge"), at("lantern", "by a barge"), 1.0),),
        ),
        Derivation(
            "lantern",
            "wire",
            None,
            "derived",
            0.97,
            (
                Evidence(
                    "reused wording",
                    5.2,
                    "A passage of 10 words is the same but for 3.",
                    (at("lantern", "struck by a barge"), at("wire", "struck by a barge")),
                ),
                Evidence("published later", 0.6, "lantern is 2.5 hours younger than wire."),
            ),
            (_reuse_of_lantern(),),
        ),
        Derivation(
            "wire",
            None,
            "Harrow Wire",
            "derived",
            0.93,
            (
                Evidence(
                    "dateline",
                    3.7,
                    "The dateline names Harrow Wire.",
                    (at("wire", "(Harrow Wire)"),),
                ),
            ),
        ),
        Derivation(
            "radio",
            "wire",
            None,
            "unsure",
            0.4,
            (Evidence("shared number", -0.6, "Both say 40, as anybody might."),),
        ),
        Derivation("courier", "wire", None, "independent", 0.08, ()),
    )


def _relations() -> tuple[Relation, ...]:
    return (
        Relation(
            "x-speaker",
            "speaker",
            at("gazette", QUOTED),
            at("wire", QUOTED),
            ("Tomas Hale", "Marta Quill"),
            "The same words are given to two people.",
            nearer="wire",
        ),
        Relation(
            "x-number",
            "number",
            at("courier", "46 flooded homes along Mill Lane"),
            at("wire", "40 homes were flooded"),
            ("46", "40"),
            "Both count flooded homes; 46 does not round to 40.",
            "c-homes",
        ),
        Relation(
            "x-certainty",
            "certainty",
            at("lantern", "The gate was struck by a barge"),
            at("wire", "The gate may have been struck by a barge"),
            ("was", "may have been"),
            "“may have been” was lost along the copy.",
            "c-barge",
            drift=True,
            nearer="wire",
        ),
        Relation(
            "x-omission",
            "omission",
            at("gazette", "The gate of the Kestrel dam was hit by a barge"),
            at("wire", "The gate may have been struck by a barge, Quill said"),
            ("", "Quill said"),
            "The holder of the guess is left out.",
            "c-barge",
        ),
        Relation(
            "x-update",
            "update",
            at("radio", "The two people who were missing have been found alive"),
            at("wire", "Two people were missing"),
            ("found alive", "missing"),
            "A later state of the same thing.",
            "c-missing",
        ),
        Relation(
            "x-rounding",
            "rounding",
            at("radio", "About 40 homes are under water"),
            at("courier", "46 flooded homes along Mill Lane"),
            ("About 40", "46"),
            "“About” allows it.",
            "c-homes",
        ),
    )


def make_brief() -> Brief:
    """The brief of the invented dam: six reports, two stories, two refused inputs."""
    return Brief(
        reports=tuple(_marked(report_id) for report_id in sorted(TEXTS)),
        refused=(
            Refused("in/empty.html", "no text was found in it; give the page as it was saved"),
            Refused("in/photo.jpg", "it is a picture (JPEG); expected text, HTML or JSON lines"),
        ),
        warnings=("lantern: the page states two years, 2031 and 2029; neither is proof",),
        stories=(
            Story("story-1", ("courier", "gazette", "lantern", "radio", "wire")),
            Story("story-2", ("loaf",)),
        ),
        statements=_statements(),
        speakers=_speakers(),
        quotations=_quotations(),
        claims=_claims(),
        derivations=_derivations(),
        credits=(
            Credit(
                "lantern",
                "Harrow Wire",
                "statement",
                at("lantern", "Harrow Wire"),
                at("lantern", "Two people were missing"),
            ),
            Credit("wire", "Harrow Wire", "report", at("wire", "(Harrow Wire)")),
        ),
        corroborations=_corroborations(),
        relations=_relations(),
        cannot_show=(
            "Harrow Wire is named as an origin, and its own report is not among the files.",
            "Where radio had its number from: it names nobody.",
        ),
        manifest=Manifest(
            "0.1.0", "5e" * 32, {"background": "b4" * 32}, dict.fromkeys(sorted(TEXTS), "00" * 32)
        ),
    )
