"""A real Chromium on a real server."""

import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MOMENT = 60_000  # milliseconds that a busy machine may take for anything


@contextmanager
def served(case):
    """The address that `secondsource serve` prints first, while it runs."""
    command = [sys.executable, "-m", "secondsource", "serve", str(case), "--no-browser"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,  # stderr is that of the tests: a pipe that nobody reads fills up
        text=True,
        encoding="utf-8",
        preexec_fn=_heed_ctrl_c,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=MOMENT / 1000)


def _heed_ctrl_c():
    """A shell lets what it runs in the background ignore Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def chromium():
    """The system's Chromium; skips where there is none, or nothing that drives it."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="no Playwright: pip install 'secondsource[test]'"
    )
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def opened(browser, address, **options):
    """A page that has opened the printed address, its faults collected in `page.faults`."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(MOMENT)
    page = context.new_page()
    faults = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
    page.goto(address)
    ready(page)
    return page, faults


def ready(page):
    """Waits until the brief is up to date; the page loads itself again then."""
    page.wait_for_selector(".card, .claim-row, main h1")
    page.wait_for_function(
        "() => document.readyState === 'complete' && !document.querySelector('.pulse')"
    )


def follow(page, link):
    """Clicks what leads to another page, and waits until it is there with its style and script."""
    with page.expect_navigation():
        link.click()


def enter(page):
    """Presses Enter where that leads to another page, and waits for it in the same way."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
