"""The findings as W3C Web Annotations, which annotation tools can lay over the live pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from secondsource.brief.html import safe_address
from secondsource.model import Report, Span
from secondsource.store.handing import Handover
from secondsource.store.settings import StoreSettings

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVES = {"accept": "assessing", "reject": "assessing", "note": "commenting"}
Row = dict[str, object]


def annotations_of(given: Handover, *, settings: StoreSettings = StoreSettings()) -> Row:
    """One annotation a mention of a claim, a relation and a decision, as a collection.

    Every target has the exact words with what stands around them, and the characters counted.
    Source: W3C Recommendation "Web Annotation Data Model", 2017.
    """
    items = [*_claims(given, settings), *_relations(given, settings), *_decisions(given, settings)]
    return {
        "@context": _CONTEXT,
        "id": "urn:secondsource:annotations",
        "type": "AnnotationCollection",
        "label": "What reports say, never what is so",
        "total": len(items),
        "first": {
            "id": "urn:secondsource:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _claims(given: Handover, settings: StoreSettings) -> Iterator[Row]:
    for claim in given.brief.claims:
        weighed = given.weighed.get(claim.id)
        told = f"{weighed.badge}; " if weighed else ""
        for number, mention in enumerate(claim.mentions, 1):
            yield _annotation(
                f"{claim.id}:{number}",
                "classifying",
                f"{told}carried by {len(claim.report_ids)} of {len(given.reports)} files",
                [_target(given, mention.span, settings)],
            )


def _relations(given: Handover, settings: StoreSettings) -> Iterator[Row]:
    for relation in given.brief.relations:
        targets = [_target(given, span, settings) for span in (relation.a, relation.b)]
        yield _annotation(relation.id, "linking", f"{relation.type}: {relation.rule}", targets)


def _decisions(given: Handover, settings: StoreSettings) -> Iterator[Row]:
    for placed in given.overlay.in_force:
        decision = placed.decision
        targets = [
            _selected(f"urn:sha256:{anchor.sha256}", anchor.words, anchor.span)
            for target in decision.targets
            for anchor in target.anchors
            if anchor.words
        ]
        if targets:
            motive = _MOTIVES.get(decision.kind, "editing")
            row = _annotation(decision.id, motive, f"{decision.kind}: {decision.reason}", targets)
            creator = {"type": "Person", "name": decision.who}
            yield {**row, "creator": creator, "created": decision.when.isoformat()}


def _annotation(identity: str, motive: str, words: str, targets: Sequence[Row]) -> Row:
    return {
        "id": f"urn:secondsource:{quote(identity, safe=':')}",
        "type": "Annotation",
        "motivation": motive,
        "body": {"type": "TextualBody", "format": "text/plain", "value": words},
        "target": targets[0] if len(targets) == 1 else list(targets),
    }


def _target(given: Handover, span: Span, settings: StoreSettings) -> Row:
    report = given.reports[span.report_id]
    whole, reach = report.of_field(span.field), settings.context_characters
    around: Row = {
        "prefix": whole[max(0, span.start - reach) : span.start],
        "suffix": whole[span.end : span.end + reach],
    }
    return _selected(_address(report), span.of(report), span, around)


def _selected(address: str, words: str, span: Span, around: Row | None = None) -> Row:
    quoted = {"type": "TextQuoteSelector", "exact": words, **(around or {})}
    counted = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    # Characters are counted in the text that was read, which a live page may not have.
    return {"source": address, "selector": [quoted, counted]}


def _address(report: Report) -> str:
    return safe_address(report.url) or f"urn:sha256:{report.sha256}"
