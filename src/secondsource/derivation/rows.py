"""A derivation as the line of JSON that `secondsource derivation` prints."""

from __future__ import annotations

from secondsource.model import Derivation


def derivation_row(derivation: Derivation) -> dict[str, object]:
    """The line: child, parent, origin, verdict, probability, spans, evidence.

    spans: [child start, child end, parent start, parent end] of each aligned passage.
    """
    return {
        "child": derivation.child,
        "parent": derivation.parent,
        "origin": derivation.origin,
        "verdict": derivation.verdict,
        "probability": derivation.probability,
        "spans": [
            [r.left.start, r.left.end, r.right.start, r.right.end] for r in derivation.reuses
        ],
        "evidence": [
            {
                "feature": evidence.feature,
                "bits": evidence.bits,
                "detail": evidence.detail,
                "spans": [
                    {"report": s.report_id, "start": s.start, "end": s.end, "field": s.field}
                    for s in evidence.spans
                ],
            }
            for evidence in derivation.evidence
        ],
    }
