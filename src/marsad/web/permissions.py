"""Every permission of the desk: what can be done, who may do it, and how a route says what it needs."""

from collections.abc import Mapping
from enum import StrEnum

from marsad.model import Viewer

__all__ = ["GRANTS", "Permission", "may"]


class Permission(StrEnum):
    """What can be done at a desk."""

    ENTER = "enter"
    """Sign in and out, read the help."""
    LOOK = "look"
    """See everything that the role's View of the record shows."""
    EXPORT = "export"
    """Take a file out; what is locked is in it for those alone who see it and say so."""
    READ = "read"
    """Have a text read without storing it."""
    ADD = "add"
    """Add a report."""
    JUDGE = "judge"
    """Accept, reject and correct claims, say same or different."""
    GRADE = "grade"
    """Grade incidents, correct sources, withdraw judgements of others."""
    RELEASE = "release"
    """Lock and release, say to whom an alert goes."""
    ADMINISTER = "administer"
    """Add and change users, see who logged in."""


_STEPS: Mapping[Viewer, tuple[Permission, ...]] = {
    Viewer.PUBLIC: (Permission.ENTER,),
    Viewer.READER: (Permission.LOOK, Permission.EXPORT),
    Viewer.ANALYST: (Permission.READ, Permission.ADD, Permission.JUDGE),
    Viewer.EDITOR: (Permission.GRADE,),
    Viewer.RELEASER: (Permission.RELEASE,),
    Viewer.ADMIN: (Permission.ADMINISTER,),
}


def _grants() -> Mapping[Viewer, frozenset[Permission]]:
    held: frozenset[Permission] = frozenset()
    grants: dict[Viewer, frozenset[Permission]] = {}
    for role, more in _STEPS.items():
        held |= frozenset(more)
        grants[role] = held
    return {**grants, Viewer.OWNER: held}


GRANTS = _grants()
"""What each role may do: all that the role before it may, and its own. The owner, at their own machine, may all."""


def may(role: Viewer, permission: Permission) -> bool:
    """Tell whether a role holds a permission."""
    return permission in GRANTS[role]
