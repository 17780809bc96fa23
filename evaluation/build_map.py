"""Makes the tables of the map from Natural Earth's 1:110m shapes (public domain).

    python evaluation/build_map.py FOLDER

FOLDER holds naturalearth_cities.{shp,dbf} and naturalearth_lowres.{shp,dbf}, as geopandas 0.14
carried them. Writes coordinates.tsv and outlines.tsv into the package's data folder.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "secondsource" / "data"
COARSE = 0.04  # degrees that an outline may be off: two pixels of the closest map
Point = tuple[float, float]


def main(folder: Path) -> None:
    """Writes both tables."""
    places = {}
    outlines = []
    lands = zip(names(folder / "naturalearth_lowres.dbf", "name"), rings(folder))
    for name, parts in lands:
        largest = max(parts, key=lambda ring: abs(area(ring)))
        places[name] = ("land", middle(largest))
        outlines += [thinned(ring) for ring in parts]
    cities = zip(names(folder / "naturalearth_cities.dbf", "name"), points(folder))
    for name, place in cities:
        places.setdefault(name, ("city", place))
    write(places, outlines)


def write(places: dict[str, tuple[str, Point]], outlines: list[list[Point]]) -> None:
    """Both tables, sorted."""
    head = "# Natural Earth 1:110m (public domain), by evaluation/build_map.py."
    lines = [f"{head} Name, kind, latitude, longitude."]
    whole = {name: found for name, found in places.items() if "?" not in name}  # lost letters
    for name, (kind, (x, y)) in sorted(whole.items()):
        lines.append(f"{name}\t{kind}\t{y:.2f}\t{x:.2f}")
    (DATA / "coordinates.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [f"{head} An outline a line: longitude,latitude of its corners."]
    kept = sorted(ring for ring in outlines if len(ring) > len("abc"))
    lines += ["\t".join(f"{x:.1f},{y:.1f}" for x, y in ring) for ring in kept]
    (DATA / "outlines.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def names(path: Path, wanted: str) -> list[str]:
    """One column of a dBase table."""
    data = path.read_bytes()
    count, head, size = struct.unpack("<IHH", data[4:12])
    start, at = 1, 32
    while data[at] != 0x0D:
        name = data[at : at + 11].split(b"\0")[0].decode()
        length = data[at + 16]
        if name == wanted:
            break
        start, at = start + length, at + 32
    said = path.with_suffix(".cpg")
    letters = said.read_text().strip() if said.is_file() else "latin-1"
    rows = (data[head + size * n : head + size * (n + 1)] for n in range(count))
    return [row[start : start + length].decode(letters).strip() for row in rows]


def records(path: Path) -> Iterator[bytes]:
    """The records of a shape file."""
    data, at = path.read_bytes(), 100
    while at < len(data):
        (words,) = struct.unpack(">I", data[at + 4 : at + 8])
        yield data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words


def points(folder: Path) -> list[Point]:
    """Longitude and latitude of every city."""
    return [
        struct.unpack("<2d", record[4:20]) for record in records(folder / "naturalearth_cities.shp")
    ]


def rings(folder: Path) -> Iterator[list[list[Point]]]:
    """The outlines of every land."""
    for record in records(folder / "naturalearth_lowres.shp"):
        parts, count = struct.unpack("<2I", record[36:44])
        starts = struct.unpack(f"<{parts}I", record[44 : 44 + 4 * parts])
        flat = struct.unpack(f"<{2 * count}d", record[44 + 4 * parts :])
        every = list(zip(flat[::2], flat[1::2]))
        yield [every[a:b] for a, b in zip(starts, (*starts[1:], count))]


def area(ring: list[Point]) -> float:
    """Signed area in square degrees (the shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def middle(ring: list[Point]) -> Point:
    """Its centre of gravity."""
    whole = area(ring)
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring))
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring))
    return x / (6 * whole), y / (6 * whole)


def thinned(ring: list[Point]) -> list[Point]:
    """The corners that matter (Douglas & Peucker 1973), without recursion."""
    kept = {0, len(ring) - 1}
    open_ = [(0, len(ring) - 1)]
    while open_:
        a, b = open_.pop()
        far, at = max(
            ((off(ring[n], ring[a], ring[b]), n) for n in range(a + 1, b)), default=(0, 0)
        )
        if far > COARSE:
            kept.add(at)
            open_ += [(a, at), (at, b)]
    return [ring[n] for n in sorted(kept)]


def off(p: Point, a: Point, b: Point) -> float:
    """Distance of a point from a stretch, in degrees."""
    length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
    if length == 0:
        return ((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length


if __name__ == "__main__":
    main(Path(sys.argv[1]))
