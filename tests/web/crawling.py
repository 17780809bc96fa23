"""Walks every link of the app, as a reader with endless patience would."""

import re
from html import unescape

_LINK = re.compile(r'(?:href|src)="([^"]*)"')


def links(html):
    """The addresses of this app that a page leads to, without fragments."""
    found = (unescape(address).partition("#")[0] for address in _LINK.findall(html))
    return sorted({address for address in found if address.startswith("/")})


def crawl(client, first="/stories", most=600):
    """Every page that can be reached, as address and answer."""
    waiting, seen = [first], {}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        answer = client.get(address)
        seen[address] = answer
        if answer.headers.get("content-type", "").startswith("text/html"):
            waiting += [new for new in links(answer.text) if new not in seen]
    return seen
