"""Every stage, command and setting is documented; every shipped data file says whose it is."""

import dataclasses

import pytest

from secondsource import settings as settings_module
from secondsource.pipeline import STAGES

from .package import PACKAGE, ROOT

DOCS = ROOT / "docs"


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_a_page(stage):
    assert (DOCS / f"{stage}.md").is_file()


def test_every_data_file_names_its_origin_and_licence():
    licences = (PACKAGE / "data" / "LICENSES.md").read_text(encoding="utf-8")
    files = [p.name for p in (PACKAGE / "data").iterdir() if p.suffix in (".txt", ".tsv", ".csv")]
    assert files
    assert [name for name in files if name not in licences] == []


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
