"""The README shows what the program prints, and its commands are those that exist."""

import re
from pathlib import Path

import secondsource as ss
from secondsource.brief import WRITERS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_brief_in_the_readme_is_what_the_example_gives():
    """Run `python evaluation/readme_brief.py` after a change of the brief."""
    printed = WRITERS["terminal"](ss.check([ROOT / "examples" / "silo-fire"])).splitlines()
    shown = README.split("```text\n")[1].split("```")[0].splitlines()
    assert len(shown) > 20
    assert [line for line in shown if line not in printed] == []


def test_every_command_in_the_readme_exists():
    named = set(re.findall(r"`secondsource ([a-z]+)", README))
    there = {path.stem for path in (ROOT / "src" / "secondsource" / "cli").glob("*.py")}
    assert named
    assert named <= there


def test_every_page_that_the_readme_links_to_is_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
