"""Users of a desk: passwords, sessions and tokens.

Passwords are hashed by Argon2id with the parameters of RFC 9106 (second recommended option, which is what argon2-cffi
takes). Secrets of sessions and tokens are 256 random bits, so that a plain SHA-256 of them is enough to keep.
"""

import secrets
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marsad.errors import AccountError
from marsad.ids import sha256_hex
from marsad.model import ROLES, Session, Token, User, Viewer
from marsad.model.account import is_user_name
from marsad.store import Store

__all__ = [
    "SHORTEST",
    "Issued",
    "add_user",
    "change_user",
    "check_password",
    "issue_token",
    "note_refusal",
    "sign_in",
    "sign_out",
    "signed_in",
    "token_of",
]

SHORTEST = 12
"""Characters of the shortest password: NIST SP 800-63B asks for length rather than for kinds of characters."""
LONGEST = 1024
SESSION = timedelta(hours=12)
"""How long a session lasts: a working day, so that a laptop left open is closed overnight."""
TOKEN_START = "marsad-"
"""What the secret of a token begins with, so that scanners for leaked secrets know one."""
HASHER = PasswordHasher()

Issued = tuple[str, Token]
"""The secret of a token, shown once, and what is kept of it."""


def add_user(store: Store, name: str, role: Viewer, password: str, *, by: str) -> User:
    """Add a user; the first one has to be an admin. Raises AccountError for a name, role or password that is none."""
    if not is_user_name(name):
        raise AccountError(
            f"{name!r} cannot be a user's name; give 1 to 64 letters, digits and . @ + - _, a letter or digit first"
        )
    hashed = _hashed(name, password)
    if _role(role) is not Viewer.ADMIN and not store.accounts.are_there():
        raise AccountError("the first user is the one who adds the others; give --role admin")
    return store.accounts.add_user(name, role, hashed, by=by)


def change_user(
    store: Store,
    name: str,
    *,
    by: str,
    role: Viewer | None = None,
    password: str | None = None,
    is_active: bool | None = None,
) -> None:
    """Change a user's role or password, or shut them out; raises AccountError for what cannot be."""
    if not is_user_name(name):
        raise AccountError(f"there is no user {name!r}; `marsad user list` shows their names")
    if role is None and password is None and is_active is None:
        raise AccountError(
            "nothing is to be changed; give a role, a password, or whether the user may sign in"
        )
    hashed = None if password is None else _hashed(name, password)
    store.accounts.change_user(name, by=by, role=role and _role(role), password=hashed, is_active=is_active)


def check_password(store: Store, name: str, password: str) -> User | None:
    """Return the active user of a name and password, None where there is none; both take the same time."""
    user = store.accounts.user(name) if is_user_name(name) else None
    try:
        HASHER.verify(user.password if user else _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return user if user and user.is_active else None


def note_refusal(store: Store, name: str, address: str) -> None:
    """Note in the journal that somebody was not let in; of what can be no name, which may be a password, nothing."""
    store.accounts.refuse(name if is_user_name(name) else "", address)


def sign_in(store: Store, user: User) -> str:
    """Open a session for a user and return its secret."""
    secret = secrets.token_urlsafe(32)
    store.accounts.open_session(_key(secret), user.name, store.now() + SESSION)
    return secret


def signed_in(store: Store, secret: str) -> Session | None:
    """Return the session of a secret while it lasts, or None."""
    return store.accounts.session(_key(secret))


def sign_out(store: Store, secret: str) -> None:
    """End the session of a secret."""
    store.accounts.close_session(_key(secret))


def issue_token(store: Store, *, by: str, most: Viewer, role: Viewer, label: str, days: int | None) -> Issued:
    """Make a token of a role not above `most`, the role of whoever asks; without `days` it lasts until it is dropped.

    Raises AccountError for a role above that, a number of days that is none, and a label that is empty or too long.
    """
    if ROLES.index(_role(role)) > (len(ROLES) - 1 if most is Viewer.OWNER else ROLES.index(_role(most))):
        raise AccountError(f"a token of a {most} cannot be that of a {role}; ask for a lesser role")
    if days is not None and not 1 <= days <= 3660:
        raise AccountError(f"a token lasts 1 to 3660 days, not {days}")
    if not 1 <= len(label.strip()) <= 100:
        raise AccountError("a token needs a label of 1 to 100 characters; say what it is for")
    secret, made = f"{TOKEN_START}{secrets.token_urlsafe(32)}", store.now()
    expires = made + timedelta(days=days) if days else None
    token = Token(f"token-{secrets.token_hex(4)}", label.strip(), role, by, made, expires)
    store.accounts.add_token(_key(secret), token)
    return secret, token


def token_of(store: Store, secret: str) -> Token | None:
    """Return the token of a secret while it lasts, or None."""
    if not secret.startswith(TOKEN_START):
        return None
    return store.accounts.token(_key(secret))


@cache
def _nobody() -> str:
    """Return the hash that is checked where there is no such user: the time of an answer tells nothing then."""
    return HASHER.hash("nobody's password")


def _hashed(name: str, password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(
            f"a password has {SHORTEST} to {LONGEST} characters; a few words in a row are good"
        )
    if name.casefold() in password.casefold() and len(password) < 2 * SHORTEST:
        raise AccountError("the password holds the user's name; choose another")
    return HASHER.hash(password)


def _role(role: Viewer) -> Viewer:
    if role not in ROLES:
        raise AccountError(f"a user is no {role}; choose one of {', '.join(ROLES)}")
    return role


def _key(secret: str) -> str:
    return sha256_hex(secret.encode("utf-8", "surrogatepass"))
