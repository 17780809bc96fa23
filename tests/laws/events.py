"""Invented events, each told by three newsrooms that know nothing of each other.

A fact is one sentence a newsroom; sentences of one line say the same in other words.
"""

from __future__ import annotations

Fact = tuple[str, str, str]  # the same thing in the words of three newsrooms
Event = tuple[Fact, ...]

FERRY: Event = (
    (
        "A car ferry with 84 people on board ran onto a sandbank off Tollen Point on Monday.",
        "The ferry Linnet went aground near Tollen Point on Monday with 84 passengers and crew.",
        "Eighty-four people spent Monday night on a ferry that had stuck fast off Tollen Point.",
    ),
    (
        "“We felt a long scrape and then everything leaned to the left,” said Ada Brask, a nurse.",
        "Passenger Ada Brask, a nurse, said that she had felt a long scrape before it tilted.",
        "It began with a long scrape, according to Ada Brask, a nurse who was on her way home.",
    ),
    (
        "The coastguard said that two lifeboats had taken off 31 passengers by nine at night.",
        "By nine o'clock 31 of the passengers were ashore, brought by lifeboats, coastguards said.",
        "Two lifeboats brought 31 people to land before nine, a spokesman for the coastguard said.",
    ),
    (
        "The captain may have been asleep, the harbour office in Quarby believes.",
        "Officials of the Quarby harbour office suspect that the captain had fallen asleep.",
        "Nobody knows yet whether the captain slept, though Quarby's harbour office thinks he did.",
    ),
    (
        "Divers will look at the hull on Wednesday, when the spring tide runs out.",
        "An inspection of the hull by divers is planned for Wednesday at low spring tide.",
        "On Wednesday, at the lowest water of the month, divers are to search the hull for cracks.",
    ),
)
BRIDGE: Event = (
    (
        "The iron footbridge at Merrow was shut on Friday after a painter found 17 broken rivets.",
        "Merrow has shut its iron footbridge: 17 rivets were broken, a painter noticed on Friday.",
        "A painter at Merrow's footbridge counted 17 broken rivets on Friday; it is closed.",
    ),
    (
        "“I could push a brush handle through the plate,” painter Joss Farrow told the council.",
        "Joss Farrow, who was painting it, said that a brush handle went right through one plate.",
        "One plate was so thin that a brush handle broke it, said Joss Farrow, the painter.",
    ),
    (
        "Mayor Odile Kranz said that repairs would cost 240,000 crowns and last until October.",
        "Repairs will take until October and cost 240,000 crowns, according to mayor Odile Kranz.",
        "It will be October before anyone crosses, at 240,000 crowns, mayor Odile Kranz said.",
    ),
    (
        "The bridge was last inspected nine years ago, records in the town hall show.",
        "Nine years have gone by since anybody inspected it, to judge by papers in the town hall.",
        "Town hall papers hold no inspection that is younger than nine years.",
    ),
    (
        "School children from Lower Merrow must now walk two kilometres to the road bridge.",
        "Pupils who live in Lower Merrow face a detour of two kilometres by the road bridge.",
        "For pupils of Lower Merrow school is two kilometres further, by the road bridge.",
    ),
)
EVENTS = (FERRY, BRIDGE)
CHANGES = (
    # What an editor's hand does to copied words; the last two change what is said.
    ("on Monday", "late on Monday"),
    ("on Friday", "this Friday"),
    (" said that ", " stated that "),
    ("two lifeboats", "a pair of lifeboats"),
    ("repairs would", "the repairs would"),
    ("31 passengers", "13 passengers"),
    ("17 broken rivets", "70 broken rivets"),
)
