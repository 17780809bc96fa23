"""Every page can be reached, holds what it says, and has a twin in JSON."""

import json

from .crawling import crawl


def test_every_link_leads_to_a_page(app_client):
    answers = crawl(app_client)
    assert len(answers) > 60
    assert {address: a.status_code for address, a in answers.items() if a.status_code != 200} == {}


def test_every_page_has_a_twin_that_is_json(app_client):
    answers = crawl(app_client)
    twins = [address for address in answers if ".json" in address]
    pages = [a for a in answers.values() if a.headers["content-type"].startswith("text/html")]
    assert len(twins) >= len(pages) / 2
    assert all(json.loads(answers[address].text) is not None for address in twins)
