"""Who may use a desk: users, the sessions that they are signed in with, and the tokens that programs carry."""

import re
from dataclasses import dataclass
from datetime import datetime

from marsad.model.viewer import Viewer

__all__ = ["ROLES", "Session", "Token", "User", "is_user_name"]

ROLES = (Viewer.READER, Viewer.ANALYST, Viewer.EDITOR, Viewer.RELEASER, Viewer.ADMIN)
"""What a user can be, the least first: each may do what those before it may."""
_USER_NAME = re.compile(r"[^\W_][\w.@+-]{0,63}")


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in; `password` is its Argon2 hash, `seen` the journal entry up to which they looked."""

    name: str
    role: Viewer
    password: str
    made: datetime
    is_active: bool = True
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that a user is signed in with until it expires."""

    user: User
    expires: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What a program carries instead of a password: a role, which never exceeds that of the user who made it."""

    id: str
    label: str
    role: Viewer
    user: str
    made: datetime
    expires: datetime | None


def is_user_name(name: str) -> bool:
    """Tell whether a name can be that of a user: 1 to 64 letters, digits and . @ + - _, a letter or digit first."""
    return bool(_USER_NAME.fullmatch(name))
