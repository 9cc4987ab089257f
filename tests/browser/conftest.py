"""A browser, and the pages it opens: all reports, the index and the findings in each language."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from klaster_analisis import example_survey
from klaster_analisis.reports.auditing import audit_published
from klaster_analisis.reports.findings import write_findings
from klaster_analisis.reports.manifest import Record
from klaster_analisis.reports.regional import render_reports
from klaster_analisis.reports.survey_request import SurveyRequest

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # no wider: Playwright keeps an event loop running in this thread until it is closed
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine, once, and end it."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory, rattan: SurveyRequest) -> Path:
    """Render all reports: a folder ``id``, and a folder ``en`` that has the Indonesian ones from an earlier run too; surveys."""
    folder = tmp_path_factory.mktemp("reports")
    _render_survey(folder / "survei", SurveyRequest((example_survey("survei_jawa_tengah_sintetis.csv"),)), "Kudus", "id")
    _render_survey(folder / "ditahan", SurveyRequest((example_survey(),), min_cell=5), "Pati", "en")
    _render_survey(folder / "rotan", rattan, "Hulu", "id")
    _render(folder / "id", "id")
    shutil.copytree(folder / "id", folder / "en")
    _render(folder / "en", "en")
    return folder


@pytest.fixture
def open_page(browser: Browser, reports: Path) -> Iterator[Callable[..., Page]]:
    """Open a page by its name below the folder of reports, in a fresh window; `watch` sees it before it loads."""
    contexts = []

    def open_one(name: str, *, width: int = 1280, height: int = 900, watch: Callable[[Page], None] | None = None) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        page = contexts[-1].new_page()
        if watch:
            watch(page)
        page.goto((reports / name).as_uri())
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """Give the script with the accessibility rules."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --prefix tests/browser")
    return AXE


def _render(folder: Path, language: str) -> None:
    _fail_if_any(render_reports(folder, language=language))
    audit, words = audit_published()
    write_findings(audit, folder, words, language=language)


def _render_survey(folder: Path, request: SurveyRequest, region: str, language: str) -> None:
    _fail_if_any(render_reports(folder, request=request, regions=[region], language=language))


def _fail_if_any(records: list[Record]) -> None:
    causes = [f"{record.file}: {record.cause}" for record in records if record.cause]
    if causes:
        pytest.fail("not rendered, so there is nothing to open:\n" + "\n".join(causes), pytrace=False)
