"""Drafts of schema.org ClaimReview, the rating left empty: judging is the reviewer's."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.brief.html import safe_address
from secondsource.model import Claim, Mention, Report, Speaker
from secondsource.store.handing import Handover
from secondsource.store.nouns import Decision

_KIND = {"person": "Person", "institution": "Organization"}
Row = dict[str, object]


def claim_reviews_of(given: Handover) -> Row:
    """A draft a claim: what is claimed, by whom, where it appeared; no rating, no reviewer.

    What people decided about the claim stands as comments; a speaker whom they renamed has that
    name, and the engine's beside it.

    Source: schema.org, ClaimReview.
    """
    speakers = {speaker.id: speaker for speaker in given.brief.speakers}
    return {
        "@context": "https://schema.org",
        "@graph": [_draft(claim, given, speakers) for claim in given.brief.claims],
    }


def _draft(claim: Claim, given: Handover, speakers: dict[str, Speaker]) -> Row:
    item: Row = {
        "@type": "Claim",
        "identifier": claim.id,
        "appearance": [_work(given.reports[i]) for i in claim.report_ids],
    }
    author = _author(claim.mentions, speakers, given)
    if author:
        item["author"] = author
    comments = [_comment(placed.decision) for placed in given.overlay.on("claim", claim.id)]
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": item,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": "",
            "bestRating": "",
            "worstRating": "",
            "alternateName": "",
        },
        "author": {"@type": "Organization", "name": ""},
        "datePublished": "",
        "url": "",
        **({"comment": comments} if comments else {}),
    }


def _comment(decision: Decision) -> Row:
    """A decision as a comment: a person's, and no rating."""
    reason = f": {decision.reason}" if decision.reason else ""
    return {
        "@type": "Comment",
        "text": f"{decision.kind}{reason}",
        "author": {"@type": "Person", "name": decision.who},
        "dateCreated": decision.when.isoformat(),
    }


def _author(
    mentions: Iterable[Mention], speakers: dict[str, Speaker], given: Handover
) -> Row | None:
    """Whoever is said to claim it, where all reports agree on one who is named."""
    found = {mention.speaker_id for mention in mentions}
    speaker = speakers.get(next(iter(found)) or "") if len(found) == 1 else None
    if speaker is None or speaker.kind not in _KIND:
        return None
    named = given.overlay.set_on("speaker", speaker.id).get("name", speaker.name)
    also = {"alternateName": speaker.name} if named != speaker.name else {}
    return {"@type": _KIND[speaker.kind], "name": named, **also}


def _work(report: Report) -> Row:
    facts = {
        "url": safe_address(report.url),
        "headline": report.title,
        "datePublished": report.published.isoformat() if report.published else None,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
    }
    return {
        "@type": "NewsArticle",
        "identifier": report.id,
        **{key: value for key, value in facts.items() if value is not None},
    }
