"""Invented outlets, agencies and people, and the words that the edits exchange."""

from __future__ import annotations

OUTLETS = (
    "Ashbrook Ledger|Corrin Bay Observer|Dunmere Evening Press|Eastlow Sentinel|Farleigh "
    "Mercury|Glenhollow Record|"
    "Hexley Argus|Inverlune Advertiser|Jarrow Head Dispatch|Kilbraith Journal|Lowmarsh "
    "Bulletin|Marrick Tribune|"
    "Nettlecombe Review|Orsdale Echo|Penwick Reporter|Queensferry Lantern|Redscar Inquirer|"
    "Stonemoor Weekly|"
    "Thornby Globe|Ullswick Monitor|Vexford Clarion|Westering Standard|Yarrowdale Beacon|"
    "Zennick Packet|"
    "Brackwater Voice|Cinder Hill Gazetteer|Dovestone Messenger|Emberley Register"
).split("|")
AGENCIES = (
    "Halden Wire|Trident Press Agency|Northlight News Agency|Compass Newswire|Arcadia Press "
    "Service|Beacon Wire|"
    "Sundial News Service|Federal Line|Pallas Agency|Orbit Newswire"
).split("|")
GIVEN = (
    "Marta Owen Ilse Rufus Petra Callum Nadia Hugo Bridget Stefan Ines Lorcan Greta Anton "
    "Freya Dominic Salma Piers "
    "Odette Ramon Kirsten Felix Yusra Gareth Leonie Viktor Amina Tobias Hester Milan"
).split()
FAMILY = (
    "Vantrell Osgarth Kellinder Bramhope Dravik Hollowell Penrudge Straker Quillane "
    "Marchetto Tolvane Ashdene "
    "Rookhurst Lindqvist Averell Castor Drummore Falkirkson Garrowby Hestwick Ilverton "
    "Jessop Kirkbride Lathom "
    "Mordaunt Norwell Oakshaft Pelham Ravensworth Selwood Thackrah Ulverston Wexcombe "
    "Yardley Zeller Birkland"
).split()
ROLES = {  # role with its article: what it is told to know
    "fire": ("fire chief", "brigade commander", "senior fire officer", "deputy fire chief"),
    "police": ("police inspector", "police spokesman", "chief constable", "police superintendent"),
    "hospital": (
        "hospital director",
        "chief surgeon",
        "head of the emergency ward",
        "hospital manager",
    ),
    "town": ("mayor", "deputy mayor", "council leader", "town clerk"),
    "firm": ("company spokeswoman", "plant manager", "managing director", "chief executive"),
    "union": ("union leader", "shop steward", "union secretary", "works council chairman"),
    "seen": ("shopkeeper", "bus driver", "night watchman", "schoolteacher"),
}
UNNAMED = ("officials", "police", "rescue workers", "city officials")
SYNONYMS = {  # the maker's own table; written apart from the product's word lists
    "began": "started",
    "big": "large",
    "about": "around",
    "however": "but",
    "show": "demonstrate",
    "help": "assist",
    "near": "close to",
    "children": "youngsters",
    "many": "numerous",
    "buy": "purchase",
    "quickly": "rapidly",
    "attempt": "effort",
    "huge": "enormous",
    "several": "a number of",
    "because": "since",
    "said": "stated",
    "killed": "slain",
    "people": "persons",
    "home": "house",
    "injured": "hurt",
    "died": "lost their lives",
    "police": "officers",
    "including": "among them",
    "announced": "made known",
    "expected": "due",
    "after": "following",
    "also": "additionally",
    "took": "seized",
    "found": "discovered",
    "according to": "in the words of",
    "first": "initial",
    "asked": "requested",
    "more than": "over",
    "while": "as",
    "can": "is able to",
    "biggest": "largest",
    "company": "firm",
    "decided": "resolved",
    "wounded": "hurt",
    "damaged": "harmed",
    "building": "structure",
    "car": "vehicle",
    "trying": "seeking",
    "wants": "wishes",
    "shot": "gunned down",
    "held": "detained",
    "arrested": "taken into custody",
    "major": "significant",
    "nearly": "almost",
    "use": "employ",
    "likely": "probably",
    "earlier": "previously",
    "important": "significant",
    "called": "termed",
}
LIGHT = (
    "began|big|however|many|quickly|attempt|huge|several|because|also|near|more than|while|"
    "nearly|biggest|car|"
    "important|earlier|buy|show|help|major".split("|")
)
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
NOISE = (
    "Share: WhatsApp | Telegram | Copy link",
    "Read next: The oldest bakeries in the county",
    "The harbour in an older view (Photo: {outlet})",
    "Get the week in review in your inbox",
    "© {outlet}. All rights reserved.",
    "Advertisement",
    "Read more: What the new bus timetable means for you",
    "8 comments",
)
LEADS = (
    "It was the news that everybody in the office had been waiting for.",
    "For those who follow such things closely, the day brought plenty to talk about.",
    "There are stories that refuse to go away, and this is one of them.",
    "Few had seen it coming, and those who had were not surprised for long.",
    "Readers have been asking us about it since the morning, and here is what we know.",
)


def name(value: int) -> str:
    """A small number in words, a larger one in digits."""
    return NUMBERS[value] if 0 <= value < len(NUMBERS) else f"{value:,}"
