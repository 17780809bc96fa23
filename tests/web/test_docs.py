"""The page of the app names every page, setting and picture that there is."""

import dataclasses
import re
from pathlib import Path

from secondsource.web.app import PAGES
from secondsource.web.guard import HEADERS
from secondsource.web.settings import WebSettings

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "web.md").read_text(encoding="utf-8")


def test_every_page_is_named_with_its_address():
    wanted = [re.sub(r"\{\w+\}", "ID", path) for path in PAGES]
    named = [path.replace("/added/ID", "/added/N") for path in wanted]
    assert [path for path in named if f"`{path}`" not in PAGE and f"`{path}?" not in PAGE] == []


def test_every_picture_is_there_and_every_picture_is_named():
    named = set(re.findall(r"\]\((web/[^)]+\.png)\)", PAGE))
    there = {f"web/{path.name}" for path in (DOCS / "web").glob("*.png")}
    assert len(there) > 30
    assert named == there


def test_every_setting_is_named_with_its_default():
    for field in dataclasses.fields(WebSettings):
        default = f"{field.default:_}" if isinstance(field.default, int) else str(field.default)
        row = f"| `{field.name}` | `{default}` |"
        assert row in PAGE or f"| `{field.name}` | `{field.default}` |" in PAGE, field.name


def test_every_header_is_named():
    kinds = {name.partition("-")[0] for name in HEADERS}
    assert kinds == {"Content", "X", "Referrer", "Cross", "Permissions", "Cache"}
    for words in ("content security policy", "nosniff", "Permissions-Policy", "no-store"):
        assert words in PAGE
