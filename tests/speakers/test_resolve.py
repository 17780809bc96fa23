"""Who speaks: inside a report, then across the story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Entity
from secondsource.speakers import resolve_speakers, speaker_of
from tests.speakers.made import marked, place, said

RAN = "The ferry ran aground at dawn."


def who(text, *statements):
    """Names of the speakers of one report's statements, each (speaker, nth, content...)."""
    (report,) = marked(text)
    made = [said(report, name, *content, nth=nth) for name, nth, *content in statements]
    spoken = speaker_of(resolve_speakers((report,), made))
    return [spoken[s.id].name if s.id in spoken else None for s in made]


def each_said(reports, words, *names):
    """One statement of these words in each report, by the name given for it."""
    return [said(report, name, words) for report, name in zip(reports, names)]


@pytest.mark.parametrize(
    ("text", "statements", "expected"),
    [
        # A surname alone is the person of the full name.
        (
            'Captain Olaf Brask said: "It was dark." Brask said: "It was cold."',
            [("Captain Olaf Brask", 0, "It was dark."), ("Brask", 1, "It was cold.")],
            ["Olaf Brask", "Olaf Brask"],
        ),
        # "He added" is whoever spoke before.
        (
            'Olaf Brask said: "It was dark." "It was cold," he added.',
            [("Olaf Brask", 0, "It was dark."), ("he", 0, "It was cold,")],
            ["Olaf Brask", "Olaf Brask"],
        ),
        # She is not Olaf: the nearest woman who speaks.
        (
            'Dora Quill said: "We came."\n\nOlaf Brask said: "It was dark."\n\n'
            '"We left," she said.',
            [
                ("Dora Quill", 0, "We came."),
                ("Olaf Brask", 0, "It was dark."),
                ("she", 0, "We left,"),
            ],
            ["Dora Quill", "Olaf Brask", "Dora Quill"],
        ),
        # The sentence between begins with another person: he is meant.
        (
            "Olaf Brask called the rescue late, the log says. "
            'Inspector Tom Hale arrived at nine. "We saw lights," he said.',
            [("he", 0, "We saw lights,")],
            ["Tom Hale"],
        ),
        # Nobody fits: the pronoun stays what it is.
        (
            'The ferry sank. "It was cold," he said.',
            [("he", 0, "It was cold,")],
            ["he"],
        ),
        # A role points back to the person who has it.
        (
            'Ports Minister Lena Frey came. "We will look into it," the minister said.',
            [("the minister", 0, "We will look into it,")],
            ["Lena Frey"],
        ),
        # Another calling is nobody we know.
        (
            'Ports Minister Lena Frey came. "We will look into it," the mayor said.',
            [("the mayor", 0, "We will look into it,")],
            ["mayor"],
        ),
        # An unnamed spokesman stays unnamed, and stays one.
        (
            "A spokesman for Norferry said it was late. "
            'Dora Quill waited. "We are sorry," the spokesman said.',
            [
                ("A spokesman for Norferry", 0, "it was late"),
                ("the spokesman", 0, "We are sorry,"),
            ],
            ["spokesman for Norferry", "spokesman for Norferry"],
        ),
        # Somebody of another company is another one.
        (
            "A spokesman for Norferry said it was late. "
            'Dora Quill waited. "We are sorry," the Tollwerk spokesman said.',
            [
                ("A spokesman for Norferry", 0, "it was late"),
                ("the Tollwerk spokesman", 0, "We are sorry,"),
            ],
            ["spokesman for Norferry", "Tollwerk spokesman"],
        ),
        # The company, the ministry: the body named before.
        (
            'Norferry Lines said it was late. "We are sorry," the company said.',
            [
                ("Norferry Lines", 0, "it was late"),
                ("the company", 0, "We are sorry,"),
            ],
            ["Norferry Lines", "Norferry Lines"],
        ),
        (  # a body that is described, and named elsewhere
            'The food authority said it was late. "We are sorry," the Veldt Food Safety Authority '
            "said.",
            [
                ("The food authority", 0, "it was late"),
                ("the Veldt Food Safety Authority", 0, "We are sorry,"),
            ],
            ["Veldt Food Safety Authority", "Veldt Food Safety Authority"],
        ),
        (  # which of two it is, nobody knows
            "The food authority said it was late. The Veldt Food Authority said it was dark. The "
            "Lorn Food Authority said it was cold.",
            [("The food authority", 0, "it was late")],
            ["food authority"],
        ),
        (  # an age calls a person, and points back to whoever has it
            'Mara Horvat woke. "It was late," the 58-year-old Horvat said. Ana Ruiz slept. '
            '"It was dark," the 58-year-old mother of two said.',
            [
                ("the 58-year-old Horvat", 0, "It was late,"),
                ("the 58-year-old mother of two", 0, "It was dark,"),
            ],
            ["Mara Horvat", "Mara Horvat"],
        ),
        (
            'Mara Horvat woke up. "It was late," the 58-year-old said.',
            [("the 58-year-old", 0, "It was late,")],
            ["Mara Horvat"],
        ),
        (  # police are no operator: "the company" needs a body with a name
            'Police said it was late. "We are sorry," the operator said.',
            [
                ("Police", 0, "it was late"),
                ("the operator", 0, "We are sorry,"),
            ],
            ["Police", "operator"],
        ),
        (
            'The Ministry of Ports said it was late. "We are sorry," the ministry said.',
            [
                ("The Ministry of Ports", 0, "it was late"),
                ("the ministry", 0, "We are sorry,"),
            ],
            ["Ministry of Ports", "Ministry of Ports"],
        ),
        # Police may be named later only.
        (
            "Police said it was late. The Veldt Police Department has few boats.",
            [("Police", 0, "it was late")],
            ["Veldt Police Department"],
        ),
        # "They" are a group, never a single person.
        (
            "Port officials said it was late. They said it was dark.",
            [("Port officials", 0, "it was late"), ("They", 0, "it was dark")],
            ["Port officials", "Port officials"],
        ),
        # Two of one surname: the title tells, else nobody is guessed.
        (
            "Olaf Brask and his wife Dora Brask were aboard. Mrs Brask said it was dark.",
            [("Mrs Brask", 0, "it was dark")],
            ["Dora Brask"],
        ),
        (
            "Olaf Brask and his brother Tom Brask were aboard. Brask said it was dark.",
            [("Brask", 2, "it was dark")],
            ["Brask"],
        ),
    ],
)  # fmt: skip
def test_who_speaks_in_a_report(text, statements, expected):
    assert who(text, *statements) == expected


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        # The next quotation of the same paragraph goes on.
        (
            '"It was dark," Olaf Brask said. "We saw nothing at all."',
            "We saw nothing at all.",
            True,
        ),
        # So does one that is the next paragraph, or stands alone a little later.
        (
            '"It was dark," Olaf Brask said.\n\n"We saw nothing at all."',
            "We saw nothing at all.",
            True,
        ),
        (
            f'"It was dark," Olaf Brask said.\n\n{RAN}\n\n"We saw nothing at all."',
            "We saw nothing at all.",
            True,
        ),
        # A fragment inside somebody's sentence is nobody's.
        (
            '"It was dark," Olaf Brask said. The owners call it "a very old boat".',
            "a very old boat",
            False,
        ),
    ],
)
def test_a_quotation_without_cue_goes_on_with_the_one_before(text, content, speaker):
    expected = ["Olaf Brask", "Olaf Brask" if speaker else None]
    assert who(text, ("Olaf Brask", 0, "It was dark,"), ("", 0, content)) == expected


