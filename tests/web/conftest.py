"""A case of invented reports, open in the app; a client that has been let in."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from secondsource.reports import read_originals
from secondsource.store import Case
from secondsource.web.app import create_app
from secondsource.web.desk import Desk

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "silo-fire"
HOST = "127.0.0.1:8765"
TOKEN = "a-token-of-this-run"
NOW = datetime(2031, 5, 3, 12, tzinfo=UTC)
LONG = 120  # seconds that a brief of the example may take on a busy machine


def made_case(path, given=(str(EXAMPLE),)):
    """A case in this file with the reports of these paths."""
    case = Case.open(path)
    reports, originals, refused = read_originals(list(given))
    case.add(reports, originals, NOW, refused=refused)
    return case


def waited(holds):
    """Waits until it holds; a busy machine may take long."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.05)


def let_in(desk, **options):
    """A client as a browser that has opened the printed address."""
    app = create_app(desk, token=TOKEN, hosts=[HOST], **options)
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.headers["origin"] = f"http://{HOST}"
    client.cookies.set("secondsource-8765", TOKEN)
    return client


def settled(desk):
    """Waits until the brief is made; says why where it cannot be."""
    state = desk.settle(LONG)
    assert (state.working, state.failed) == (False, "")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The desk of the example, read once; tests that write use a case of their own."""
    desk = Desk(made_case(tmp_path_factory.mktemp("web") / "silo.case"))
    settled(desk)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def app_client(made):
    """A client of the example."""
    return let_in(made)


@pytest.fixture
def own(tmp_path):
    """A desk of the example that a test may write to."""
    desk = Desk(made_case(tmp_path / "own.case"))
    settled(desk)
    yield desk
    desk.close()
