"""Models to canonical JSON and back, by their type annotations."""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from marsad.errors import StoreError, TamperError
from marsad.ids import canonical_json

__all__ = ["decode", "decode_all", "encode"]

Model = TypeVar("Model")

# Made when first needed: each takes milliseconds. Any, because a dict does not tie its keys to its values.
_adapters: dict[type[object], TypeAdapter[Any]] = {}


def _adapter(kind: type[Model]) -> TypeAdapter[Model]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def encode(value: object) -> str:
    """Return a model as canonical JSON: one text for one value.

    Raises StoreError for a value that does not fit its annotations or is not a finite number.
    """
    try:
        return canonical_json(_adapter(type(value)).dump_python(value, mode="json", warnings="error"))
    except (PydanticSerializationError, ValueError) as error:
        raise StoreError(f"a {type(value).__name__} cannot be kept as it is, correct it: {error}") from error


def decode(kind: type[Model], body: str) -> Model:
    """Return the model that `encode` wrote; raises TamperError where the text is not one of that kind."""
    try:
        return _adapter(kind).validate_json(body)
    except ValidationError as error:
        raise _changed(kind, error) from error


def decode_all(kind: type[Model], bodies: str) -> list[Model]:
    """Return the models of texts that commas part; raises TamperError where one is not of that kind."""
    try:
        return _adapter(list[kind]).validate_json(f"[{bodies}]")  # type: ignore[valid-type]  # a type is a value here
    except ValidationError as error:
        raise _changed(kind, error) from error


def _changed(kind: type[object], error: ValidationError) -> TamperError:
    return TamperError(
        f"a stored {kind.__name__} cannot be read; run `marsad verify` to see what was changed: {error}"
    )