def test_a_bare_surname_is_resolved_by_the_neighbouring_report():
    reports = marked(
        '"We lost the rudder," Captain Olaf Brask said.', '"We lost the rudder," Brask told us.'
    )
    made = each_said(reports, "We lost the rudder,", "Captain Olaf Brask", "Brask")
    (speaker,) = resolve_speakers(reports, made)
    assert (speaker.name, speaker.aliases, speaker.known_by) == ("Olaf Brask", ("Brask",), ("r1",))
    assert set(speaker.statements) == {s.id for s in made}


def test_a_bare_surname_with_two_bearers_in_the_story_is_left_alone():
    reports = marked("Olaf Brask said it sank.", "Tom Brask said it sank.", "Brask said it sank.")
    made = each_said(reports, "it sank", "Olaf Brask", "Tom Brask", "Brask")
    assert {s.name for s in resolve_speakers(reports, made)} == {"Olaf Brask", "Tom Brask", "Brask"}


def test_other_surnames_are_never_joined():
    # One post, one sentence, another name: this must stay visible as a conflict.
    reports = marked(
        '"We lost the rudder," pilot Olaf Brask said.',
        '"We lost the rudder," pilot Olaf Lund said.',
    )
    made = each_said(reports, "We lost the rudder,", "pilot Olaf Brask", "pilot Olaf Lund")
    assert len(resolve_speakers(reports, made)) == 2


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Olaf Brask (whose real name is Karl Vetter) came.", {"Olaf Brask", "Karl Vetter"}),
        ("Karl Vetter, also known as Olaf Brask, came.", {"Olaf Brask", "Karl Vetter"}),
        (
            "The Northern Ferry Union (NFU) met. Members of NFU came.",
            {"Northern Ferry Union", "NFU"},
        ),
        (
            "The Northern Ferry Union met. Members of NFU came.",  # by its initials
            {"Northern Ferry Union", "NFU"},
        ),
        ("The United Nations met. The UN has a seat here.", {"United Nations", "UN"}),
        (
            "Karim al-Tamari came. Al-Tamari left. Tamari was late.",
            {"Karim al-Tamari", "Al-Tamari", "Tamari"},
        ),
    ],
)
def test_aliases_of_who_does_not_speak(text, forms):
    speakers = resolve_speakers(marked(text), ())
    assert [{s.name, *s.aliases} for s in speakers] == [forms]
    assert all(s.statements == () for s in speakers)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("Mohammed al-Tamari", "Mohammad Al-Tamari", True),
        ("Karim Youssef", "Karim Yousef", True),
        ("O. Brask", "Olaf Brask", True),
        ("Olaf Brask", "Tom Brask", False),
        ("Ann Brask", "Anna Brask", False),  # short names must be equal
    ],
)
def test_spelling_variants_of_a_full_name(one, other, joined):
    reports = marked(f"{one} said it sank.", f"{other} said it sank.")
    made = each_said(reports, "it sank", one, other)
    assert (len(resolve_speakers(reports, made)) == 1) is joined


