"""What the figures of a line count, in words."""

from collections.abc import Iterator, Sequence

from marsad.gazetteer.countries import country_name
from marsad.lexicon.parties import load_parties
from marsad.watch.war.figures import Area
from marsad.watch.war.lines import Line

__all__ = ["line_title"]


def line_title(line: Line) -> str:
    """Return what the figures of a line count: "Syria: civilians killed, since 2011-03-15"."""
    of = f"{line.group.replace('_', ' ')} " if line.group else ""
    narrow = ", ".join((*_by(line.doers), *line.means, *line.targets))
    return f"{_area(line.place)}: {of}{line.kind}{f' ({narrow})' if narrow else ''}, {_period(line)}"


def _by(doers: Sequence[str]) -> Iterator[str]:
    known = load_parties()
    if doers:
        yield f"by {' and '.join(known[doer].name if doer in known else doer for doer in doers)}"


def _area(area: Area) -> str:
    countries = " and ".join(country_name(code) or code for code in area.countries)
    names = " and ".join((*(place.name for place in area.places), *area.unlocated))
    if names and countries:
        return f"{names} ({countries})"
    return names or countries or "country not known"


def _period(line: Line) -> str:
    period = line.period
    if period.since is None:
        return "since when is not told"
    return f"since {period.since}" if period.runs_on else f"{period.since} to {period.until}"
