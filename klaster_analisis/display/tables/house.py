"""The look that all tables share."""

import html
from typing import Any

import pandas as pd
from great_tables import GT, loc, style
from great_tables import html as markup


def house_table(
    cells: pd.DataFrame,
    *,
    name: str,
    title: str,
    stub: str,
    note: str = "",
    highlight: str | None = None,
) -> GT:
    """
    Lay out texts as a table.

    Parameters
    ----------
    cells : pandas.DataFrame of str
        What each cell shows. The index names the rows, the columns are headed as they are called; of two levels of
        column names the upper one heads several columns.
    name : str
        A name that no other table on the page has: letters, digits and hyphens.
    title : str
    stub : str
        Heads the column of row names.
    note : str
        Stands below: what the numbers are counted on.
    highlight : str, optional
        Name of the row that the table is about.

    Returns
    -------
    great_tables.GT
    """
    codes = [f"c{at}" for at in range(cells.shape[1])]
    body = cells.set_axis(codes, axis="columns").rename_axis("baris").reset_index()
    table = (
        GT(body, rowname_col="baris", id=f"tabel-{name}")
        .tab_header(title=_literal(title))
        .tab_stubhead(label=_literal(stub))
        .cols_label(cases=dict(zip(codes, map(_literal, cells.columns.get_level_values(-1)), strict=True)))
        .cols_align(align="right")
        .tab_options(
            heading_align="left",
            heading_title_font_size="1em",
            heading_title_font_weight="bold",
            heading_border_bottom_style="none",
            table_border_top_style="none",
            table_border_bottom_style="none",
            table_font_names=["inherit"],
            table_font_size="0.875rem",
            table_font_color="#1f2a36",
            table_width="auto",
            table_margin_left="0px",
            container_padding_y="0px",
            column_labels_font_weight="bold",
            data_row_padding="4px",
            stub_border_style="none",
            source_notes_font_size="0.8125rem",
        )
    )
    if cells.columns.nlevels > 1:
        upper = pd.Series(codes, index=cells.columns.get_level_values(0))
        for label in upper.index.unique().drop("", errors="ignore"):
            table = table.tab_spanner(label=_literal(label), id=f"s-{upper[[label]].iloc[0]}", columns=list(upper[[label]]))
    # A notebook in a dark theme colours the rows of all tables, but not the ink in them.
    table = table.opt_css(f"#tabel-{name} tbody tr {{ background: #ffffff; }}")
    if highlight is not None:
        rows = [at for at, row in enumerate(cells.index) if row == highlight]
        fill = style.fill(color="#e3eff7")
        table = table.tab_style(style=fill, locations=[loc.body(rows=rows), loc.stub(rows=rows)])
    return table.tab_source_note(_literal(note)) if note else table


def _literal(text: str) -> Any:
    """Escape a text ourselves: great_tables reads braces in a heading as units, and then lets markup through."""
    return markup(html.escape(text).replace("{", "&#123;"))


def text_table(cells: pd.DataFrame, **layout: object) -> GT:
    """Lay out words rather than numbers: as `house_table`, but aligned to the left."""
    return house_table(cells, **layout).cols_align(align="left")  # type: ignore[arg-type]
