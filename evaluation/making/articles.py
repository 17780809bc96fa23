"""Articles of the development data, cleaned, with their cluster and the half it belongs to."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SENTENCES = (6, 16)  # an article of fewer sentences is left out; of more, cut
MARKS = re.compile(r"[\"“”]")
# sentences that credit somebody outside the article would give it an origin that no gold knows
CREDIT = re.compile(
    r"\b(?:Reuters|AFP|AP|UPI|ANI|PTI|PA|Xinhua|Interfax|TASS|CNN|BBC|ABC|CBS|NBC|MSNBC|NPR|"
    r"ESPN|TMZ|ITV|RT|Fox|Sky|"
    r"Associated Press|Agence|Le Monde|Le Figaro|KCNA|MENA|Yonhap|IRNA|ISNA|NHK|Al Jazeera|"
    r"Hollywood|Variety|Bloomberg|Politico|BuzzFeed|Breitbart|Guardian|Telegraph|Newsweek|Mirror|"
    r"\w+ (?:Times|Post|Herald|Journal|Tribune|News|Mail|Daily|Chronicle|Gazette|Star|Today|"
    r"TV|Radio|Magazine|Agency|agency|Reporter|Gazette))\b"
    r"|\b(?:told|tells|telling|reported|reports|reporting|according to|interview|website|"
    r"newspaper|channel|broadcaster|"
    r"media|magazine|station|correspondent|journalist|reporter|here)\b(?= (?:the |a |an "
    r")?(?:[A-Z]|news|that|by|of|to|in|on|at|$))"
    r"|\b(?:newspaper|broadcaster|magazine|local media|state media|state television|"
    r"correspondent|Getty|Photo|photo|picture|"
    r"Image|image|caption|Video|video|Click|Read more|Subscribe|Follow|Copyright|tweet id)\b|"
    r"https?:|www\.|@|\bI'm\b"
)
ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Lt|Sgt|Gen|Col|Capt|Gov|Sen|Rep|Rev|Hon|Jr|Sr|No|Inc|Co|Corp|"
    r"Ltd|vs|etc|a\.m|p\.m|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Ala|Ariz|Conn|Mass|Mich|Minn|"
    r"Miss|Mo|Pa|Tenn|Va|Wis)|"
    r"\b[A-Z](?:\.[A-Z])*)\.$"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A real article as its sentences, a few to a paragraph as it came."""

    cluster: str
    title: str
    published: str  # day, or empty
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences in order."""
        return tuple(s for p in self.paragraphs for s in p)

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return "\n\n".join(" ".join(p) for p in self.paragraphs)


def half_of(cluster: str) -> str:
    """ "build" or "check", by a hash of the cluster: no event stands in both."""
    return ("build", "check")[hashlib.sha256(cluster.encode()).digest()[0] % 2]


def split_sentences(paragraph: str) -> list[str]:
    """Sentences of a paragraph; the end of a quotation stays with what follows on it."""
    parts: list[str] = []
    start = 0
    for match in re.finditer(r"[.!?][\"”’')]*\s+(?=[\"“‘'A-Z0-9])", paragraph):
        head = paragraph[start : match.end()].strip()
        if ABBREVIATED.search(head) or _open_marks(head):
            continue
        parts.append(head)
        start = match.end()
    rest = paragraph[start:].strip()
    return parts + ([rest] if rest else [])


def _open_marks(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def clean(row: Mapping[str, str], cluster: str) -> Article | None:
    """The article without captions, credits and lines that are no sentences;
    None if too little is left.
    """
    text = untokenised(row["text"])
    paragraphs, count, seen = [], 0, set()
    for line in text.split("\n"):
        kept = []
        for sentence in split_sentences(" ".join(line.split())):
            whole = sentence[-1] in '.!?"”' and sentence[0].isalnum() | (sentence[0] in '"“')
            words = len(sentence.split())
            ok = (
                whole
                and 7 <= words <= 45
                and not CREDIT.search(sentence)
                and not _open_marks(sentence)
            )
            if ok and sentence not in seen and count < SENTENCES[1]:
                kept.append(sentence)
                seen.add(sentence)
                count += 1
        if kept:
            paragraphs.append(tuple(kept))
    if count < SENTENCES[0]:
        return None
    title = row.get("title") or _title(paragraphs[0][0])
    return Article(cluster, title.strip(" ."), row.get("published", "")[:10], tuple(paragraphs))


def untokenised(text: str) -> str:
    """The text with marks and stops where a writer puts them:
    one set was put together from tokens.
    """
    text = text.replace("``", '"').replace("''", '"').replace("\u00a0", " ")
    text = re.sub(r" +([,.;:!?%])(?=\s|$|[\"”])", r"\1", text)
    text = re.sub(r" (['’]) ?s\b", r"\1s", re.sub(r"(?<=\w) - (?=\w+ - |old\b)", "-", text))
    text = re.sub(r"“\s+", "“", re.sub(r"\s+”", "”", text))
    return "\n".join(map(_straight_marks, text.split("\n")))


def _straight_marks(line: str) -> str:
    """Straight marks in turn put to the words that they open and close."""
    parts = line.split('"')
    if len(parts) % 2 == 0:
        return line
    out = parts[0]
    for n, part in enumerate(parts[1:], start=1):
        if n % 2:
            out = out.rstrip() + (" " if out.strip() else "") + '"' + part.strip()
        else:
            out += '"' + ("" if part[:1] in ",.;:!?'" or not part else " ") + part.lstrip()
    return out


def _title(sentence: str) -> str:
    return " ".join(sentence.split()[:8]).strip(' ,.;:"“”')


def read_articles(data: Path) -> list[Article]:
    """Articles of the three sets, sorted by their text;
    the set stands at the head of the cluster's name.
    """
    home = data / "data" if (data / "data").is_dir() else data
    found: list[Article] = []
    for name, stems in (
        ("giveme5w1h_clusters", ("dev",)),
        ("ecbplus", ("train", "dev")),
        ("polnear", ("train",)),
    ):
        for stem in stems:
            stories = {r["id"]: r["story"] for r in rows(home / name, f"{stem}.stories")}
            for row in rows(home / name, f"{stem}.reports"):
                article = clean(row, f"{name}:{stories.get(row['id'], row['id'])}")
                if article:
                    found.append(article)
    return sorted(found, key=lambda a: (a.cluster, a.text))


def rows(folder: Path, stem: str) -> Iterator[dict[str, str]]:
    """Rows of the file of this stem, packed or not; none if it is absent."""
    for path in sorted(folder.glob(f"{stem}.jsonl*")):
        unpack = gzip.open if path.suffix == ".gz" else open
        with unpack(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def grams(text: str, size: int = 7) -> set[tuple[str, ...]]:
    """Runs of words outside quotation marks."""
    bare = re.sub(r"[\"“][^\"“”]*[\"”]", " | ", text)
    words = re.findall(r"[\w'’]+|\|", bare.lower())
    return {
        tuple(words[i : i + size])
        for i in range(len(words) - size + 1)
        if "|" not in words[i : i + size]
    }


def apart(left: Article, right: Article) -> bool:
    """Whether two articles share no seven words outside quotations: written apart,
    as far as can be seen.
    """
    return not grams(left.text) & grams(right.text)
