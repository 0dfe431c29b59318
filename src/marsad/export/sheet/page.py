"""Puts the page of a risk sheet together: one file that loads nothing and runs nothing."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from marsad.export.sheet.map import draw_map, shape_of
from marsad.export.wording import time_words
from marsad.model import Interval, Viewer
from marsad.watch.risk.sheet import Beheld, Figure, Said, Sheet

__all__ = ["sheet_html", "sheet_policy"]

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
SHORT = 17
"""Characters of an id that are printed: `marsad show` takes the beginning of one."""
UNWRITABLE = {0: "\N{REPLACEMENT CHARACTER}"}


def sheet_html(sheet: Sheet) -> str:
    """Return a risk sheet as a page for paper of A4; the same sheet gives the same page."""
    style = _source("page.css")
    page = _template().render(
        sheet=sheet,
        map=draw_map(sheet),
        grades=GRADES,
        shows_locked=bool(sheet.asked.viewer) and Viewer(sheet.asked.viewer).sees_locked,
        version=version("marsad"),
        style=Markup(style),
        style_hash=_style_hash(),
        threats=(
            ("aid", "Attacks on aid", sheet.aid_attacks),
            ("medics", "Attacks on medics, hospitals and ambulances", sheet.medic_attacks),
            ("mines", "Mines and things that did not explode", sheet.mines),
            ("checkpoints", "Checkpoints and closed roads", sheet.checkpoints),
        ),
    )
    return page.translate(UNWRITABLE)


def sheet_policy() -> str:
    """Return the Content-Security-Policy that a page of `sheet_html` is served under: its own style, nothing else."""
    return (
        f"default-src 'none'; style-src '{_style_hash()}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def _style_hash() -> str:
    return f"sha256-{b64encode(sha256(_source('page.css').encode()).digest()).decode()}"


def _number_of(figures: tuple[Figure, ...], label: str) -> str:
    return next((f"{one.number:g}" for one in figures if one.label == label), "")


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return "not told"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}–{high}"


def _toll(one: Beheld, kind: str) -> str:
    found = next((toll for toll in one.tolls if (toll.kind, toll.group) == (kind, "")), None)
    return _range(found.low, found.high) if found else ""


def _interval(figure: Figure) -> str:
    return f"{figure.rule['low']:g}–{figure.rule['high']:g}" if figure.rule else ""


def _when(time: Interval | None) -> str:
    return "not told" if time is None else time_words(time).partition(" (")[0]


def _state(one: Said) -> str:
    stance = "" if one.stance == "asserts" else f", {one.stance}"
    return f"{one.type}, {one.phase}{stance}".replace("_", " ")


@cache
def _template() -> Template:
    templates = Environment(
        loader=PackageLoader("marsad.export.sheet", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "in_words": lambda code: code.replace("_", " "),
        "short": lambda id: id[:SHORT],
        "number_of": _number_of,
        "toll": _toll,
        "range": _range,
        "interval": _interval,
        "when": _when,
        "state": _state,
        "shape": shape_of,
    }
    return templates.get_template("page.html")


@cache
def _source(name: str) -> str:
    return files("marsad.export.sheet").joinpath(name).read_text("utf-8")
