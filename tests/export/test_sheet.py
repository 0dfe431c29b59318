"""A risk sheet as a page: it stands alone, is read without sight and colour, and its map says what is not known."""

from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from tests.watch.happenings import BUSTAN, MONDAY, URUM, happening, records
from tests.watch.risk.test_corridor import CORRIDOR, WEEK, sheet

from marsad.codebook import load_codebook
from marsad.export.sheet import sheet_html
from marsad.export.sheet.map import draw_map, shape_of
from marsad.model import Incident
from marsad.watch.risk.route import Circle, Route
from marsad.watch.risk.stretches import corridor_of

AREA = corridor_of(Route(circles=(Circle("Aleppo", (36.2, 37.1), 10.0),)), within_km=5)


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def page(*incidents: Incident) -> str:
    return sheet_html(sheet(*incidents))


def test_the_page_loads_and_runs_nothing() -> None:
    found = Outline(page(happening()))
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in found.tags}
    assert not any(name in ("src", "href", "onload", "onclick") for _, given in found.tags for name in given)
    (policy,) = [given["content"] for tag, given in found.tags if given.get("http-equiv")]
    assert policy and policy.startswith("default-src 'none'")


def test_the_page_is_read_without_sight() -> None:
    found = Outline(page(happening(), happening(1, place=BUSTAN)))
    assert ("html", {"lang": "en"}) in found.tags
    assert found.count("h1") == 1
    assert found.count("table") == found.count("caption") > 3
    assert all("scope" in given for tag, given in found.tags if tag == "th")
    svgs = [given for tag, given in found.tags if tag == "svg"]
    named = {given["id"] for _, given in found.tags if "id" in given}
    for one in svgs:
        assert one["role"] == "img"
        assert one.get("aria-label") or set((one["aria-labelledby"] or "").split()) <= named


def test_ids_of_the_page_are_its_own_each() -> None:
    ids = [given["id"] for _, given in Outline(page(happening())).tags if "id" in given]
    assert len(ids) == len(set(ids))


def test_words_of_a_record_are_no_tags() -> None:
    evil = happening(roots=("<script>alert(1)</script>", "\x00"))
    text = page(evil)
    assert "<script" not in text
    assert "\x00" not in text
    assert "&lt;script&gt;" in text


def test_a_stretch_without_reports_is_drawn_otherwise_and_says_so() -> None:
    drawn = draw_map(sheet(happening()))
    assert [one.is_told for one in drawn.stretches] == [True, False, False][: len(drawn.stretches)]
    assert "no reports" in [one.text for one in drawn.words]
    assert 'class="unknown"' in page(happening())


def test_an_area_is_drawn_in_numbered_squares() -> None:
    drawn = draw_map(sheet(happening(place=BUSTAN), corridor=AREA))
    assert all(one.is_area for one in drawn.stretches)
    assert any(one.text.startswith("1") for one in drawn.words)


def test_incidents_stand_on_the_map_with_their_kilometre_and_those_of_no_fine_place_do_not() -> None:
    several = [happening(number, type=type) for number, type in enumerate(["air_strike", "shelling", "aid"])]
    drawn = draw_map(sheet(*several, happening(9, place=replace(URUM, radius_km=20.0))))
    assert sorted(mark.shape for mark in drawn.marks) == ["circle", "square", "triangle"]
    assert "km 0 (×3)" in [one.text for one in drawn.words]


def test_every_type_of_the_codebook_has_a_shape() -> None:
    assert all(shape_of(type) for type in load_codebook().types)


@pytest.mark.parametrize("corridor", [CORRIDOR, AREA])
@given(incidents=records())
def test_any_record_makes_a_page_with_everything_inside_the_map(
    corridor: object, incidents: list[Incident]
) -> None:
    asked = replace(WEEK, since=MONDAY, until=MONDAY + timedelta(days=40))
    found = sheet(*incidents, asked=asked, corridor=corridor)  # type: ignore[arg-type]
    assert sheet_html(found) == sheet_html(found)
    drawn = draw_map(found)
    assert all(0 <= one.x <= drawn.width and 0 <= one.y <= drawn.height for one in drawn.words)
    assert 0 < drawn.bar < drawn.width
