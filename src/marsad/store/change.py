"""What a linking of what came in changes in a record."""

from collections.abc import Collection
from dataclasses import dataclass

from marsad.model import Incident
from marsad.store.filing import Filing
from marsad.store.lock import Lock, Opened

__all__ = ["Change"]


@dataclass(frozen=True, slots=True)
class Change:
    """What linking changes: incidents that go and those that come, filings that go and those that come.

    Of the reports `reread` all locks go, and those in `locks` come. What viewers see in the place of the incidents
    `closed` goes, and what they see from now on comes.
    """

    gone: Collection[str]
    linked: Collection[Incident]
    dropped: Collection[Filing]
    filed: Collection[Filing]
    reread: Collection[str] = ()
    locks: Collection[Lock] = ()
    closed: Collection[str] = ()
    opened: Collection[Opened] = ()
