"""Where everything comes from, as PROV-JSON: reports, versions, derivations, who decided what."""

from __future__ import annotations

from urllib.parse import quote

from secondsource.model import Derivation
from secondsource.store.handing import Handover

_PREFIX = {
    "prov": "http://www.w3.org/ns/prov#",
    "case": "urn:secondsource:",
    "schema": "https://schema.org/",
}
_UNSEEN = "unseen:"
Row = dict[str, object]


def provenance_of(given: Handover) -> Row:
    """The case as entities, activities and agents, with what ties them.

    A derivation is written only where the verdict is "derived", with its probability.
    Source: W3C Member Submission "The PROV-JSON Serialization", 2013.
    """
    return {
        "prefix": _PREFIX,
        "entity": _entities(given),
        "activity": _activities(given),
        "agent": _agents(given),
        "wasGeneratedBy": {
            "_:brief": {"prov:entity": "case:brief", "prov:activity": "case:reading"}
        },
        "used": {
            f"_:used-{number}": {
                "prov:activity": "case:reading",
                "prov:entity": _name("report", report_id),
            }
            for number, report_id in enumerate(sorted(given.reports), 1)
        },
        "wasAssociatedWith": _associations(given),
        "wasAttributedTo": {
            f"_:by-{number}": {
                "prov:entity": _name("report", report.id),
                "prov:agent": _name("outlet", report.outlet),
            }
            for number, report in enumerate(given.reports.values(), 1)
            if report.outlet
        },
        "wasDerivedFrom": {**_derivations(given), **_revisions(given)},
    }


def _entities(given: Handover) -> Row:
    found: Row = {"case:brief": {"prov:type": "case:Brief"}}
    for version in given.versions:
        report = version.report
        current = given.reports[report.id]
        facts = {
            "prov:type": "case:Report",
            "schema:sha256": report.sha256,
            "case:arrived": version.arrived.isoformat(),
            "schema:url": report.url,
            "schema:headline": report.title,
            "schema:datePublished": report.published.isoformat() if report.published else None,
        }
        told = {key: value for key, value in facts.items() if value is not None}
        found[_version_name(report.id, version.number)] = told
        if report.sha256 == current.sha256:
            found[_name("report", report.id)] = told
    for link in given.brief.derivations:
        if link.origin and link.verdict == "derived":
            found[_parent(link, given)] = {"prov:type": "case:Origin", "schema:name": link.origin}
    return found


def _activities(given: Handover) -> Row:
    manifest = given.brief.manifest
    reading: Row = {
        "prov:type": "case:Reading",
        "case:version": manifest.version,
        "case:settings": manifest.settings,
    }
    decisions: Row = {
        f"case:{d.id}": {
            "prov:type": f"case:{d.kind}",
            "prov:startTime": d.when.isoformat(),
            "prov:endTime": d.when.isoformat(),
            "case:reason": d.reason,
        }
        for d in given.decisions
    }
    return {"case:reading": reading, **decisions}


def _agents(given: Handover) -> Row:
    outlets = sorted({r.outlet for r in given.reports.values() if r.outlet})
    people = sorted({d.who for d in given.decisions})
    return {
        "case:secondsource": {
            "prov:type": "prov:SoftwareAgent",
            "case:version": given.brief.manifest.version,
        },
        **{
            _name("outlet", name): {"prov:type": "prov:Organization", "schema:name": name}
            for name in outlets
        },
        **{
            _name("person", name): {"prov:type": "prov:Person", "schema:name": name}
            for name in people
        },
    }


def _associations(given: Handover) -> Row:
    found: Row = {"_:reading": {"prov:activity": "case:reading", "prov:agent": "case:secondsource"}}
    for number, decision in enumerate(given.decisions, 1):
        found[f"_:decided-{number}"] = {
            "prov:activity": f"case:{decision.id}",
            "prov:agent": _name("person", decision.who),
        }
    return found


def _derivations(given: Handover) -> Row:
    return {
        f"_:derived-{number}": {
            "prov:generatedEntity": _name("report", link.child),
            "prov:usedEntity": _parent(link, given),
            "case:probability": link.probability,
        }
        for number, link in enumerate(given.brief.derivations, 1)
        if link.verdict == "derived"
    }


def _parent(link: Derivation, given: Handover) -> str:
    """The report, or the origin, that a report derives from.

    An unseen one is numbered inside its story: that of another story is another.
    """
    if link.parent is not None:
        return _name("report", link.parent)
    origin = link.origin or ""
    if not origin.startswith(_UNSEEN):
        return _name("origin", origin)
    story = next((s.id for s in given.brief.stories if link.child in s.report_ids), "")
    return _name("origin", f"{story}/{origin}")


def _revisions(given: Handover) -> Row:
    return {
        f"_:revised-{number}": {
            "prov:generatedEntity": _version_name(version.report.id, version.number),
            "prov:usedEntity": _version_name(version.report.id, version.number - 1),
            "prov:type": "prov:Revision",
        }
        for number, version in enumerate(given.versions, 1)
        if version.number > 1
    }


def _name(kind: str, identity: str) -> str:
    return f"case:{kind}/{quote(identity, safe='')}"


def _version_name(report_id: str, number: int) -> str:
    return f"{_name('report', report_id)}/{number}"
