"""Which entries of the journal a caller is not shown."""

from collections.abc import Collection

from marsad.store import ACCOUNT_ACTIONS
from marsad.web.caller import Caller
from marsad.web.permissions import Permission

__all__ = ["hidden_from"]


def hidden_from(caller: Caller) -> Collection[str]:
    """Return the actions whose entries a caller is not shown: who signed in is for those who administer."""
    return () if caller.may(Permission.ADMINISTER) else ACCOUNT_ACTIONS
