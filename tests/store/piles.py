"""An invented accident, told by an agency and two papers, one of them before a correction."""

from datetime import UTC, datetime

from secondsource.model import Report

ARRIVED = datetime(2031, 5, 3, 12, 0, tzinfo=UTC)
LATER = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
PAGE = "https://tern.example/crane"

WIRE = (
    "BRANDMOOR, May 3 (Tern Agency) - A crane fell on the north quay on Friday, the port said.\n\n"
    '"The brake did not hold," said Ada Finch, the harbour master of Brandmoor.\n\n'
    "Three dockers were hurt when the jib struck a bonded warehouse beside the basin.\n"
)
MENDED = WIRE.replace("Three dockers", "Five dockers")
COPY = (
    "A crane fell on the north quay on Friday, the port said.\n\n"
    '"The brake did not hold," said Ada Finch, the harbour master of Brandmoor.\n\n'
    "Three dockers were hurt when the jib struck a bonded warehouse beside the basin, "
    "Tern Agency reported.\n"
)
OWN = (
    "Our reporter saw the crane on its side on the north quay of Brandmoor on Friday evening.\n\n"
    "Olaf Berg, a docker, told this newspaper that the wind had been strong all afternoon.\n\n"
    '"We heard a crack and then it went over," Olaf Berg said.\n'
)


def wire(text: str = WIRE) -> Report:
    """The agency's report, under its address."""
    return Report(
        id="tern",
        text=text,
        title="Crane falls at Brandmoor",
        outlet="Tern Agency",
        published=datetime(2031, 5, 3, 8, 0, tzinfo=UTC),
        url=PAGE,
    )


def pile() -> tuple[Report, ...]:
    """Three reports by three outlets."""
    copy = Report(
        id="quay",
        text=COPY,
        title="Crane falls",
        outlet="Quay Post",
        published=datetime(2031, 5, 3, 10, 30, tzinfo=UTC),
        url="https://quay.example/news/1",
    )
    own = Report(id="moor", text=OWN, outlet="Moor Courier", url="https://moor.example/a")
    return (wire(), copy, own)
