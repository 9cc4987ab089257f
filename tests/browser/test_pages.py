"""The pages as a reader meets them: on a screen, on a telephone, on paper, by keyboard, with a screen reader."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from klaster_analisis import load_study
from klaster_analisis.display import Words

Open = Callable[..., Page]

REPORTS = [f"{language}/laporan_{place}_{language}.html" for language in ("id", "en") for place in ("klaten", "pati", "tegal")]
SURVEYS = ["survei/laporan_kudus_id.html", "ditahan/laporan_pati_en.html"]
OTHER_QUESTIONS = ["rotan/laporan_contoh_hulu_id.html"]
INDEXES = ["id/index.html", "en/index.html", "survei/index.html"]
FINDINGS = ["id/temuan.html", "en/temuan.html"]
FIRST_PAGE = ("tahap", "langkah", "fokus", "prioritas", "batas", "sumber")

every_page = pytest.mark.parametrize("name", REPORTS + SURVEYS + OTHER_QUESTIONS + INDEXES + FINDINGS)
every_report = pytest.mark.parametrize("name", REPORTS + SURVEYS)
every_index = pytest.mark.parametrize("name", INDEXES)
wide_and_narrow = pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)], ids=["1280", "360"])

DECODE_IMAGES = """async () => Promise.all([...document.images].map(async (image, index) => {
    await image.decode().catch(() => {});
    return {number: index + 1, alt: image.alt.trim(), width: image.naturalWidth, source: image.src.slice(0, 60)};
}))"""

# Right edges beyond the window, of boxes and of their own text; what lies inside a box that scrolls may be wider.
STICKING_OUT = """() => {
    const wide = box => ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    const scrolls = box => box !== document.body && (wide(box) || scrolls(box.parentElement));
    const textEdge = box => [...box.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect().right;
    });
    return [...document.body.querySelectorAll("*")].filter(box => !scrolls(box.parentElement)).map(box => ({
        name: box.tagName.toLowerCase() + (box.id && "#" + box.id) + [...box.classList].map(name => "." + name).join(""),
        right: Math.max(box.getBoundingClientRect().right, ...(scrolls(box) ? [] : textEdge(box))),
    })).filter(box => box.right > innerWidth + 0.5).map(box => `${box.name} ends at ${Math.round(box.right)} px`);
}"""

FOCUSED = """() => {
    const link = document.activeElement, box = link.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    return {target: link.getAttribute("href"), shown: inside && top === link && link.checkVisibility({opacityProperty: true})};
}"""


@every_page
def test_page_opens_in_silence(open_page: Open, name: str) -> None:
    """No console message, no error, nothing fetched: a report is one file, and works without a network."""
    faults: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: faults.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error in a script: {error}"))
        page.route_web_socket(re.compile(""), lambda socket: faults.append(f"fetches {socket.url}"))
        page.on("request", lambda request: faults.append(f"fetches {request.url}") if _foreign(request.url, name) else None)

    open_page(name, watch=watch).evaluate("document.title")  # what the page did before it answers has been heard
    faults = [fault for fault in faults if not re.match("console (?!error|warning)", fault)]
    assert not faults, f"{name} must open in silence and alone; remove what causes this, or embed it:\n" + "\n".join(faults)


@every_page
def test_images_are_described_and_seen(open_page: Open, name: str) -> None:
    """Every image has an alternative text, and its data are an image."""
    images = open_page(name).evaluate(DECODE_IMAGES)
    mute = [image for image in images if not image["alt"]]
    broken = [image for image in images if not image["width"]]
    assert not mute, f"{name}: give these images an alternative text: {mute}"
    assert not broken, f"{name}: the browser cannot decode these images: {broken}"


@every_report
def test_report_has_its_figures(open_page: Open, name: str) -> None:
    """A report without figures ran, but lost something on the way."""
    count = open_page(name).locator("main img").count()
    assert count >= 4, f"{name}: {count} images where at least 4 belong; were figures dropped from the notebook's outputs?"


@every_page
@wide_and_narrow
def test_nothing_is_wider_than_the_window(open_page: Open, name: str, width: int, height: int) -> None:
    """Nobody has to scroll sideways, but inside a table that says so."""
    page = open_page(name, width=width, height=height)
    needed, outside = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(STICKING_OUT)
    advice = "let these shrink, break or scroll by themselves"
    assert needed <= width and not outside, f"{name} needs {needed} px of {width}; {advice}:\n" + "\n".join(outside)  # noqa: PT018


@every_page
@wide_and_narrow
def test_accessibility_rules_hold(open_page: Open, axe: Path, name: str, width: int, height: int) -> None:
    """No rule of axe-core is broken, recommended practice included."""
    page = open_page(name, width=width, height=height)
    page.add_script_tag(path=axe)
    faults = [_broken_rule(rule) for rule in page.evaluate("async () => (await axe.run()).violations")]
    assert not faults, f"{name} at {width} px breaks {len(faults)} rules:\n" + "\n".join(faults)


@every_report
def test_report_prints_whole(open_page: Open, name: str) -> None:
    """On paper a report is 2 to 6 pages of text, and the first says what a planner needs first."""
    paper = PdfReader(io.BytesIO(open_page(name).pdf(format="A4", prefer_css_page_size=True)))
    texts = [_flat(page.extract_text()) for page in paper.pages]
    empty = [number for number, text in enumerate(texts, start=1) if not text]
    missing = [heading for heading in _first_headings(name) if _flat(heading) not in texts[0]]
    assert 2 <= len(paper.pages) <= 6, f"{name} prints on {len(paper.pages)} pages; see @media print in style.css"
    assert not empty, f"{name}: nothing is written on printed pages {empty}; see the page breaks in style.css"
    assert not missing, f"{name}: the first printed page lost {missing}; it has grown too long, or they were renamed"


@every_report
def test_first_tab_leads_past_the_contents(open_page: Open, name: str) -> None:
    """The first key stop is a visible link to the text, and it works."""
    page = open_page(name)
    page.keyboard.press("Tab")
    focused = page.evaluate(FOCUSED)
    assert focused["target"] == "#isi", f"{name}: the first Tab reaches {focused['target']}; the link to #isi must come first"
    assert focused["shown"], f"{name}: the skip link has the focus, but is not seen; see .lompat:focus in style.css"
    page.keyboard.press("Enter")
    expect(page.locator("main:target"), f"{name}: the skip link does not lead to <main id=isi>").to_be_attached()


@every_report
def test_contents_lead_to_every_section(open_page: Open, name: str) -> None:
    """The table of contents links each section heading, in order, by an id that exists."""
    page = open_page(name)
    links = page.locator("nav ol a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    sections = page.locator("main h2").evaluate_all("headings => headings.map(heading => '#' + heading.id)")
    assert sections, f"{name} has no section headings"
    assert links == sections, f"{name}: the contents link {links}, the sections are {sections}"


@every_page
def test_ids_are_unique(open_page: Open, name: str) -> None:
    """No two elements share an id: links and labels would reach the first only."""
    ids = open_page(name).locator("[id]").evaluate_all("elements => elements.map(element => element.id)")
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    assert not repeated, f"{name}: these ids are used more than once: {repeated}"


@every_index
def test_index_links_every_report(open_page: Open, reports: Path, name: str) -> None:
    """The index links each report of its folder, earlier languages too, and nothing else."""
    links = open_page(name).locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    files = sorted(path.name for path in (reports / name).parent.glob("laporan_*.html"))
    assert sorted(links) == files, f"{name} links {links}, the folder holds {files}"


@every_index
def test_index_links_open_and_lead_back(open_page: Open, name: str) -> None:
    """Every link opens a report in the language it announces, and the report leads back."""
    page = open_page(name)
    index = page.url
    for number in range(page.locator("a").count()):
        link = page.locator("a").nth(number)
        announced, target = link.get_attribute("lang"), link.get_attribute("href")
        link.click()
        expect(page, f"{name}: the link to {target} does not open it").to_have_url(urljoin(index, target))
        assert page.locator("html").get_attribute("lang") == announced, f"{name}: {target} is not in '{announced}' as announced"
        page.get_by_role("navigation").get_by_role("link").first.click()
        expect(page, f"{target}: its first link does not lead back to the index").to_have_url(index)


def _foreign(url: str, name: str) -> bool:
    return not url.startswith("data:") and not (url.startswith("file:") and url.endswith(f"/{name}"))


def _broken_rule(rule: dict[str, Any]) -> str:
    """Write one rule, and the elements that break it, on one line."""
    targets = ", ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
    return f"{rule['id']} ({rule['help']}): {targets}"


def _first_headings(name: str) -> list[str]:
    study = load_study()
    words = Words(name.removesuffix(".html")[-2:], study.codebook, study.places)
    return [words.say(f"laporan.{key}") for key in FIRST_PAGE]


def _flat(text: str) -> str:
    """Write a text without the line breaks, hyphens at line ends and spaces that depend on the layout."""
    return re.sub(r"\s+", " ", re.sub(r"\u00ad|(?<=\w)-\s*\n\s*", "", text)).strip()
