"""Pictures of every page of the local app for docs/web/, of the invented example.

    python evaluation/screenshots.py

Needs the extra [test] and the system's Chromium; `pngquant`, where it is there, makes them small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "web"
WINDOWS = {1280: 1000, 390: 1200}  # width and height in pixels: what is seen first
TABS = "contradictions collation derivation matrix timeline places speakers".split()
DARK = ("brief", "collation")
# The example lies in a place that is on no map; these events lie in places that are.
EVENTS = (
    "Storm tears at the ports\n\nA crane fell at the container terminal in Rotterdam on Friday. "
    "Three dockers were hurt. "
    "The storm sank a barge near Antwerp on Friday. A roof was torn off in Hamburg on Friday.",
    "Storm over the coast\n\nThe storm sank a barge near Antwerp on Friday. "
    "A crane fell in Rotterdam on Friday. "
    "A roof was torn off in Hamburg on Friday. Trees fell on a tram in Cologne on Friday.",
)


def main() -> None:
    """Makes a case of the example, decides on a claim, and takes the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder, "silo-fire.case")
        for given in ("silo-fire", "silo-fire-later"):
            run("add", str(case), str(ROOT / "examples" / given))
        run("show", str(case))
        with served(case) as address:
            take(address)
        for number, text in enumerate(EVENTS):
            Path(folder, f"post-{number}.txt").write_text(text, encoding="utf-8")
        storm = Path(folder, "storm.case")
        run("add", str(storm), *(str(path) for path in Path(folder).glob("post-*.txt")))
        with served(storm) as address:
            take_map(address)
    if shutil.which("pngquant"):
        places = [str(path) for path in PICTURES.glob("*.png")]
        subprocess.run(["pngquant", "--force", "--ext", ".png", "64", *places], check=True)


@contextmanager
def served(case: Path) -> Iterator[str]:
    """The address of the app, while it runs."""
    command = [sys.executable, "-m", "secondsource", "serve", str(case), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()


def run(*words: str) -> None:
    """Runs the program."""
    command = [sys.executable, "-m", "secondsource", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, closed at the end."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield found
        found.close()


def take(address: str) -> None:
    """Every page in every window."""
    home = address.partition("/?")[0]
    with chromium() as browser:
        for width, height in WINDOWS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            opened(page, address)
            if width == max(WINDOWS):
                decide(page, home)
            for name, path in pages(page, home):
                page.goto(home + path)
                page.screenshot(path=PICTURES / f"{name}-{width}.png")
        dark = browser.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="dark")
        opened(dark, address)
        for name, path in pages(dark, home):
            if name in DARK:
                dark.goto(home + path)
                dark.screenshot(path=PICTURES / f"{name}-dark.png")


def take_map(address: str) -> None:
    """The map of a story whose places are known."""
    home = address.partition("/?")[0]
    with chromium() as browser:
        for width, height in WINDOWS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            opened(page, address)
            story = page.locator(".card h2 a").first.get_attribute("href")
            page.goto(f"{home}{story}/places")
            page.screenshot(path=PICTURES / f"map-{width}.png")


def opened(page: Page, address: str) -> None:
    """Opens the app and waits until its brief is up to date."""
    page.goto(address)
    page.wait_for_selector(".card")
    page.wait_for_function("() => !document.querySelector('.pulse')")


def decide(page: Page, home: str) -> None:
    """Rejects the second claim, for the pictures of decisions."""
    page.goto(home + "/stories")
    page.locator(".card h2 a").first.click()
    page.locator(".claim-row h3 a").nth(1).click()
    page.get_by_label("Reject").check()
    page.get_by_label("Why").first.fill("All of them have it from one handout")
    page.get_by_label("Your name or initials").first.fill("fe")
    page.get_by_role("button", name="Decide").click()
    page.wait_for_selector(".decided")


def pages(page: Page, home: str) -> Iterator[tuple[str, str]]:
    """Name and address of a page of each kind."""

    def found(path: str, wanted: str, number: int = 0) -> str:
        page.goto(home + path)
        return str(page.locator(wanted).nth(number).get_attribute("href"))

    story = found("/stories", ".card h2 a")
    yield "stories", "/stories"
    yield "brief", story
    for tab in TABS:
        yield tab, f"{story}/{tab}"
    yield "claim", found(story, ".claim-row h3 a", 1)
    yield "edge", found(f"{story}/derivation", 'table a[href*="child=harbour-post"]')
    yield "speaker", found(f"{story}/speakers", ".people a")
    claim = found(story, ".claim-row h3 a", 2)
    yield "report", re.sub("#.*", "#here", found(claim, ".said a", 1))
    for name in ("versions", "search", "outlets", "decisions", "add"):
        yield name, f"/{name}" + ("?q=barley+conv*" if name == "search" else "")


if __name__ == "__main__":
    main()
