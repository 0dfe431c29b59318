"""How routes of the API answer: the JSON that the commands print."""

import json
from functools import cache
from typing import Annotated, Any, get_type_hints

from fastapi import Path, Response
from pydantic import BaseModel, create_model

from marsad.model import Incident, Judgement

__all__ = ["MOST", "AnyId", "Json", "Jsons", "incident_model", "json_answer", "judgement_model"]

Json = dict[str, Any]  # Any: JSON data
Jsons = list[Json]
MOST = 500
"""Things that one answer lists at most."""
AnyId = Annotated[
    str,
    Path(min_length=1, max_length=100, pattern=r"^[^\x00/]+$", description="An id, or the beginning of one."),
]


def json_answer(value: object, status: int = 200) -> Response:
    """Return a value as `--format json` prints it."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return Response(text.encode("utf-8", "backslashreplace"), status, media_type="application/json")


@cache
def incident_model() -> type[BaseModel]:
    """Return the schema of an incident in a list: its record, and which of its claims are locked."""
    fields = {name: (hint, ...) for name, hint in get_type_hints(Incident).items()}
    made: type[BaseModel] = create_model(  # type: ignore[call-overload]  # fields that are known when it runs
        "IncidentOut", id=(str, ...), **fields, locked=(list[str], ...)
    )
    return made


@cache
def judgement_model() -> type[BaseModel]:
    """Return the schema of a judgement in a list: its record, and whether it stands."""
    fields = {name: (hint, ...) for name, hint in get_type_hints(Judgement).items()}
    made: type[BaseModel] = create_model(  # type: ignore[call-overload]  # as above
        "JudgementOut", id=(str, ...), **fields, stands=(bool, ...)
    )
    return made
