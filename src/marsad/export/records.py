"""Models as JSON records: their fields, and the id that follows from them."""

from functools import cache
from typing import Any, Protocol

from pydantic import TypeAdapter

from marsad.export.reading import Reading
from marsad.model import Incident

__all__ = ["SCHEMAS", "record_of", "schema_of"]

SCHEMAS = ("claims", "incidents")


class Identified(Protocol):
    """A frozen model whose id is computed."""

    @property
    def id(self) -> str:
        """The content hash."""


@cache
def _adapter(kind: type[object]) -> TypeAdapter[Any]:  # Any: one cache holds the adapters of all kinds
    return TypeAdapter(kind)


def record_of(model: Identified) -> dict[str, Any]:
    """Return a model as JSON data, its id first."""
    fields: dict[str, Any] = _adapter(type(model)).dump_python(model, mode="json")
    return {"id": model.id, **fields}


def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON schema of a printed reading ("claims") or of an incident record ("incidents")."""
    if name == "claims":
        return Reading.model_json_schema()
    schema = _adapter(Incident).json_schema()
    schema["properties"] = {"id": {"title": "Id", "type": "string"}, **schema["properties"]}
    schema["required"] = ["id", *schema["required"]]
    return schema
