"""A record for the watches: a truce and what breaks it, convoys, a siege, crews at work, and a standing figure."""

from datetime import date, timedelta

from tests.link.telling import BUSTAN, MONDAY, URUM
from tests.ops.keeping import put
from tests.watch.aid_told import TUESDAY, WEDNESDAY, tell
from tests.watch.happenings import SYRIA
from tests.watch.truces import day, september

from marsad.model import Interval
from marsad.ops.linking import relink
from marsad.store import Store

__all__ = ["HOSTILE", "tell_watches"]

HOSTILE = "<script>alert('المرصد')</script>"
"""A source's name that has to stand on pages as text."""

CONVOYS = (
    tell("A convoy of 20 trucks left for Madaya with food", "left", published=TUESDAY),
    tell("The convoy arrived in Madaya", "arrived", day=WEDNESDAY, published=WEDNESDAY),
    tell(
        "The convoy has arrived in Madaya", "arrived", day=WEDNESDAY, published=WEDNESDAY, by="Red Crescent"
    ),
    tell("Troops have besieged Madaya", "besieged", type="siege", by="Monitor"),
    tell(
        "The UN suspended all aid convoys in Syria",
        "suspended",
        phase="suspended",
        rest=" because of shelling",
    ),
)


def tell_watches(store: Store) -> None:
    """Put all of it into a record and link it."""
    dossier = september()
    for by, stance in (
        ("Syrian Observatory", "asserts"),
        (HOSTILE, "asserts"),
        ("Russian army", "denies"),
    ):
        dossier.tell(
            "air_strike", by=by, day=day(19), place=URUM, targets="convoy", killed=20, actors="Russian planes",
            published=day(20), stance=stance, text=f"{by} told of the convoy at Urum:",
        )  # fmt: skip
    for number in (14, 15):
        for by in ("SOHR", "a medic"):
            dossier.tell("shelling", by=by, day=day(number), place=BUSTAN, killed=2, published=day(number))
    dossier.tell("air_strike", by="SOHR", day=day(21), place=BUSTAN, killed=3, published=day(21))
    dossier.tell(
        "rescue", place=BUSTAN, day=day(21), published=day(22), text="Rescuers are still digging in Bustan"
    )
    since = Interval(date(2011, 3, 15), MONDAY, "days")
    published = MONDAY + timedelta(days=1)
    dossier.tell("toll", by="UN", killed=400_000, published=published, place=SYRIA, day=since)
    for claim in dossier.claims:
        put(store, dossier.reports[claim.report], [claim])
    for one in CONVOYS:
        put(store, one.report, [one.statement.claim])
    relink(store)
