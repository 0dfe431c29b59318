"""What a running desk has at hand."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from threading import Lock

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from marsad.config import Settings
from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.model import Place
from marsad.ops.linking import relink
from marsad.ops.places import place_files
from marsad.ops.trend import area_of, told_place
from marsad.ops.workshop import Workshop
from marsad.store import Store, View
from marsad.watch.intensity.series import Area
from marsad.web.answers import Answers, Other
from marsad.web.caller import Caller
from marsad.web.readings import Readings
from marsad.web.verifying import Verifying

__all__ = ["LOG_INS", "Desk"]

LOG_INS: RateLimitItem = RateLimitItemPerMinute(10)
"""Failed log-ins from one address, and to one name, before both have to wait."""


@dataclass(frozen=True)
class Desk:
    """A record that is served: its store, the settings, and what opens the reader when it is first needed.

    `other` computes long answers beside the desk, where there is such a process.
    """

    store: Store
    settings: Settings
    open_workshop: Callable[[], Workshop]
    other: Other | None = None
    verifying: Verifying = field(default_factory=Verifying)
    readings: Readings = field(default_factory=Readings)
    entering: Lock = field(default_factory=Lock)
    """Held while a password is checked: each check takes 64 MB, and a try counts before the next is made."""
    refused: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _opening: Lock = field(default_factory=Lock)

    @cached_property
    def answers(self) -> Answers:
        """The answers that took long."""
        return Answers(self.store, self.other)

    @contextmanager
    def view(self, caller: Caller) -> Iterator[View]:
        """Give a View of this moment for whoever asks."""
        with self.store.view(caller.role) as view:
            yield view

    def workshop(self) -> Workshop:
        """Return the reader and the place names, loaded when they are first asked for."""
        with self._opening:
            return self._workshop

    def places(self) -> Gazetteer:
        """Return the place names, opened when they are first asked for; no reader is loaded."""
        with self._opening:
            return self._workshop.gazetteer if "_workshop" in self.__dict__ else self._places

    def link(self, store: Store) -> None:
        """Link what came into the record, in another process where there is one: pages wait for none of it then."""
        if self.other is None or not self.other.link():
            relink(store)

    def area(self, view: View, places: Sequence[str], within_km: float | None) -> Area:
        """Return several places by name, or as points, as one area; raises what `area_of` raises."""

        def told(name: str) -> Place | None:
            return self.answers.of(view, ("place", name), partial(told_place, name=name))

        return area_of(places, self.places(), told, within_km=within_km)

    @cached_property
    def _places(self) -> Gazetteer:
        return open_gazetteer(*place_files(self.settings.own_places, self.settings.cache))

    @cached_property
    def _workshop(self) -> Workshop:
        return self.open_workshop()

    def close(self) -> None:
        """Close what was opened."""
        self.answers.close()
        if "_workshop" in self.__dict__:
            self._workshop.close()
        if "_places" in self.__dict__:
            self._places.close()
        self.store.close()
