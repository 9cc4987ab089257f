"""An executed notebook as one page that needs nothing from anywhere."""

import nbformat
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from klaster_analisis.display import Words
from klaster_analisis.display.asked import NOT_ASKED
from klaster_analisis.reports.look import TEMPLATES, read_style
from klaster_analisis.reports.manifest import NAME as MANIFEST

ONLY_IN_NOTEBOOK = "hanya_notebook"


def render_page(notebook: nbformat.NotebookNode, words: Words, *, footer: str) -> str:
    """
    Convert an executed notebook to a page: no code, a table of contents, a style sheet for screen and paper.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    words : Words
    footer : str
        Plain text below the page.

    Returns
    -------
    str
        HTML.
    """
    notebook = nbformat.from_dict(notebook)
    title, contents = _prepare_outputs(notebook)
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {ONLY_IN_NOTEBOOK}
    exporter = HTMLExporter(
        config=config,
        template_name="laporan",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_output_prompt=True,
    )
    page = {
        "title": title,
        "contents": contents,
        "language": words.language,
        "style": read_style(),
        "footer": footer,
        "manifest": MANIFEST,
        **{key: words.say(f"halaman.{key}") for key in ("ke_isi", "daftar_isi", "perincian", "semua_laporan")},
    }
    html, _ = exporter.from_notebook_node(notebook, resources={"page": page})
    return str(html)


def _says_nothing(output: nbformat.NotebookNode) -> bool:
    """Say whether an output tells no more than that something was not asked."""
    html = output.get("data", {}).get("text/html")
    if html is None:
        return False
    parts = BeautifulSoup(html, "html.parser").find_all(recursive=False)
    return all(NOT_ASKED in part.get_attribute_list("class") for part in parts)


def _prepare_outputs(notebook: nbformat.NotebookNode) -> tuple[str, list[tuple[str, str]]]:
    """Make headings and tables reachable; return the title and the contents as (anchor, text)."""
    titles: list[str] = []
    contents: list[tuple[str, str]] = []
    for cell in notebook.cells:
        if cell.get("outputs") and all(map(_says_nothing, cell.outputs)):
            cell.outputs = []
    for output in (output for cell in notebook.cells for output in cell.get("outputs", ())):
        html = output.get("data", {}).get("text/html")
        if not html:
            continue
        soup = BeautifulSoup(html, "html.parser")
        titles += [heading.get_text() for heading in soup.find_all("h1")]
        for heading in soup.find_all("h2"):
            anchor = f"bagian-{len(contents) + 1}"
            heading["id"] = anchor
            contents.append((anchor, heading.get_text()))
        for table in soup.select("div[id^=tabel-]"):  # it scrolls on a narrow screen, so a keyboard must reach it
            name = table.select_one(".gt_title")
            table.attrs |= {"tabindex": "0", "role": "region", "aria-label": name.get_text() if name else table["id"]}
        output["data"]["text/html"] = str(soup)
    return titles[0] if titles else "", contents
