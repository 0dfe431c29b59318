"""The tokens of whoever asks: what the page and the API of tokens do."""

from marsad.errors import NotAllowedError, UnknownIdError
from marsad.model import Token, Viewer
from marsad.ops.accounts import Issued, issue_token
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.permissions import Permission

__all__ = ["drop_own", "make_own", "own_tokens"]


def own_tokens(desk: Desk, caller: Caller) -> tuple[Token, ...]:
    """Return the tokens of a caller, the newest first; the owner and those who administer see all."""
    if caller.may(Permission.ADMINISTER):
        return desk.store.accounts.tokens()
    return desk.store.accounts.tokens(caller.name) if caller.name else ()


def make_own(desk: Desk, caller: Caller, *, role: Viewer, label: str, days: int | None) -> Issued:
    """Make a token for a caller; raises AccountError for a role above theirs, NotAllowedError where a token asks.

    Whoever finds a token could otherwise make themselves one that nobody knows of.
    """
    if caller.by_token:
        raise NotAllowedError("a token makes no tokens; sign in to make one")
    by = caller.name or "the owner"
    return issue_token(desk.store, by=by, most=caller.role, role=role, label=label, days=days)


def drop_own(desk: Desk, caller: Caller, id: str) -> None:
    """Take a token away; raises UnknownIdError where the caller has none of this id."""
    if id not in {one.id for one in own_tokens(desk, caller)}:
        raise UnknownIdError(f"you have no token {id!r}; the list of tokens shows their ids")
    desk.store.accounts.drop_token(id, by=caller.name or "the owner")
