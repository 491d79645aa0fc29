"""Explains how a text is read: which words name whom, tell what, and why; for the terminal, as HTML and as JSON."""

from kg.explain.explaining import explain, explain_reading
from kg.explain.explanation import Explanation
from kg.explain.page import render_html
from kg.explain.terminal import render_terminal

__all__ = ["Explanation", "explain", "explain_reading", "render_html", "render_terminal"]
