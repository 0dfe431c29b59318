"""What has come in since the incidents were linked, of which nobody knows yet what is locked in it."""

import json

from sqlalchemy import Connection, select

from marsad.model import Judgement
from marsad.store import journal
from marsad.store.codec import decode
from marsad.store.tables import journal as entries
from marsad.store.tables import judgements

__all__ = ["linked_until"]

HIDING = ("lock", "withdraw")
"""Verdicts that may hide what was seen before: what they say has to hold at once."""


def linked_until(connection: Connection) -> int | None:
    """Return the number of the journal's entry up to which it is known what is locked, 0 for an empty record.

    None where what came in later changes what was there: claims read anew, something locked or withdrawn by a
    person, or a record that was never linked so that its locks are known.
    """
    last = journal.last_of(connection, journal.INCIDENTS_REPLACED)
    state = json.loads(last["body"]) if last else {}
    if "locks" not in state:
        return None
    number = entries.c.seq
    known = connection.scalar(select(number).where(entries.c.hash == state["basis"])) or 0
    reread = select(number).where(entries.c.action == journal.CLAIMS_REPLACED, number > known).limit(1)
    if connection.scalar(reread) is not None:
        return None
    judged = connection.scalars(select(judgements.c.body).where(judgements.c.seq > known))
    if any(decode(Judgement, body).verdict in HIDING for body in judged):
        return None
    return known
