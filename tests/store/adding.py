"""A process that adds numbered reports to a record and links after each.

`python -m tests.store.adding URL FIRST LAST` leaves the last one out.
It prints each number when the report and its incidents are written.
"""

import sys
from collections.abc import Iterable, Iterator

from tests.store.factories import captured, claims, incident

from marsad.model import Viewer
from marsad.store import Store, open_store

# Long enough that a kill often falls inside a transaction.
_LONG = " Nothing else was heard." * 4000


def add(store: Store, numbers: Iterable[int]) -> Iterator[int]:
    """Add what is missing, complete what was begun; yield each number when done."""
    for number in numbers:
        taken = captured(number, text=captured(number).report.text + _LONG)
        with store.writer() as writer:
            writer.add_report(taken, claims(taken.report))
        with store.view(Viewer.OWNER) as view:
            current, basis = view.incidents_current(), view.basis()
            linked = [] if current else [incident(claim) for claim in view.claims() if claim.harm]
        if not current:
            with store.writer() as writer:
                writer.replace_incidents(linked, basis=basis)
        yield number


if __name__ == "__main__":
    url, first, last = sys.argv[1:]
    with open_store(url) as opened:
        print("open", flush=True)
        for done in add(opened, range(int(first), int(last))):
            print(done, flush=True)
