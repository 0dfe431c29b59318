"""The stylesheet of the desk: it can be read in both themes, turns round for Arabic, and is light on the line."""

import gzip
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "src" / "marsad" / "web" / "static" / "desk.css").read_text("utf-8")
MOST_BYTES = 12_000
READ, SEEN = 4.5, 3.0
"""The least contrast of words and of what is not words: WCAG 2.2, criteria 1.4.3 and 1.4.11."""
GROUNDS = ("paper", "raised", "sunk")
PAIRS = [
    *((ink, ground, READ) for ink in ("ink", "soft", "link", "visited", "bad") for ground in GROUNDS),
    *((ink, ground, READ) for ink in ("good", "caution") for ground in ("paper", "raised")),
    *((kind, f"{kind}-ground", READ) for kind in ("good", "caution", "bad")),
    *(("ink", ground, READ) for ground in ("good-ground", "caution-ground", "bad-ground", "chosen", "land")),
    ("link", "chosen", READ),
    ("on-strong", "link", READ),
    ("paper", "ink", READ),
    *((part, "paper", SEEN) for part in ("edge", "focus", "bar", "bar-strong")),
    *((family, "land", SEEN) for family in ("fighting", "relief", "truce", "other")),
    *((family, "sea", SEEN) for family in ("fighting", "relief", "truce", "other")),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(CSS.split("@media (prefers-color-scheme: dark)")[0])
DARK = LIGHT | tokens(CSS.split("@media (prefers-color-scheme: dark)")[1].split("@media print")[0])


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_is_read_and_seen_stands_out(
    theme: dict[str, str], front: str, ground: str, least: float
) -> None:
    assert contrast(theme[front], theme[ground]) >= least


def test_dark_theme_says_every_colour() -> None:
    assert set(tokens(CSS.split("@media (prefers-color-scheme: dark)")[1].split("@media print")[0])) == set(
        LIGHT
    )


def test_colours_stand_among_the_tokens_only() -> None:
    rules = CSS.split("/* Ground */")[1]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s}])", rules) == ["#fff"]  # paper, when printed


def test_distances_are_logical() -> None:
    rules = CSS.split("/* Ground */")[1]
    assert not re.findall(r"(?:margin|padding|border)-(?:left|right|top|bottom)", rules)
    assert not re.findall(r"(?<![\w-])(?:left|right|top|bottom|width|height)\s*:", rules)


def test_every_token_that_is_used_is_made_and_the_other_way_round() -> None:
    made = set(re.findall(r"--([\w-]+):", CSS))
    assert set(re.findall(r"var\(--([\w-]+)", CSS)) == made


def test_stylesheet_is_light_and_fetches_nothing() -> None:
    assert len(gzip.compress(CSS.encode(), mtime=0)) <= MOST_BYTES
    assert not re.search(r"url\((?!#)", CSS)
    assert "@import" not in CSS
