"""The main paths in a real browser, with clicks and keys."""

import json
from urllib.parse import urlsplit

import pytest

from .browser import MOMENT, chromium, enter, follow, opened, ready, served
from .conftest import EXAMPLE, NOW, made_case, waited
from .hostile import pile

LATE = "The town of Kelmoor opened a school in the old customs house, the mayor Henrik Aas said."


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The example, served."""
    place = tmp_path_factory.mktemp("served") / "silo.case"
    made_case(place).close()
    with served(place) as (found, _):
        yield found


@pytest.fixture
def visit(browser, address):
    """A page of the example; no fault may come of a visit."""
    page, faults = opened(browser, address)
    yield page
    page.context.close()
    assert faults == []


def home(page):
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def to(page, tab):
    """Opens a page of the story by its tab."""
    page.goto(f"{home(page)}/stories")
    follow(page, page.locator(".card h2 a").first)
    if tab != "Brief":
        follow(page, page.locator(".tabs").get_by_role("link", name=tab, exact=True))


def test_the_key_is_gone_from_the_address(visit):
    assert urlsplit(visit.url).path == "/stories"
    assert "token" not in visit.url
    assert "Fire in grain silo" in visit.locator(".card h2").first.inner_text()


def test_claims_are_walked_and_opened_by_keys(visit):
    to(visit, "Brief")
    for _ in range(3):
        visit.keyboard.press("j")
    visit.keyboard.press("k")
    here = visit.locator(".claim-row.here")
    assert here.count() == 1
    wanted = here.locator("h3").inner_text()
    assert visit.locator(".claim-row h3").nth(1).inner_text() == wanted
    enter(visit)
    assert visit.locator("h1").inner_text().split() == wanted.split()


def test_claims_are_filtered_while_somebody_types(visit):
    to(visit, "Brief")
    whole = visit.locator(".claim-row:visible").count()
    visit.keyboard.press("/")
    visit.keyboard.type("barley")
    left = visit.locator(".claim-row:visible")
    assert 0 < left.count() < whole
    assert all("barley" in text.lower() for text in left.all_inner_texts())
    visit.keyboard.press("Escape")
    visit.keyboard.press("j")
    assert visit.locator(".claim-row.here:visible").count() == 1


def test_claims_are_filtered_by_badge_without_typing(visit):
    to(visit, "Brief")
    wanted = visit.locator(".claim-row .badge").last.inner_text()
    visit.get_by_label("Badge").select_option(wanted)
    follow(visit, visit.get_by_role("button", name="Show"))
    badges = visit.locator(".claim-row .badge").all_inner_texts()
    assert badges
    assert set(badges) == {wanted}


def test_differences_are_walked_side_by_side(visit):
    to(visit, "Side by side")
    marks = visit.locator(".collation tbody mark")
    assert marks.count() > 3
    visit.keyboard.press("j")
    visit.keyboard.press("j")
    assert marks.nth(1).evaluate("mark => mark.classList.contains('here')")
    assert marks.nth(1).evaluate("mark => mark === document.activeElement")
    visit.get_by_text("choose others").click()
    for box in visit.locator(".chooser input").all():
        box.uncheck()
    visit.locator(".chooser input").nth(0).check()
    visit.locator(".chooser input").nth(1).check()
    follow(visit, visit.get_by_role("button", name="Compare these"))
    assert visit.locator(".collation thead th").count() == 3


def test_highlights_can_be_switched_off(visit):
    to(visit, "Side by side")
    number = visit.locator(".collation .n").first
    bold = "node => getComputedStyle(node).fontWeight"
    assert int(number.evaluate(bold)) > 600
    visit.locator('[data-toggle="no-numbers"]').uncheck()
    assert int(number.evaluate(bold)) < 600


def test_an_edge_opens_its_evidence(visit):
    to(visit, "Derivation")
    follow(visit, visit.locator("svg a").first)
    assert visit.locator("table.bars svg rect").count() > 0
    assert visit.locator(".pair figure").count() >= 2 or "not among" in visit.content()


def test_a_passage_leads_to_its_place_in_the_report(visit):
    to(visit, "Brief")
    follow(visit, visit.locator(".claim-row h3 a").nth(1))
    words = visit.locator(".said mark").first.inner_text()
    follow(visit, visit.locator(".said a").first)
    here = visit.locator("#here")
    assert here.inner_text() == words
    assert here.evaluate(
        "n => { const b = n.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )


def test_a_search_finds_and_marks(visit):
    visit.goto(f"{home(visit)}/search")
    visit.get_by_label("Words").fill("barley conv*")
    visit.get_by_label("Outlet").fill("gull")
    enter(visit)
    marks = {mark.lower() for mark in visit.locator(".hits mark").all_inner_texts()}
    assert marks & {"barley", "conveyor"}
    assert all("Gull Wire" in text for text in visit.locator(".hits .small").all_inner_texts())


def test_the_page_reads_without_script(browser, address):
    page, faults = opened(browser, address, java_script_enabled=True)
    cookies = page.context.cookies()
    plain = browser.new_context(java_script_enabled=False)
    plain.set_default_timeout(MOMENT)
    plain.add_cookies(cookies)
    silent = plain.new_page()
    silent.goto(page.url)
    follow(silent, silent.locator(".card h2 a").first)
    assert silent.locator(".claim-row").count() > 5
    follow(silent, silent.locator(".claim-row a").first)
    assert silent.locator(".said mark").count() > 0
    plain.close()
    page.context.close()
    assert faults == []


# What has to be pushed aside to be read; a matrix of many outlets alone may be so wide.
CUT = """[...document.querySelectorAll("main *, .tabs *")]
    .filter((n) => n.scrollWidth > n.clientWidth + 1 && n.clientWidth > 1)
    .filter((n) => ["auto", "scroll"].includes(getComputedStyle(n).overflowX))
    .filter((n) => !n.querySelector(".matrix")).map((n) => n.className)"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser, address, width):
    page, faults = opened(browser, address, viewport={"width": width, "height": 800})
    for place in every_place(page):
        page.goto(home(page) + place)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (place, wide)
        assert page.evaluate(CUT) == [], place
    page.context.close()
    assert faults == []


