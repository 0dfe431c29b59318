"""What a trend is asked for and answers: periods, ranks, stretches of one rate, each with its incidents."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.model import Place
from marsad.watch.intensity.periods import Unit
from marsad.watch.intensity.series import Measure

__all__ = [
    "Asked",
    "Baseline",
    "Covered",
    "Figures",
    "Hurt",
    "LeftOut",
    "PeriodCount",
    "Rank",
    "Reporting",
    "Rival",
    "Stretch",
    "Trend",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a trend is asked for.

    `types` are those of the codebook that count. `measure` is compared with the past over `trailing` reported
    periods before each; `weak` counts weak and contested incidents there as well.
    """

    by: Unit
    types: tuple[str, ...]
    measure: Measure = "incidents"
    since: date | None = None
    until: date | None = None
    trailing: int = 28
    weak: bool = False
    within_km: float | None = None


@dataclass(frozen=True, slots=True)
class Hurt:
    """People over the incidents that give a number: all bounds None where none does, `high` where none is told."""

    low: int | None
    best: int | None
    high: int | None
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period counts.

    `strikes` counts an incident as often as its sources count happenings in it. `by_night` are those incidents
    that are told of a night. `low` and `high` are exact 95 % bounds of the rate of incidents, None where there is
    none.
    """

    number: int
    strikes: int
    by_night: int
    low: float | None
    high: float | None
    killed: Hurt
    injured: Hurt
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The periods before, as many as are asked for and reported; bounds are those of a rate of incidents.

    `incidents` are those counted, and one for each period that counts none, by which it is reported.
    """

    periods: int
    mean: float
    median: float
    low: float | None
    high: float | None
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many root sources told of anything in the area's countries, and the count of the measure per source.

    `usual` is the count per source of the baseline. `incidents` holds one for each source, which it tells.
    """

    sources: int
    per_source: float | None
    usual: float | None
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """One period. Where `reported` is False, nobody told of anything: its zeros are no zeros.

    `against_past` is "above", "below" or "within" where the bounds of count and baseline lie apart or not, ""
    where that cannot be told. `because` is "more events" or "more reporting" for a count above the mean.
    """

    key: str
    label: str
    start: date
    end: date
    reported: bool
    standing: Figures
    with_weak: Figures
    baseline: Baseline | None
    against_past: Literal["above", "below", "within", ""]
    reporting: Reporting
    because: Literal["more events", "more reporting", ""]


@dataclass(frozen=True, slots=True)
class Rival:
    """A period with as many or more."""

    key: str
    label: str
    number: int
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a period stands among the reported ones of the covered period, and since when it is the most.

    `since` is the key of the last period before that has as many or more, "" where none has. `as_many` are the
    last ones that have, earlier or later.
    """

    measure: Measure
    key: str
    label: str
    number: int
    place: int
    of: int
    since: str
    words: str
    incidents: tuple[str, ...]
    as_many: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods of one rate of incidents, between two changes; bounds are exact, `incidents` as of a baseline."""

    start: date
    end: date
    periods: int
    number: int
    rate: float
    low: float
    high: float
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """What the record covers: from the first period of which anything is told to the last, None if none is.

    That is told of the area or its countries; `area_begins` and `area_ends` are those of the area alone.
    `incidents` holds one for each reported period.
    """

    begins: date | None
    ends: date | None
    area_begins: date | None
    area_ends: date | None
    periods: int
    reported: int
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Incidents that are counted nowhere, by the reason."""

    key: str
    label: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The answer: the periods shown, ranks of the greatest of them, and stretches of one rate."""

    asked: Asked
    place: tuple[Place, ...]
    covered: Covered
    periods: tuple[PeriodCount, ...]
    ranks: tuple[Rank, ...]
    stretches: tuple[Stretch, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
