"""Marsad reads reports of a war and keeps a sourced record of it.

    from marsad import read_report, read_claims, locate_claims, link_claims, open_record

The four verbs in the order of use: read a report, read its claims, locate them, link them to incidents;
`open_record` keeps it all. Importing this loads no parser and no database and opens no file.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.api import link_claims, locate_claims, open_record, read_claims, read_report

__all__ = ["read_report", "read_claims", "locate_claims", "link_claims", "open_record"]  # noqa: RUF022  in the order of use


def __getattr__(name: str) -> Any:  # Any: what a module holds
    """Load a public name when it is first used."""
    if name == "__version__":
        from importlib.metadata import version

        return version("marsad")
    if name in __all__:
        from marsad import api

        return getattr(api, name)
    raise AttributeError(f"module 'marsad' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "__version__"])
