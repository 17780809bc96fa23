"""Every step of docs/tutorial.md, in the order and with the words in which it stands there."""

import re
import subprocess
import sys
from pathlib import Path

from .browser import chromium, enter, follow, opened, ready, served
from .conftest import EXAMPLE
from .test_browser import came_in, drop, to_the_stories

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
LATER = EXAMPLE.parent / "silo-fire-later"


def sentences():
    """The first sentence of every step."""
    return [
        line.partition(". ")[0].rstrip(".") + "."
        for line in re.findall(r"^\d+\. (.+)$", PAGE, re.MULTILINE)
    ]


def dropped(page, files):
    """Drops files and waits until they are in the case."""
    drop(page, [(path.name, path.read_text(encoding="utf-8")) for path in files])
    came_in(page)


def tab(page, name):
    follow(page, page.locator(".tabs").get_by_role("link", name=name, exact=True))


def bar(page, name):
    follow(page, page.locator(".bar").get_by_role("link", name=name, exact=True))


def _address(page):
    """Open the address on the first line."""
    assert page.url.endswith("/stories")


def _add(page):
    """Choose **Add reports**."""
    assert "No reports yet" in page.locator("main").inner_text()
    bar(page, "Add reports")


def _drop(page):
    """Drop the five files of `examples/silo-fire` on the page."""
    files = sorted(EXAMPLE.iterdir())
    assert len(files) == 5
    dropped(page, files)
    assert page.locator("h1").inner_text() == "7 reports in the case"


def _stories(page):
    """Choose **To the stories**."""
    to_the_stories(page)
    assert page.locator(".card").count() == 1


def _open(page):
    """Open the story."""
    follow(page, page.locator(".card h2 a"))
    assert "independent origins" in page.locator("h1").inner_text()


def _walk(page):
    """Press `j` until the tonnes of barley are marked, and press `Enter`."""
    for _ in range(page.locator(".claim-row").count()):
        page.keyboard.press("j")
        if "tonnes of barley" in page.locator(".claim-row.here").inner_text():
            break
    enter(page)
    ways = page.locator(".chain").inner_text()
    assert ways.count("← gull-wire-1") == 4
    assert "carried by 5 of 7" in page.locator(".counts").inner_text()


def _contradictions(page):
    """Choose **Contradictions**."""
    tab(page, "Contradictions")
    words = page.locator("main").inner_text()
    assert "1,200" in words
    assert "2,100" in words
    assert "Given to different speakers" in words


def _side(page):
    """Choose **Side by side**, and press `j` to walk the differences."""
    tab(page, "Side by side")
    page.keyboard.press("j")
    assert page.locator("mark.here").count() == 1
    assert "may have started" in page.locator(".collation").inner_text()


def _derivation(page):
    """Choose **Derivation**, and open the percentage between Gull Wire and Harbour Post."""
    tab(page, "Derivation")
    follow(page, page.locator('svg a[href*="child=harbour-post"]').first)
    assert page.locator("h1").inner_text().startswith("Harbour Post (harbour-post) from Gull Wire")
    assert page.locator(".pair figure").count() == 2


def _speakers(page):
    """Choose **Speakers**, and open Marit Solvang."""
    tab(page, "Speakers")
    follow(page, page.get_by_role("link", name="Marit Solvang").first)
    assert page.locator(".said > li").count() > 2


def _reject(page):
    """Choose **Brief**, open the first claim, and reject it with a reason."""
    tab(page, "Brief")
    follow(page, page.locator(".claim-row h3 a").first)
    badge = page.locator(".claim-head .badge").inner_text()
    page.get_by_label("Reject").check()
    page.get_by_label("Why").first.fill("All of it goes back to one agency")
    page.get_by_label("Your name or initials").first.fill("fe")
    follow(page, page.get_by_role("button", name="Decide"))
    assert page.locator(".decided .stamp").inner_text() == "rejected"
    assert page.locator(".claim-head .badge").inner_text() == badge


def _undo(page):
    """Choose **Decisions**, and undo it."""
    bar(page, "Decisions")
    follow(page, page.get_by_role("button", name="Undo"))
    assert page.locator(".log .undone").count() == 1
    assert page.locator(".log > li").count() == 2


def _correct(page):
    """Choose **Add reports**, and drop the new `gull-wire.xml` on the page."""
    bar(page, "Add reports")
    dropped(page, [LATER / "gull-wire.xml"])
    words = page.locator("main").inner_text()
    assert "added as a new version, version 2" in words
    assert "there already" in words


def _versions(page):
    """Choose **Versions**."""
    bar(page, "Versions")
    ready(page)
    words = page.locator("main").inner_text()
    assert "Derived before a correction".lower() in words.lower()
    assert page.locator("del").first.inner_text() == "1,180"
    assert page.locator("ins").first.inner_text() == "1,380"
    assert "vale-tribune" in words


def _stop(page):
    """Stop the app with Ctrl-C, and write the brief for the desk."""
    page.context.close()


STEPS = (
    *(_address, _add, _drop, _stories, _open, _walk, _contradictions, _side, _derivation),
    *(_speakers, _reject, _undo, _correct, _versions, _stop),
)


def test_every_step_has_its_sentence():
    assert [step.__doc__ for step in STEPS] == sentences()


def test_the_steps_do_what_the_tutorial_says(tmp_path):
    with chromium() as browser, served(tmp_path / "fire.case") as (address, _):
        page, faults = opened(browser, address)
        for step in STEPS:
            step(page)
        assert faults == []
    commands = re.findall(r"^secondsource (?:show|export) .+$", PAGE, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        words = command.split()[1:]
        subprocess.run(
            [sys.executable, "-m", "secondsource", *words], cwd=tmp_path, check=True, timeout=600
        )
    assert "Marit Solvang" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert (tmp_path / "handover" / "decisions.jsonl").is_file()
