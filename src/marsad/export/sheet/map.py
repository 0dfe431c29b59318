"""The map of a risk sheet: what is drawn where, in the units of the picture."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, floor, log10, pi, sin

from marsad.codebook import load_codebook
from marsad.watch.risk.route import Plane, Point
from marsad.watch.risk.sheet import Beheld, Sheet, StretchTold

__all__ = ["Drawn", "Map", "Mark", "Words", "draw_map", "shape_of"]

WIDTH, HEIGHT, EDGE = 720.0, 460.0, 56.0
LETTER, LINE = 6.6, 13.0
"""About how wide a letter and how high a line of words is."""
MARK = 7.0
NO_REPORTS = "no reports"
Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge."""
SHAPES = {
    "air_strike": "triangle",
    "shelling": "square",
    "explosion": "star",
    "attack": "diamond",
    "destruction": "diamond",
    "fire": "diamond",
}
SHAPES_OF_FAMILY = {"fighting": "cross", "relief": "circle"}
OTHER = "plus"


@dataclass(frozen=True, slots=True)
class Words:
    """Words on the map, from a point on; `anchor` is where in them the point is."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stretch: its lines as points, whether it is an area, whether reports tell of it, and what it is called."""

    lines: tuple[str, ...]
    is_area: bool
    is_told: bool
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Incidents of one type at one place: a shape as a path, and what it stands for."""

    path: str
    shape: str
    title: str


@dataclass(frozen=True, slots=True)
class Map:
    """The picture; `bar` is the length of its scale and `bar_words` the kilometres of that.

    `legend` is each shape with its path round the origin, and the types that it stands for.
    """

    width: float
    height: float
    stretches: tuple[Drawn, ...]
    marks: tuple[Mark, ...]
    words: tuple[Words, ...]
    bar: float
    bar_words: str
    legend: tuple[tuple[str, str, str], ...]


def draw_map(sheet: Sheet) -> Map:
    """Return the map of a sheet, north up: the route, and the incidents on it whose place is known finely enough."""
    plane = Plane(sheet.place.middle)
    paper = _Paper.of(sheet, plane)
    stretches = tuple(_stretch(one, paper) for one in sheet.stretches)
    words: list[Words] = []
    marks: list[Mark] = []
    taken: list[Box] = []
    for (x, y), those in _by_place(sheet.on_route, paper).items():
        marks += _marks(x, y, those)
        words.append(Words(x, y + MARK + LINE, _label(those)))
        half = len({one.type for one in those}) * (MARK + 1)
        taken.append((x - half, y - MARK, x + half, y + MARK))
    words += _stretch_words(sheet.stretches, paper)
    bar_km = _round_km(WIDTH / 4 / paper.scale)
    return Map(
        WIDTH,
        HEIGHT,
        stretches,
        tuple(marks),
        tuple(_apart(words, taken)),
        bar_km * paper.scale,
        f"{bar_km:g} km",
        _legend(sheet.on_route),
    )


def shape_of(type: str) -> str:
    """Return the shape of a type of event."""
    return SHAPES.get(type) or SHAPES_OF_FAMILY.get(load_codebook().types[type].family, OTHER)


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where kilometres of the plane lie on the picture."""

    plane: Plane
    scale: float
    left: float
    high: float

    @classmethod
    def of(cls, sheet: Sheet, plane: Plane) -> "_Paper":
        points = [point for one in sheet.stretches for line in _lines(one) for point in line]
        points += [(one.place.latitude, one.place.longitude) for one in sheet.on_route]
        across, up = zip(*map(plane.put, points), strict=True)
        wide, tall = max(across) - min(across), max(up) - min(up)
        scale = min((WIDTH - 2 * EDGE) / max(wide, 1e-3), (HEIGHT - 2 * EDGE) / max(tall, 1e-3), 400.0)
        left = (max(across) + min(across)) / 2 - WIDTH / 2 / scale
        high = (max(up) + min(up)) / 2 + HEIGHT / 2 / scale
        return cls(plane, scale, left, high)

    def at(self, point: Point) -> tuple[float, float]:
        """Return where a point in degrees lies on the picture."""
        x, y = self.plane.put(point)
        return round((x - self.left) * self.scale, 1), round((self.high - y) * self.scale, 1)


def _lines(one: StretchTold) -> Sequence[Sequence[Point]]:
    return one.place.lines


def _stretch(one: StretchTold, paper: _Paper) -> Drawn:
    lines = tuple(" ".join(f"{x:g},{y:g}" for x, y in map(paper.at, line)) for line in _lines(one))
    return Drawn(lines, one.place.from_km is None, bool(one.incidents), f"{one.label}: {one.reports}")


