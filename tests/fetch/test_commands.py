"""From the command line no connection is opened unless the user says so, and none leads inside."""

import pytest
from typer.testing import CliRunner

from secondsource.cli.app import app
from secondsource.store import Case

from .site import answer

PAGE = b"<!doctype html><title>Crane</title><p>A crane fell on the north quay on Friday.</p>"


@pytest.fixture
def run(tmp_path):
    """Runs a command on a case in a folder of its own."""

    def command(name, *given):
        return CliRunner().invoke(app, [name, str(tmp_path / "quay.case"), *map(str, given)])

    return command


@pytest.fixture
def reachable(monkeypatch, make, site):
    """The commands' fetcher may reach the site: no option of the program can do this."""
    import secondsource.fetch

    monkeypatch.setattr(secondsource.fetch, "Fetcher", lambda: make(seconds=20.0))
    site.pages["/a"] = answer(PAGE)
    return site


def test_an_address_is_refused_unless_a_connection_is_allowed(run, reachable, tmp_path):
    result = run("add", reachable.url("/a"))
    assert result.exit_code == 2
    assert "no connection is opened unless you say --allow-network" in result.stderr
    assert reachable.asked == []
    assert not (tmp_path / "quay.case").exists()


def test_an_address_is_added_when_it_is(run, reachable, tmp_path):
    (tmp_path / "b.txt").write_text("Three dockers were hurt at the north quay of Brandmoor.")
    result = run("add", "--allow-network", reachable.url("/a"), tmp_path / "b.txt")
    assert result.exit_code == 0
    assert result.stdout == "added b\nadded a\n"
    with Case.open(tmp_path / "quay.case") as case:
        assert case.original(case.versions(reachable.url("/a"))[0].report.sha256) == PAGE


def test_a_page_that_does_not_come_is_named_and_kept_with_its_reason(run, reachable, tmp_path):
    result = run("add", "--allow-network", reachable.url("/a"), reachable.url("/none"))
    assert (result.exit_code, result.stdout) == (1, "added a\n")
    assert "is not there (status 404)" in result.stderr
    with Case.open(tmp_path / "quay.case") as case:
        assert [refused.place for refused in case.refused()] == [reachable.url("/none")]


def test_nothing_that_comes_is_an_error(run, reachable):
    result = run("add", "--allow-network", reachable.url("/none"))
    assert result.exit_code == 2
    assert "nothing was added" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_is_never_asked(run, site, host):
    result = run("add", "--allow-network", site.url("/a", host))
    assert result.exit_code == 2
    assert "no address of the public Internet" in result.stderr
    assert site.asked == []


def opml(tmp_path, *urls):
    """A list of these feeds."""
    outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in urls)
    path = tmp_path / "feeds.opml"
    path.write_text(f"<opml><body>{outlines}</body></opml>")
    return path


def test_feeds_are_not_followed_unless_a_connection_is_allowed(run, reachable, tmp_path):
    result = run("watch", opml(tmp_path, reachable.url("/feed")), "--once")
    assert result.exit_code != 0
    assert "--allow-network" in str(result.exception)
    assert reachable.asked == []


def test_feeds_are_followed_once(run, reachable, tmp_path):
    feed = f'<rss version="2.0"><channel><item><link>{reachable.url("/a")}</link></item>'
    reachable.pages["/feed"] = answer(f"{feed}</channel></rss>".encode(), kind="text/xml")
    listed = opml(tmp_path, reachable.url("/feed"), reachable.url("/none"))
    result = run("watch", listed, "--once", "--allow-network")
    assert result.exit_code == 1
    assert result.stdout.startswith("added a\nlooked at 3 addresses: 2 with news, 1 failed; next")
    assert "is not there (status 404)" in result.stderr
    with Case.open(tmp_path / "quay.case") as case:
        assert [report.url for report in case.reports()] == [reachable.url("/a")]
