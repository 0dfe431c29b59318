"""Field reports of responders as rows of a plain form: each becomes a report in sentences.

A reader of words reads them like any other report, so that every value it finds has its words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from marsad.capture.dates import read_date
from marsad.capture.fields import one_line
from marsad.errors import CaptureError

__all__ = ["FORM_FIELDS", "find_form", "is_form", "tell"]

FORM_FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "day", "date_of_work", "date_of_incident", "incident_date", "report_date", "when", "today"),
    "time": ("time", "hour", "time_of_call", "time_of_incident", "incident_time"),
    "team": ("team", "team_name", "crew", "unit", "station", "team_station", "centre", "center", "reporting_team"),
    "place": (
        "place", "location", "site", "place_name", "location_name", "village", "town", "neighbourhood",
        "neighborhood", "district", "where",
    ),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "incident": ("incident", "event", "incident_type", "type_of_incident", "what_happened", "cause"),
    "task": ("task", "tasks", "task_type", "type_of_work", "activity", "work_done"),
    "status": ("status", "state", "work_status", "status_of_work"),
    "rescued_alive": ("rescued_alive", "rescued", "people_rescued", "rescued_people", "saved", "pulled_out_alive"),
    "recovered_dead": ("recovered_dead", "bodies_recovered", "recovered_bodies", "dead_recovered", "bodies"),
    "injured": ("injured", "wounded", "people_injured", "number_injured"),
    "missing": ("missing", "under_rubble", "still_under_rubble", "people_missing", "trapped"),
    "evacuated": ("evacuated", "people_evacuated", "number_evacuated"),
    "evacuated_to": ("evacuated_to", "taken_to", "facility", "facility_type", "destination_facility"),
    "responders_hurt": (
        "responders_hurt", "responders_injured", "volunteers_hurt", "volunteers_injured", "team_hurt",
    ),
    "responders_killed": ("responders_killed", "volunteers_killed", "team_killed"),
    "second_strike": ("second_strike", "double_tap", "second_attack", "hit_again"),
    "needs": ("needs", "need", "needs_stated", "equipment_needed"),
    "notes": ("notes", "note", "remarks", "comments", "comment", "description", "details"),
}  # fmt: skip
"""The fields of the form and the names of columns or questions that are understood as each, the likeliest first."""

TELLING = frozenset({
    "team", "task", "status", "rescued_alive", "recovered_dead", "evacuated_to", "responders_hurt",
    "responders_killed", "second_strike",
})  # fmt: skip
"""Fields that other tables hardly have: two of them, and a date or a place, make a table a form."""

STATUSES: Mapping[str, tuple[str, ...]] = {
    "dispatched": ("dispatched", "sent", "called", "called out", "en route", "on the way"),
    "on_site": (
        "on site",
        "onsite",
        "arrived",
        "at work",
        "working",
        "ongoing",
        "in progress",
        "open",
        "active",
    ),
    "contained": ("contained", "under control", "controlled"),
    "closed": ("closed", "finished", "completed", "complete", "done", "ended", "cleared", "over"),
}
NUMBER = re.compile(
    r"(?:at least |at most |more than |about |around |over |up to |nearly )?\d{1,6}(?:\s?(?:-|–|to)\s?\d{1,6})?",
    re.IGNORECASE,
)
YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
FIRE = re.compile(r"fire", re.IGNORECASE)


def key_of(name: str) -> str:
    """Return a column's or question's name as the form's names are written; of a group path its last part."""
    return re.sub(r"[\W_]+", "_", name.rpartition("/")[2].casefold()).strip("_")