STORY = (
    'Captain Olaf Brask said: "It was dark." "It was cold," he added. Police said it was late.',
    '"It was dark," Brask said.\n\nA spokesman for Norferry said: "We are sorry."',
    'Dora Quill said it sank. "We left," she said. The Norferry spokesman said: "We are sorry."',
)


def made_story(order, ids):
    reports = marked(*(STORY[at] for at in order), ids=ids)
    by_text = dict(zip(order, reports))
    statements = [
        said(by_text[0], "Captain Olaf Brask", "It was dark."),
        said(by_text[0], "he", "It was cold,", nth=0),
        said(by_text[0], "Police", "it was late"),
        said(by_text[1], "Brask", "It was dark,"),
        said(by_text[1], "A spokesman for Norferry", "We are sorry."),
        said(by_text[2], "Dora Quill", "it sank"),
        said(by_text[2], "she", "We left,"),
        said(by_text[2], "The Norferry spokesman", "We are sorry."),
    ]
    return reports, statements


@given(st.permutations(range(3)), st.permutations(["a", "m", "z"]))
def test_order_and_ids_of_the_reports_change_only_the_ids(order, ids):
    def shape(speakers, names):
        rename = dict(names)
        return [
            (s.id, s.name, s.kind, s.aliases, s.roles, [rename[i] for i in s.known_by],
             [(rename[m.report_id], m.start) for m in s.mentions])
            for s in speakers
        ]  # fmt: skip

    expected = resolve_speakers(*made_story((0, 1, 2), ("r0", "r1", "r2")))
    found = resolve_speakers(*made_story(order, ids))
    names = [(ids[place], at) for place, at in enumerate(order)]
    assert shape(found, names) == shape(expected, [("r0", 0), ("r1", 1), ("r2", 2)])


def test_every_statement_with_a_speaker_belongs_to_exactly_one():
    reports, statements = made_story((0, 1, 2), ("r0", "r1", "r2"))
    given_to = [i for s in resolve_speakers(reports, statements) for i in s.statements]
    assert sorted(given_to) == sorted(s.id for s in statements)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("PER", "Lindqvist"),  # a surname alone, and a tagger says that it is a person
        ("LOC", None),
        (None, None),  # by rules alone it may be a place
    ],
)
def test_a_pronoun_points_to_what_a_tagger_calls_a_person(label, expected):
    text = "Lindqvist returned to the harbour in May. He says the ferry ran aground at dawn."
    (report,) = marked(text)
    statement = said(report, "He", "the ferry ran aground at dawn", kind="indirect")
    names = [Entity(place(report, "Lindqvist"), label)] if label else []
    (speaker,) = resolve_speakers((report,), [statement], names)
    assert (speaker.name if speaker.kind == "person" else None) == expected
