"""Reports that try everything: markup, addresses, marks that turn text, templates, sheer length."""

import json

BAD = (
    "<script>window.owned=1</script>"
    '<img src=x onerror="window.owned=1">'
    "\" onmouseover='window.owned=1' x=\""
    "</textarea></title></style><svg onload=window.owned=1>"
    "{{ 7*7 }}{% raw %}{{config}}{# x #}${7*7}"
    "\u202egnorw\u202c\u2066\u200b&lt;b&gt;&amp;amp;"
)
ADDRESSES = (
    "javascript:window.owned=1",
    "data:text/html,<script>window.owned=1</script>",
    'https://x.example/"><script>window.owned=1</script>',
)


def pile(folder):
    """A file of reports with hostile words in every field; one text that both share."""
    shared = (
        f"The tower of {BAD} fell on Monday, the port said. "
        '"Nobody had looked at it since the winter," said Ada <b>Finch</b>, the harbour master. '
        "Three people were hurt in the fall of the tower, the port said. "
    )
    rows = [
        {
            "id": f"r{number}{BAD}",
            "text": shared.replace("Three", ("Three", "Five", "Six")[number]) * 2,
            "title": f"Tower falls {BAD}",
            "outlet": f"Post {number} {BAD}",
            "byline": BAD,
            "url": ADDRESSES[number],
            "note": BAD,
            "published": f"2031-05-0{number + 1}T08:00:00+00:00",
        }
        for number in range(3)
    ]
    rows.append({"id": "huge", "text": "W" * 200_000 + " " + shared, "title": "W" * 50_000})
    rows.append({"id": "../../etc/x?y#z%00", "text": shared, "title": "\u202e"})
    path = folder / "hostile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