def find_form(names: Iterable[str]) -> dict[str, str]:
    """Return which of some columns or questions holds which field of the form: the first that is understood so."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(key_of(name), name)
    found = {
        field: next((by_key[key] for key in keys if key in by_key), None)
        for field, keys in FORM_FIELDS.items()
    }
    return {field: name for field, name in found.items() if name is not None}


def is_form(names: Sequence[str]) -> bool:
    """Tell whether a table with these columns is the form."""
    found = find_form(names).keys()
    return len(found & TELLING) >= 2 and bool(found & {"date", "place"})


def tell(values: Mapping[str, str], others: Mapping[str, str], *, order: str = "") -> dict[str, str]:
    """Return the fields of the report that a filled form makes: text, title, publisher and published.

    `values` are the answers by field of the form, `others` those to questions that it does not know; they go
    into the text as they are. `order` says how a date such as 03/04/2017 is meant. Raises CaptureError where
    the date or the place is missing, or the date cannot be read.
    """
    filled = {field: one_line(value) for field, value in values.items() if one_line(value)}
    day = read_date(filled.get("date", ""), order=order)
    if day is None:
        raise CaptureError("a field report needs a date; fill in `date` as YYYY-MM-DD")
    if "place" not in filled:
        raise CaptureError("a field report needs a place; fill in `place` with a name that a map has")
    lines = [*_sentences(filled, day), *_more(filled, others)]
    team = filled.get("team", "")
    return {
        "text": "\n".join(lines),
        "title": ", ".join(part for part in ("Field report", team, filled["place"]) if part),
        "publisher": team,
        "published": day.isoformat(),
    }


def _sentences(filled: Mapping[str, str], day: date) -> Iterator[str]:
    """Yield what is known of the fields in sentences that name place and day once."""
    place, when = filled["place"], f"{day.day} {day:%B} {day.year}"
    team = filled.get("team", "")
    if incident := filled.get("incident"):
        yield f"{_spoken(incident).capitalize()} in {place} on {when}."
    yield from _work(filled, team, place, when)
    yield from _people(filled)
    yield from _responders(filled, place)


def _work(filled: Mapping[str, str], team: str, place: str, when: str) -> Iterator[str]:
    task = _spoken(filled.get("task", ""))
    given = _spoken(filled.get("status", "")).casefold()
    status = next(
        (status for status, words in STATUSES.items() if given in words or given == _spoken(status)), ""
    )
    crew = "Firefighters" if FIRE.search(task) else "Rescuers"
    who = f"{crew} of {team}" if team else crew
    at = f"{when} at {filled['time']}" if "time" in filled else when
    for_task = f" for {task}" if task else ""
    if status == "dispatched":
        yield f"{who} were sent to {place} on {at}{for_task}."
        return
    yield f"{who} were at work in {place} on {at}{for_task}."
    if status == "contained":
        what = "the fire" if crew == "Firefighters" else "the situation"
        yield f"{crew} brought {what} in {place} under control."
    elif status == "closed":
        yield (
            f"The firefighters put out the fire in {place}."
            if crew == "Firefighters"
            else (f"The rescue work has ended in {place}.")
        )
    elif given and not status:
        yield f"Status: {filled['status']}."


def _people(filled: Mapping[str, str]) -> Iterator[str]:
    place = filled["place"]
    told = (
        ("rescued_alive", "Rescuers in {place} rescued {people} alive.", "Rescued alive"),
        ("recovered_dead", "Rescuers in {place} recovered the bodies of {people}.", "Recovered dead"),
        ("injured", "{people} were injured in {place}.", "Injured"),
        ("missing", "{people} are still missing under the rubble in {place}.", "Missing"),
    )
    for field, sentence, label in told:
        if field in filled:
            yield from _counted(filled[field], sentence, label, place)
    facility = _article(_spoken(filled["evacuated_to"])) if "evacuated_to" in filled else ""
    if "evacuated" in filled:
        to = f" to {facility}" if facility else ""
        yield from _counted(
            filled["evacuated"], f"Rescuers evacuated {{people}} from {{place}}{to}.", "Evacuated", place
        )
    elif facility:
        yield f"The injured were taken from {place} to {facility}."


def _responders(filled: Mapping[str, str], place: str) -> Iterator[str]:
    for field, harm in (("responders_killed", "killed"), ("responders_hurt", "injured")):
        if field in filled:
            label = f"Responders {harm}"
            sentence = f"{{people}} were {harm} in {{place}}."
            yield from _counted(filled[field], sentence, label, place, noun="rescue workers")
    again = filled.get("second_strike", "")
    if again.casefold() in YES:
        yield f"A second strike hit {place} while the rescuers were at work."
    elif again.casefold() in NO:
        yield "Second strike: no."
    elif again:
        yield f"Second strike: {again}."


def _counted(value: str, sentence: str, label: str, place: str, *, noun: str = "people") -> Iterator[str]:
    """Yield a sentence with a number of people, or the answer as it is where it is no number."""
    if not NUMBER.fullmatch(value):
        yield f"{label}: {value}."
    elif value == "0":
        yield f"{label}: none."
    else:
        one = {"people": "person", "rescue workers": "rescue worker"}[noun]
        people = f"{value} {one if value == '1' else noun}"
        told = sentence.format(people=people, place=place)
        if value == "1":
            told = told.replace(f"{people} were", f"{people} was").replace(f"{people} are", f"{people} is")
        yield told[0].upper() + told[1:]


def _more(filled: Mapping[str, str], others: Mapping[str, str]) -> Iterator[str]:
    if needs := filled.get("needs"):
        yield f"Rescue teams in {filled['place']} are in need of {needs.rstrip('.')}."
    if notes := filled.get("notes"):
        yield notes
    if "latitude" in filled and "longitude" in filled:
        yield f"Coordinates: {filled['latitude']}, {filled['longitude']}."
    for question, answer in others.items():
        if one_line(answer):
            yield f"{one_line(question)}: {one_line(answer)}"


def _spoken(value: str) -> str:
    """Return a choice such as `on_site` as words."""
    return " ".join(value.replace("_", " ").split())


def _article(noun: str) -> str:
    first = noun.split(" ")[0].casefold()
    if first in ("a", "an", "the") or not noun:
        return noun
    return f"{'an' if noun[0].casefold() in 'aeiou' else 'a'} {noun}"
