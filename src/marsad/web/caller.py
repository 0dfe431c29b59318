"""Who asks: found from the session of a browser, the token of a program, or by being at the own machine."""

from dataclasses import dataclass

from fastapi import Request
from starlette.requests import HTTPConnection

from marsad.errors import NotAllowedError, NotSignedInError
from marsad.model import Viewer
from marsad.ops.accounts import signed_in, token_of
from marsad.store import Store
from marsad.web.permissions import Permission, may

__all__ = ["SESSION_COOKIE", "Caller", "Needs", "caller_of"]

SESSION_COOKIE = "marsad_session"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks: a name ("" for the owner and for strangers), a role, and whether by a token."""

    name: str
    role: Viewer
    by_token: bool = False

    def may(self, permission: Permission) -> bool:
        """Tell whether this caller holds a permission."""
        return may(self.role, permission)

    def require(self, permission: Permission) -> None:
        """Raise NotSignedInError or NotAllowedError where this caller does not hold a permission."""
        if self.may(permission):
            return
        if self.role is Viewer.PUBLIC:
            raise NotSignedInError("sign in first, or send a token that is still valid")
        raise NotAllowedError(
            f"the role of {self.role} may not {permission}; ask an admin of this desk for another role"
        )

    def viewer_outside(self, *, with_locked: bool) -> Viewer:
        """Return whom something that leaves the record is made for: the public, unless the caller states the right.

        Raises NotAllowedError for a caller who has no such right.
        """
        if not with_locked:
            return Viewer.PUBLIC
        if not self.role.sees_locked:
            raise NotAllowedError(
                f"the role of {self.role} does not see what is locked; ask for the file without it"
            )
        return self.role


@dataclass(frozen=True, slots=True)
class Needs:
    """What a route needs, as its dependency: gives the caller who may, raises for one who may not."""

    permission: Permission

    async def __call__(self, request: Request) -> Caller:  # as a plain method it would be called in a thread
        """Return the caller; raises NotSignedInError or NotAllowedError."""
        caller: Caller = request.state.caller
        caller.require(self.permission)
        return caller


def caller_of(connection: HTTPConnection, store: Store) -> Caller:
    """Return who makes a request; a desk without users serves its owner, other desks strangers as the public."""
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = token_of(store, secret.strip())
        return (
            Caller(token.user, token.role, by_token=True)
            if token
            else Caller("", Viewer.PUBLIC, by_token=True)
        )
    cookie = connection.cookies.get(SESSION_COOKIE, "")
    if cookie and (session := signed_in(store, cookie)):
        return Caller(session.user.name, session.user.role)
    return Caller("", Viewer.PUBLIC if store.accounts.are_there() else Viewer.OWNER)
