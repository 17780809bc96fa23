"""The table of outlets and the user's own."""

import pytest

from secondsource.derivation import load_outlets
from secondsource.errors import SettingsError


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Associated Press", "AP"),
        ("associated-press", "AP"),
        ("Agence France-Presse", "AFP"),
        ("the guardian", "Guardian"),
        ("DPA", "dpa"),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(written, name):
    assert load_outlets().find(written).name == name


def test_an_unknown_outlet_is_none():
    assert load_outlets().find("Harbour Echo") is None


def test_a_user_adds_outlets_and_changes_shipped_ones(tmp_path):
    table = tmp_path / "own.csv"
    table.write_text("name,aliases,agency\nHarbour Echo,HE|The Echo,no\nReuters,,no\n", "utf-8")
    outlets = load_outlets(table)
    assert outlets.find("the echo").name == "Harbour Echo"
    assert outlets.find("Reuters").agency is False
    assert outlets.find("AP").agency is True


def test_the_letter_of_an_outlet_is_the_users_alone(tmp_path):
    table = tmp_path / "own.csv"
    table.write_text("name,grade\nHarbour Echo,b\n", "utf-8")
    outlets = load_outlets(table)
    assert outlets.find("Harbour Echo").grade == "B"
    assert outlets.find("AP").grade is None


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("title\nx\n", "first line"),
        ("name,agency\nEcho,perhaps\n", "line 2"),
        ("name\n--\n", "line 2"),
        ("name,grade\nEcho,G\n", "A to F"),
    ],
)
def test_a_bad_table_says_where_it_is_wrong(tmp_path, content, wrong):
    table = tmp_path / "own.csv"
    table.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=wrong):
        load_outlets(table)


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.csv"):
        load_outlets(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.thesun.co.uk", "The Sun"),  # "the" is part of the address
        ("uk.reuters.com", "Reuters"),
        ("abcnews.go.com", "ABC News"),
        ("ap.example.org", None),  # a name in front of somebody else's address is nobody's
        ("Reuters.com reports", None),  # no address
    ],
)
def test_an_outlet_is_known_by_the_address_of_its_pages(host, name):
    """A saved page often names its outlet by nothing else."""
    found = load_outlets().find(host)
    assert (found.name if found else None) == name
