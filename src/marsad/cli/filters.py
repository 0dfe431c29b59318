"""What incidents are asked for by: the options that several commands share, and the query that they make."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypedDict, get_args

import typer

from marsad.cli.face import parse_day, progress_bar
from marsad.config import Settings
from marsad.errors import ConfigError
from marsad.model import Grade

if TYPE_CHECKING:
    from marsad.store import IncidentQuery

__all__ = [
    "DetainedOption",
    "DisplacedOption",
    "Filters",
    "GradeOption",
    "InjuredOption",
    "KilledOption",
    "Least",
    "MissingOption",
    "NearOption",
    "PartyOption",
    "PlaceOption",
    "SinceOption",
    "SourceOption",
    "TextOption",
    "TypesOption",
    "UntilOption",
    "WithinOption",
    "point_near",
]

TypesOption = Annotated[
    list[str] | None,
    typer.Option("--type", help="Only of this type of the codebook, such as air_strike; may be given again."),
]
SinceOption = Annotated[str | None, typer.Option(help="Only on this day or later, YYYY-MM-DD.")]
UntilOption = Annotated[str | None, typer.Option(help="Only on this day or earlier, YYYY-MM-DD.")]
NearOption = Annotated[
    str, typer.Option(metavar="PLACE", help="Only round a place: a name or LATITUDE,LONGITUDE.")
]
WithinOption = Annotated[float, typer.Option(metavar="KM", help="How far round it, in kilometres.")]
PlaceOption = Annotated[str, typer.Option(help="Only where a place's name has these words.")]
PartyOption = Annotated[str, typer.Option(help="Only where somebody speaks of this party, by its id.")]
SourceOption = Annotated[str, typer.Option(help="Only what a source tells whose name has these words.")]
TextOption = Annotated[str, typer.Option(metavar="WORDS", help="Only where one report has all these words.")]
GradeOption = Annotated[str | None, typer.Option(help="Only of this grade, such as fair.")]
KilledOption = Annotated[int, typer.Option(help="Only where so many were killed, by the best count.")]
InjuredOption = Annotated[int, typer.Option(help="Only where so many were injured, by the best count.")]
MissingOption = Annotated[int, typer.Option(help="Only where so many are missing, by the best count.")]
DisplacedOption = Annotated[int, typer.Option(help="Only where so many were displaced, by the best count.")]
DetainedOption = Annotated[int, typer.Option(help="Only where so many were detained, by the best count.")]


class Least(TypedDict):
    """The least numbers of people by kind of harm; 0 asks for nothing."""

    killed: int
    injured: int
    missing: int
    displaced: int
    detained: int


@dataclass(frozen=True, slots=True)
class Filters:
    """The options as they were typed."""

    types: list[str] | None
    since: str | None
    until: str | None
    near: str
    within: float
    place: str
    party: str
    source: str
    text: str
    grade: str | None
    least: Least

    def query(self, settings: Settings) -> "IncidentQuery":
        """Return the query; raises ConfigError, GazetteerError or StoreError for a value that makes no sense."""
        from marsad.store import IncidentQuery

        return IncidentQuery(
            type=_types(self.types or []),
            since=parse_day(self.since),
            until=parse_day(self.until),
            near=point_near(self.near, self.within, settings) if self.near else None,
            place=self.place,
            party=self.party,
            source=self.source,
            text=self.text,
            grade=_grade(self.grade),
            **self.least,
        )


def _types(types: list[str]) -> tuple[str, ...]:
    from marsad.codebook import load_codebook

    known = load_codebook().types
    if unknown := [type for type in types if type and type not in known]:
        raise ConfigError(f"there is no type {unknown[0]!r}; choose from {', '.join(known)}")
    return tuple(types)


def point_near(place: str, within: float, settings: Settings) -> tuple[float, float, float]:
    """Return the point of a place, by name or as LATITUDE,LONGITUDE, with the kilometres round it.

    Raises GazetteerError for a name that is nobody's.
    """
    from contextlib import closing

    from marsad.gazetteer import open_gazetteer
    from marsad.ops.places import place_files, point_of

    with progress_bar() as progress:
        files = place_files(settings.own_places, settings.cache, progress=progress)
    with closing(open_gazetteer(*files)) as gazetteer:
        return (*point_of(place, gazetteer), within)


def _grade(grade: str | None) -> Grade | None:
    grades: tuple[Grade, ...] = get_args(Grade)
    known = next((one for one in grades if one == grade), None)
    if grade and known is None:
        raise ConfigError(f"there is no grade {grade!r}; choose one of {', '.join(grades)}")
    return known
