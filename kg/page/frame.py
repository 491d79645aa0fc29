"""A page within another document, as a notebook shows it: in a frame that holds it whole and keeps it to itself."""

from html import escape

HEIGHT = 680  # as much as a notebook's window shows at once
# It may run its own scripts, save exports, print, and open an article in a tab of its own; it has no origin, so that it
# reaches neither the notebook nor the server.
ALLOWED = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"


def render_frame(html: str, *, height: int = HEIGHT) -> str:
    """The HTML of a frame, `height` pixels high, that shows a page (see `render_page`) wherever it stands."""
    style = f"display:block;width:100%;height:{height}px;border:1px solid #8884;border-radius:8px"
    return (
        f'<iframe srcdoc="{escape(html)}" sandbox="{ALLOWED}" title="Knowledge graph" loading="lazy" '
        f'referrerpolicy="no-referrer" style="{style}"></iframe>'
    )
