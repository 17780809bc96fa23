"""Every stage, command and setting is documented; every shipped data file says whose it is."""

import dataclasses
import importlib.util

import pytest

from secondsource import settings as settings_module
from secondsource.cli.app import COMMANDS
from secondsource.pipeline import STAGES

from .package import PACKAGE, ROOT

DOCS = ROOT / "docs"


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_a_page(stage):
    assert (DOCS / f"{stage}.md").is_file()


def test_every_data_file_names_its_origin_and_licence():
    data = PACKAGE / "data"
    licences = "\n".join(p.read_text(encoding="utf-8") for p in sorted(data.rglob("LICENSE*.md")))
    files = [
        path.name
        for path in sorted(data.rglob("*"))
        if path.is_file() and path.suffix not in (".py", ".pyc", ".md")
    ]
    assert files
    assert [name for name in files if name not in licences] == []


@pytest.mark.parametrize("command", [command.__name__.strip("_") for command in COMMANDS])
def test_every_command_is_documented(command):
    pages = "\n".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    assert f"secondsource {command}" in pages


def test_the_page_of_settings_is_what_the_settings_say():
    """If this fails: python evaluation/settings_page.py."""
    place = ROOT / "evaluation" / "settings_page.py"
    spec = importlib.util.spec_from_file_location("settings_page", place)
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    assert writer.PAGE.read_text(encoding="utf-8") == writer.page()


def _settings_classes():
    return [
        cls
        for name, cls in sorted(vars(settings_module).items())
        if name.endswith("Settings") and dataclasses.is_dataclass(cls) and name != "Settings"
    ]


@pytest.mark.parametrize("cls", _settings_classes(), ids=lambda c: c.__name__)
def test_every_setting_is_listed_in_the_docs(cls):
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert [f.name for f in dataclasses.fields(cls) if f"`{f.name}`" not in page] == []
