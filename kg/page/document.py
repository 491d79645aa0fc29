"""The page as one HTML document that needs nothing else: style, scripts and data inside, and a policy that says so.

The browser runs only the scripts whose hashes the document's content security policy names, and asks the network for
nothing. Data stands in a JSON block with its markup characters escaped.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from kg.page.palette import DARK, LIGHT, OTHER_CLASS, RELATION_CLASSES
from kg.page.world import read_world

FOLDER = Path(__file__).parent
# In this order the scripts make one: each uses what stands before it, and main.js starts the page.
SCRIPTS = (
    "dom", "data", "state", "filter", "style", "tooltip", "labels", "looks", "network", "actions", "pairs", "map",
    "mapmoves", "dyads", "table", "cards", "panel", "facets", "histogram", "search", "exports", "keyboard", "main",
)  # fmt: skip
# Markup characters, line ends that older scripts stumble over, and lone surrogates, which UTF-8 cannot hold.
_ESCAPES = {code: f"\\u{code:04x}" for code in (*map(ord, "<>&\u2028\u2029"), *range(0xD800, 0xE000))}


def to_json(value: object) -> Markup:
    """JSON that is safe inside a script element: it can neither end the element nor open a comment.

    >>> print(to_json({"a": "</script>"}))
    {"a":"\\u003c/script\\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704  (escaped above)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def vis_network() -> str:
    """The source of vis-network as pyvis bundles it, with its licence at the top."""
    bundled = resources.files("pyvis") / "templates" / "lib"
    newest = max((folder for folder in bundled.iterdir() if folder.name.startswith("vis-")), key=lambda f: f.name)
    return _newlines((newest / "vis-network.min.js").read_text(encoding="utf-8"))


@cache
def application() -> str:
    """The page's own script: the parts in order in one scope, without indents and comment lines, which readers of the
    source have and the page need not carry."""
    parts = [(FOLDER / "static" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    lines = (line.strip() for part in parts for line in part.splitlines())
    body = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'


@cache
def stylesheet() -> str:
    """The page's style, with the palette as custom properties for the light and the dark theme."""
    template = _environment().get_template("page.css")
    text = template.render(light=LIGHT, dark=DARK, classes=(*RELATION_CLASSES, OTHER_CLASS))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _newlines(text: str) -> str:
    """Line ends as the HTML parser makes them, so that hashes agree."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def source_hash(text: str) -> str:
    """The name of an inline script or style in a content security policy.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def security_policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A policy that allows these scripts and styles, pictures made by the page itself, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(source_hash, scripts)) or "'none'"}",
            f"style-src {' '.join(map(source_hash, styles))}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def render_document(data: Mapping[str, object], *, title: str, summary: str) -> str:
    """The HTML of the page that shows `data`, the records and the drawing of a graph."""
    scripts = (vis_network(), application())
    styles = (stylesheet(),)
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=title,
            summary=summary,
            policy=security_policy(scripts, styles),
            style=Markup(styles[0]),  # noqa: S704  (our own file)
            scripts=[Markup(script) for script in scripts],  # noqa: S704  (our own file, and pyvis')
            data=to_json(data),
            world=Markup(read_world()),  # noqa: S704  (our own file; made of digits, letters and signs)
        )
    )


def render_entity(**fields: object) -> str:
    """The HTML of an actor's own page, which has no script."""
    style = _environment().get_template("entity.css").render(light=LIGHT, dark=DARK)
    return (
        _environment()
        .get_template("entity.html")
        .render(
            policy=security_policy((), (style,)),
            style=Markup(style),  # noqa: S704  (our own file)
            **fields,
        )
    )