def _stretch_words(stretches: Sequence[StretchTold], paper: _Paper) -> Iterator[Words]:
    """Yield what stretches are called: "no reports" once for neighbours of a line, kilometres, numbers of squares."""
    for is_told, run in groupby(
        (one for one in stretches if one.place.from_km is not None), lambda one: bool(one.incidents)
    ):
        those = list(run)
        middle = those[len(those) // 2]
        (line,) = _lines(middle)
        x, y = paper.at(line[len(line) // 2]) if len(line) > 2 else _between(*map(paper.at, line))
        if not is_told:
            yield Words(x, y - LINE, NO_REPORTS)
        (first,) = _lines(those[0])
        yield _kilometre(first[0], those[0].place.from_km, paper)
    if stretches[0].place.from_km is not None:
        end = max(
            (one for one in stretches if one.place.from_km is not None), key=lambda one: one.place.number
        )
        yield _kilometre(_lines(end)[0][-1], end.place.to_km, paper)
    for one in stretches:
        if one.place.from_km is None:
            across, down = zip(*(paper.at(point) for line in _lines(one) for point in line), strict=True)
            text = f"{one.place.number}"
            if not one.incidents and max(across) - min(across) > LETTER * len(NO_REPORTS) + LETTER * 4:
                text += f": {NO_REPORTS}"
            yield Words((max(across) + min(across)) / 2, (max(down) + min(down)) / 2, text)


def _kilometre(point: Point, km: float | None, paper: _Paper) -> Words:
    x, y = paper.at(point)
    return Words(x, y - LINE, "" if km is None else f"{km:.1f}".removesuffix(".0") + " km")


def _between(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _by_place(incidents: Iterable[Beheld], paper: _Paper) -> dict[tuple[float, float], list[Beheld]]:
    found: dict[tuple[float, float], list[Beheld]] = defaultdict(list)
    for one in incidents:
        found[paper.at((one.place.latitude, one.place.longitude))].append(one)
    return found


def _marks(x: float, y: float, incidents: Sequence[Beheld]) -> Iterator[Mark]:
    """Yield a shape for each type at a place, side by side."""
    by_type: dict[str, list[Beheld]] = defaultdict(list)
    for one in incidents:
        by_type[one.type].append(one)
    first = x - (len(by_type) - 1) * (MARK + 1)
    for number, (type, those) in enumerate(sorted(by_type.items())):
        shape = shape_of(type)
        name = type.replace("_", " ")
        title = f"{name}, {len(those)} at {those[0].place.name}, {_label(those)}"
        yield Mark(_path(shape, first + number * 2 * (MARK + 1), y), shape, title)


def _label(incidents: Sequence[Beheld]) -> str:
    one = incidents[0]
    where = f"square {one.place.stretch}" if one.km is None else f"km {one.km:g}"
    return where if len(incidents) == 1 else f"{where} (×{len(incidents)})"


def _path(shape: str, x: float, y: float) -> str:
    size = MARK
    match shape:
        case "triangle":
            corners = [(0, -size), (size, size * 0.8), (-size, size * 0.8)]
        case "square":
            corners = [(-size, -size), (size, -size), (size, size), (-size, size)]
        case "diamond":
            corners = [(0, -size), (size, 0), (0, size), (-size, 0)]
        case "star":
            reach = (size * 1.2, size * 0.5)
            corners = [(sin(pi * n / 5) * reach[n % 2], -cos(pi * n / 5) * reach[n % 2]) for n in range(10)]
        case "circle":
            half = f"a{size:g},{size:g} 0 1,0"
            return f"M{x - size:g},{y:g} {half} {2 * size:g},0 {half} {-2 * size:g},0 Z"
        case "cross":
            wide = 2 * size
            return f"M{x - size:g},{y - size:g} l{wide:g},{wide:g} m{-wide:g},0 l{wide:g},{-wide:g}"
        case _:
            return f"M{x - size:g},{y:g} h{2 * size:g} m{-size:g},{-size:g} v{2 * size:g}"
    return "M" + " L".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners) + " Z"


def _legend(incidents: Iterable[Beheld]) -> tuple[tuple[str, str, str], ...]:
    """Return each shape on the map, its path round the origin, and the types that it stands for."""
    types: dict[str, set[str]] = defaultdict(set)
    for one in incidents:
        types[shape_of(one.type)].add(one.type.replace("_", " "))
    return tuple(
        (shape, _path(shape, 0, 0), ", ".join(sorted(names))) for shape, names in sorted(types.items())
    )


def _apart(words: Iterable[Words], marks: Iterable[Box]) -> Iterator[Words]:
    """Yield words that lie over no marks or words, moved by a line or two; those that find no room are left out."""
    taken = list(marks)
    for one in words:
        half = len(one.text) * LETTER / 2
        x = min(max(one.x, half + 4), WIDTH - half - 4)
        for lines in (0, 1, 2, -1):
            y = min(max(one.y + lines * LINE, LINE), HEIGHT - 4)
            place = (x - half, y - LINE, x + half, y)
            if not any(_meet(place, other) for other in taken):
                taken.append(place)
                yield Words(round(x, 1), round(y, 1), one.text, one.anchor)
                break


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _round_km(most: float) -> float:
    """Return the longest length of 1, 2 or 5 times a power of ten that is at most so long."""
    step: float = 10.0 ** floor(log10(most))
    return max(size * step for size in (1, 2, 5) if size * step <= most * 1.000001)
