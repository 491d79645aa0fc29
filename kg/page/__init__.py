"""The page: one self-contained HTML file in which a graph is browsed, with the evidence behind each line.

    write_page(content, "graph.html", Selection(about="North Korea", since="2023"))

Content goes in. Out comes a page (`write_page`, `render_page`, and `render_frame` for notebooks) or a pyvis Network to
style further (`to_pyvis`).
"""

from kg.page.frame import render_frame
from kg.page.page import PageSummary, render_page, to_pyvis, write_page
from kg.page.selection import Selection

__all__ = ["PageSummary", "Selection", "render_frame", "render_page", "to_pyvis", "write_page"]
