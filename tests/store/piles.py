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


SHOW = (
    "Visitors filled the Lindow flower hall on Sunday as the orchid show opened its gates.\n\n"
    '"We counted nine hundred blooms before noon," said Petra Vale, who leads the growers.\n\n'
    "A violet orchid from the Marl nursery won the first prize of the judges.\n"
)
SHOW_AGAIN = (
    "The orchid show in Lindow opened on Sunday with a full flower hall.\n\n"
    '"We counted nine hundred blooms before noon," said Petra Vale of the growers.\n\n'
    "The judges gave the first prize to a violet orchid of the Marl nursery, and a second orchid "
    "of the same nursery came third.\n"
)


def show() -> tuple[Report, ...]:
    """Two reports of another event."""
    day = datetime(2031, 6, 15, 14, 0, tzinfo=UTC)
    one = Report(id="bloom", text=SHOW, title="Orchids", outlet="Lindow News", published=day)
    return (one, Report(id="petal", text=SHOW_AGAIN, outlet="Marl Gazette", published=day))
