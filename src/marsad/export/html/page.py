"""Puts the page together: one file that loads nothing and runs nothing but its own style and script."""

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from marsad.codebook import load_codebook
from marsad.export.html.fields import in_words
from marsad.export.html.marking import Marked, mark
from marsad.model import Claim, Report

__all__ = ["reading_html"]

UNWRITABLE = {0: "\N{REPLACEMENT CHARACTER}", ord("\r"): "&#13;"}
"""What HTML cannot hold as it is: a null, which has no name, and a carriage return, which is read as a line end."""


def reading_html(report: Report, claims: Sequence[Claim]) -> str:
    """Return a report as a page: its text with each claim marked in it, and the claims with their fields.

    The page works without a network, and without its script. The text of its `article` is the report's,
    character by character. The same report and claims give the same page.
    """
    marked = mark(report, claims)
    style, script = _source("page.css"), _source("page.js")
    page = _template().render(
        report=marked.report,
        is_link=marked.is_link,
        cards=marked.cards,
        types=_types(marked),
        blocks=marked.blocks,
        levels=marked.levels,
        version=version("marsad"),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return page.translate(UNWRITABLE)


def _types(marked: Marked) -> list[tuple[str, int, str]]:
    """Return the types of a reading, the most frequent first, each with its number and what it is."""
    known = load_codebook().types
    counted = Counter(card.claim.type for card in marked.cards).most_common()
    return [(type, number, known[type].description if type in known else "") for type, number in counted]


@cache
def _template() -> Template:
    templates = Environment(
        loader=PackageLoader("marsad.export.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["in_words"] = in_words
    return templates.get_template("page.html")


@cache
def _source(name: str) -> str:
    return files("marsad.export.html").joinpath(name).read_text("utf-8")


def _hash(source: str) -> str:
    """Return the name by which a content security policy allows a style or script."""
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"
