"""Make the README's picture: the top of the report on Klaten."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from klaster_analisis.reports.regional import render_reports

PICTURE = Path(__file__).with_name("laporan.png")


def main() -> None:
    """Render a report, open it, and photograph it."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        render_reports(Path(folder), regions=["Klaten"])
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 1180})
        page.goto(Path(folder, "laporan_klaten_id.html").as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
