"""The page: one self-contained HTML file in which a graph is browsed, with the evidence behind each line.

    write_page(content, "graph.html", about="North Korea", since="2023")

Content goes in. Out comes a page (`write_page`, `render_page`) or a pyvis Network to style further (`to_pyvis`).
"""

from kg.page.page import PageSummary, render_page, to_pyvis, write_page

__all__ = ["PageSummary", "render_page", "to_pyvis", "write_page"]
