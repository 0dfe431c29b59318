"""The colours of the page of a reading: one for each type, and contrast for eyes that need it."""

import re
from importlib.resources import files
from math import cos, radians, sin

import pytest

from marsad.codebook import load_codebook

CSS = files("marsad.export.html").joinpath("page.css").read_text("utf-8")


def test_every_type_of_the_codebook_has_a_colour_of_its_own() -> None:
    hues = dict(re.findall(r'^\[data-type="(\w+)"\] \{ (--hue: \d+; --vivid: \d);', CSS, re.MULTILINE))
    assert set(hues) == set(load_codebook().types)
    assert len(set(hues.values())) == len(hues)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG of "#rrggbb" or of "lightness chroma hue" in OKLCH."""
    if colour.startswith("#"):
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    else:
        lightness, chroma, hue = map(float, colour.split())
        a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        mixed = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        linear = [min(max(channel, 0.0), 1.0) for channel in mixed]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    given = re.findall(r"(?s):root \{(.*?)\}", CSS)[scheme == "dark"]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6}|[\d.]+);", given))
    hues = re.findall(r"--hue: (\d+); --vivid: (\d)", CSS)
    assert len(hues) > 20
    texts = [(text, ground) for text in ("ink", "soft", "link") for ground in ("paper", "raised")]
    for text, ground in texts:
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for hue, vivid in hues:
        tint, full, line = (
            f"{colours[f'{name}-l']} {float(colours[f'{name}-c']) * int(vivid)} {hue}"
            for name in ("tint", "full", "line")
        )
        assert contrast(colours["ink"], tint) >= 4.5, hue
        assert contrast(colours["ink"], full) >= 4.5, hue
        assert contrast(colours["on-line"], line) >= 4.5, hue
        assert min(contrast(line, ground) for ground in (colours["paper"], colours["raised"], tint)) >= 3, hue
