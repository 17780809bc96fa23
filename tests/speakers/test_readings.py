"""What one phrase says about whom it names."""

import pytest

from secondsource.speakers.readings import name_key, read_phrase


@pytest.mark.parametrize(
    ("phrase", "sort", "name", "roles"),
    [
        ("Ada Moor", "person", "Ada Moor", ()),
        # Titles, ranks and callings are roles, no part of the name.
        ("Royal Navy Rear Admiral Piet van der Zalm", "person", "Piet van der Zalm", None),
        ("senior police sergeant Dora Quill", "person", "Dora Quill", ("senior police sergeant",)),
        ("Prof. J. K. Lund Jr.", "person", "J K Lund", ("Prof",)),
        ("Mr Brask", "person", "Brask", ()),
        ("Dora Quill, the harbourmaster,", "person", "Dora Quill", ("harbourmaster",)),
        ("The harbour doctor, Dr. Olaf Brask,", "person", "Olaf Brask", ("Dr", "harbour doctor")),
        ("Dora Quill, of the harbour office,", "person", "Dora Quill", ("of the harbour office",)),
        ("engineer Karim al-Tamari, who built the port", "person", "Karim al-Tamari", None),
        # Institutions by their words, by capitals, by an article before a name.
        ("the Ministry of Ports", "institution", "Ministry of Ports", ()),
        ("Veldt police", "institution", "Veldt police", ()),
        ("NORFERRY", "institution", "NORFERRY", ()),
        ("A statement from Norferry Lines", "institution", "Norferry Lines", ()),
        ("police", "institution", "police", ()),
        # Nobody is named.
        ("a spokesman for Norferry", "role", "spokesman for Norferry", ()),
        ("the officer", "role", "officer", ()),
        ("Officials at the port", "group", "Officials at the port", ()),
        ("two people familiar with the matter", "group", "people familiar with the matter", ()),
        ("Port and city officials", "group", "Port and city officials", ()),
        ("Some of the victims", "group", "Some of the victims", ()),
        ("one of the drivers", "role", "one of the drivers", ()),
        ("the 58-year-old Brask", "person", "Brask", ("58-year-old",)),
        ("she", "pronoun", "she", ()),
        # A single capital word may be a person or a company.
        ("Brask", "unclear", "Brask", ()),
    ],
)
def test_what_a_phrase_names(phrase, sort, name, roles):
    reading = read_phrase(phrase)
    assert (reading.sort, reading.name) == (sort, name)
    if roles is not None:
        assert reading.roles == roles


@pytest.mark.parametrize(
    ("phrase", "gender"),
    [("Mr Brask", "m"), ("Ms Brask", "f"), ("Dora Quill", "f"), ("a spokeswoman", "f"), ("he", "m"),
     ("Brask", ""), ("the officer", "")],
)  # fmt: skip
def test_gender_is_told_by_title_calling_or_given_name(phrase, gender):
    assert read_phrase(phrase).gender == gender


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a spokesman for Norferry", "the Norferry spokesman"),
        ("a Ports Office spokeswoman", "a spokesperson for the Ports Office"),
        ("the Veldt Police Department", "Veldt police"),
        ("Norferry Ltd", "Norferry"),
    ],
)
def test_two_phrases_for_one_description_have_equal_keys(one, other):
    assert read_phrase(one).keys == read_phrase(other).keys


def test_the_key_of_a_name_drops_article_hyphen_and_possessive():
    assert name_key("Al-Tamari's") == name_key("al-Tamari") == "tamari"


@pytest.mark.parametrize("phrase", ["", " ", ",", "—", "“”", "of", "the", "'s", "(", "43"])
def test_a_phrase_without_words_is_read_without_an_error(phrase):
    assert read_phrase(phrase).sort in ("role", "group", "unclear", "institution", "pronoun")