def every_place(page):
    """The address of one page of each kind."""
    page.goto(f"{home(page)}/stories")
    story = page.locator(".card h2 a").first.get_attribute("href")
    tails = "contradictions collation derivation matrix timeline places speakers".split()
    found = [story, *(f"{story}/{tail}" for tail in tails)]
    for start, wanted in (
        (story, ".claim-row a"),
        (f"{story}/derivation", 'table a[href*="edge"]'),
        (f"{story}/speakers", ".people a"),
        (f"{story}/contradictions", '[data-walk] a[href*="contradiction/"]'),
        (story, ".who"),
    ):
        page.goto(home(page) + start)
        found.append(page.locator(wanted).first.get_attribute("href"))
    fixed = ("/stories", "/search?q=silo", "/versions", "/outlets", "/decisions", "/add")
    return [*fixed, *found]


def faults_of_access(page):
    """What axe finds on the page that is open, down to moderate faults."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright",
        reason="no axe: pip install 'secondsource[test]'",
    )
    return {
        f"{fault['id']} ({fault['impact']})": [node["html"][:120] for node in fault["nodes"][:3]]
        for fault in axe.Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical", "moderate")
    }


def test_axe_finds_nothing_serious_on_the_way_to_a_decision(browser, tmp_path):
    with served(tmp_path / "new.case") as (found, _):
        page, _ = opened(browser, found, bypass_csp=True)
        assert faults_of_access(page) == {}
        page.goto(f"{home(page)}/add")
        drop(page, [("a.txt", LATE), ("bad.jsonl", "{no")])
        came_in(page)
        assert faults_of_access(page) == {}
        to_the_stories(page)
        follow(page, page.locator(".card h2 a").first)
        follow(page, page.locator(".claim-row h3 a").first)
        page.get_by_label("Why").first.fill("nobody else has it")
        page.get_by_label("Your name or initials").first.fill("fe")
        follow(page, page.get_by_role("button", name="Decide"))
        assert faults_of_access(page) == {}
        page.goto(f"{home(page)}/decisions")
        assert faults_of_access(page) == {}
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser, address, scheme):
    page, _ = opened(browser, address, color_scheme=scheme, bypass_csp=True)
    found = {}
    for place in every_place(page):
        page.goto(home(page) + place)
        found[place] = faults_of_access(page)
    page.context.close()
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_hostile_reports_run_nothing_in_a_browser(browser, tmp_path):
    place = tmp_path / "bad.case"
    made_case(place, [str(pile(tmp_path))]).close()
    with served(place) as (found, _):
        page, faults = opened(browser, found)
        for where in every_place(page):
            page.goto(home(page) + where)
            assert page.evaluate("window.owned") is None, where
            assert page.locator("img, iframe, object, embed, base").count() == 0
            for key in "jjk":
                page.keyboard.press(key)
        page.goto(f"{home(page)}/stories")
        assert "<script>window.owned=1</script>" in page.locator("main").inner_text()
        page.context.close()
    assert [f for f in faults if "404" not in f] == []  # a page that is none was asked for


def test_from_an_empty_case_to_a_decision(browser, tmp_path):
    """Files are dropped, a text is pasted, a claim is rejected and the rejection taken back."""
    with served(tmp_path / "new.case") as (found, _):
        page, faults = opened(browser, found)
        follow(page, page.get_by_role("link", name="Add reports").last)
        kept = [path for path in sorted(EXAMPLE.iterdir()) if path.suffix != ".jsonl"]
        drop(page, [*((p.name, p.read_text(encoding="utf-8")) for p in kept), ("bad.jsonl", "{no")])
        came_in(page)
        assert "bad.jsonl" in page.locator(".refused").inner_text()
        assert page.locator("h1").inner_text().endswith("reports in the case")
        follow(page, page.get_by_role("link", name="Add more"))
        page.get_by_label("The words of the report").fill(LATE)
        page.get_by_label("Outlet").fill("Vale Tribune")
        follow(page, page.get_by_role("button", name="Add text"))
        came_in(page)
        to_the_stories(page)
        follow(page, page.locator(".card h2 a").first)
        follow(page, page.locator(".claim-row h3 a").first)
        badge = page.locator(".claim-head .badge").inner_text()
        page.get_by_label("Reject").check()
        page.get_by_label("Why").first.fill("both have it from one handout")
        page.get_by_label("Your name or initials").first.fill("fe")
        follow(page, page.get_by_role("button", name="Decide"))
        assert page.locator(".decided .stamp").inner_text() == "rejected"
        assert page.locator(".claim-head .badge").inner_text() == badge
        follow(page, page.get_by_role("button", name="Undo"))
        assert page.locator(".decided").count() == 0
        follow(page, page.get_by_role("link", name="Decisions"))
        assert page.locator(".log > li").count() == 2
        assert page.locator(".log > li.undone").count() == 1
        page.context.close()
    assert faults == []


def came_in(page):
    """Waits until all that was sent is in the case; the page loads itself again until then."""
    page.wait_for_selector("[data-done=yes]")
    ready(page)


def to_the_stories(page):
    """Goes to the stories, and waits until they are those of all that came in."""
    follow(page, page.get_by_role("link", name="To the stories"))
    ready(page)
    page.wait_for_selector(".card")


def drop(page, files):
    """Drops files on the page, as a hand would."""
    held = page.evaluate_handle(
        """(files) => {
            const held = new DataTransfer();
            for (const [name, text] of files) held.items.add(new File([text], name));
            return held;
        }""",
        [list(pair) for pair in files],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("[data-drop]", event, {"dataTransfer": held})


def test_another_site_in_the_same_browser_gets_nothing(browser, address):
    page, _ = opened(browser, address)
    stories = json.dumps(page.url)
    host = urlsplit(page.url).netloc
    stranger = page.context.new_page()
    stranger.route("http://evil.example/**", lambda route: route.fulfill(body="<p>hello"))
    stranger.goto("http://evil.example/")
    read = f"fetch({stories}, {{credentials: 'include'}}).then(a => a.text()).catch(e => 'none')"
    assert stranger.evaluate(read) == "none"
    write = (
        f"fetch('http://{host}/decide', {{method: 'POST', mode: 'no-cors', credentials: 'include',"
        "body: new URLSearchParams({kind: 'note', noun: 'case', id: 'x', who: 'x', reason: 'x'})})"
        ".then(() => 'sent').catch(() => 'none')"
    )
    stranger.evaluate(write)
    page.goto(f"http://{host}/decisions")
    assert "Nobody has decided anything yet" in page.content()
    page.context.close()


def test_a_page_prints_without_its_forms(visit):
    to(visit, "Brief")
    follow(visit, visit.locator(".claim-row h3 a").first)
    visit.emulate_media(media="print")
    visit.locator(".deciding").wait_for(state="hidden")
    assert not visit.locator(".deciding").is_visible()
    assert not visit.locator(".bar").is_visible()
    assert visit.locator(".said mark").first.is_visible()


def test_a_newer_brief_comes_by_itself(browser, tmp_path):
    """Reports that another program adds are seen without a word to the app."""
    place = tmp_path / "live.case"
    case = made_case(place)
    with served(place) as (found, _):
        page, faults = opened(browser, found)
        assert "7 reports" in page.locator("main").inner_text()
        from secondsource.model import Report

        case.add([Report(id="late", text=LATE)], {}, NOW)
        twin = f"{home(page)}/stories.json"
        waited(lambda: page.context.request.get(twin).json()["reports"] == 8)
        page.goto(f"{home(page)}/stories")
        assert "8 reports" in page.locator("main").inner_text()
        page.context.close()
    case.close()
    assert faults == []
