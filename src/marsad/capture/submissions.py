"""Submissions of KoboToolbox and ODK Central as JSON: answers to a form's questions, with the server's own keys.

The keys are those of their exports and APIs: KoboToolbox gives flat objects whose questions in groups are named
"group/question", ODK Central (OData) nested ones under "value".
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from marsad.capture.dates import read_date
from marsad.capture.forms import find_form, tell
from marsad.errors import CaptureError

__all__ = ["LISTS", "is_submission", "tell_submission"]

LISTS = ("results", "value")
"""The keys under which the two servers list submissions."""

KOBO = frozenset({
    "_id", "_uuid", "_submission_time", "_geolocation", "formhub/uuid", "meta/instanceID", "_validation_status",
    "_xform_id_string", "_submitted_by",
})  # fmt: skip
ODK = frozenset({"__id", "__system"})
NOT_APPROVED = "validation_status_not_approved"
OF_THE_DEVICE = frozenset({
    "start", "end", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "audit", "instanceid",
    "instancename", "rootuuid",
})  # fmt: skip
"""What a phone fills in by itself: no answer of a person."""
DEEPEST = 20


def is_submission(entry: object) -> bool:
    """Tell whether an object is a submission, by the keys that only a server of forms gives."""
    return isinstance(entry, dict) and (len(KOBO & entry.keys()) >= 2 or entry.keys() >= ODK)


def tell_submission(entry: Mapping[str, Any], *, order: str = "") -> dict[str, str]:
    """Return the fields of the report that a submission makes.

    Questions are matched loosely with the fields of the form (`FORM_FIELDS`); those it does not know go into the
    text with their answers. The day is that of its date question, else of its sending. Raises CaptureError for
    one that was rejected on the server, and for what a form lacks.
    """
    if reason := _rejected(entry):
        raise CaptureError(
            f"this submission was {reason} on the server and is not read; approve it there first"
        )
    answers = dict(_answers(entry))
    form = find_form(answers)
    values = {field: answers[name] for field, name in form.items()}
    others = {
        name.rpartition("/")[2]: answer for name, answer in answers.items() if name not in form.values()
    }
    values |= {field: value for field, value in _located(entry).items() if not values.get(field)}
    sent = _sent(entry)
    values["date"] = values.get("date") or sent
    values["team"] = values.get("team") or _sender(entry)
    told = tell(values, {**others, **_replaced(entry)}, order=order)
    return {**told, "published": max(sent, told["published"])}


def _rejected(entry: Mapping[str, Any]) -> str:
    status, system = entry.get("_validation_status"), entry.get("__system")
    if isinstance(status, dict) and status.get("uid") == NOT_APPROVED:
        return "not approved"
    if isinstance(system, dict) and system.get("reviewState") == "rejected":
        return "rejected"
    return ""


def _answers(entry: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the questions, with their groups, and what people answered."""
    for name, value in entry.items():
        own = name.rpartition("/")[2]
        if name.startswith(("_", "meta/", "formhub/")) or own.casefold() in OF_THE_DEVICE or own == "meta":
            continue
        path = f"{above}{name}"
        if isinstance(value, dict) and depth < DEEPEST:
            if value.get("type") == "Point" and isinstance(value.get("coordinates"), list):
                yield path, ", ".join(map(str, value["coordinates"][:2][::-1]))
            else:
                yield from _answers(value, f"{path}/", depth + 1)
        elif isinstance(value, bool):
            yield path, "yes" if value else "no"
        elif isinstance(value, str | int | float):
            yield path, str(value)
        elif value not in (None, [], {}):
            yield path, json.dumps(value, ensure_ascii=False, default=str)


def _located(entry: Mapping[str, Any]) -> dict[str, str]:
    point = entry.get("_geolocation")
    if isinstance(point, list) and len(point) == 2 and all(isinstance(one, int | float) for one in point):
        return {"latitude": str(point[0]), "longitude": str(point[1])}
    return {}


def _sent(entry: Mapping[str, Any]) -> str:
    """Return the day on which a submission reached the server, "" where that is not told."""
    system = entry.get("__system")
    time = entry.get("_submission_time") or (system.get("submissionDate") if isinstance(system, dict) else "")
    day = read_date(time) if isinstance(time, str) else None
    return day.isoformat() if day else ""


def _sender(entry: Mapping[str, Any]) -> str:
    system = entry.get("__system")
    name = entry.get("_submitted_by") or (system.get("submitterName") if isinstance(system, dict) else "")
    return name if isinstance(name, str) else ""


def _replaced(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the note that a submission was edited: which one it replaces."""
    meta = entry.get("meta")
    before = entry.get("meta/deprecatedID") or (meta.get("deprecatedID") if isinstance(meta, dict) else "")
    return {"This submission replaces": before} if isinstance(before, str) and before else {}
