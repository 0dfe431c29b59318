"""Who may use a desk: the only rows of a record that change, each change an entry of its journal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, bindparam, delete, func, insert, select, update

from marsad.errors import AccountError
from marsad.model import Session, Token, User, Viewer
from marsad.store import journal
from marsad.store.dialects import Dialect
from marsad.store.tables import sessions, tokens, users

__all__ = ["ACCOUNT_ACTIONS", "Accounts"]

LOGGED_IN, LOGGED_OUT, REFUSED = "logged in", "logged out", "log-in refused"
USER_ADDED, USER_CHANGED = "user added", "user changed"
TOKEN_ADDED, TOKEN_DROPPED = "token added", "token dropped"
ACCOUNT_ACTIONS = frozenset(
    {LOGGED_IN, LOGGED_OUT, REFUSED, USER_ADDED, USER_CHANGED, TOKEN_ADDED, TOKEN_DROPPED}
)
"""The actions of the journal that tell of users."""
# Every page asks it: it is made once.
_SESSION = (
    select(users, sessions.c.expires)
    .join(sessions, sessions.c.user == users.c.name)
    .where(sessions.c.key == bindparam("secret"), users.c.is_active)
)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Reads and writes users, sessions and tokens; made by `Store.accounts`.

    Secrets are kept as hashes alone. Every method is one transaction; `by` is the name of whoever asks for a change.
    """

    engine: Engine
    dialect: Dialect
    now: Callable[[], datetime]

    def are_there(self) -> bool:
        """Tell whether there is any user: a desk without users serves the person at its own machine alone."""
        with self._reading() as connection:
            return bool(connection.scalar(select(func.count()).select_from(users)))

    def users(self) -> tuple[User, ...]:
        """Return all users by name."""
        with self._reading() as connection:
            rows = connection.execute(select(users).order_by(users.c.name)).mappings().all()
        return tuple(map(_user, rows))

    def user(self, name: str) -> User | None:
        """Return the user of a name, or None."""
        with self._reading() as connection:
            return self._user(connection, name)

    def add_user(self, name: str, role: Viewer, password: str, *, by: str) -> User:
        """Add a user with the hash of a password; raises AccountError where the name is taken."""
        with self._writing() as connection:
            if self._user(connection, name):
                raise AccountError(f"there is a user {name!r} already; choose another name")
            made = self.now()
            row = {"name": name, "role": role, "password": password, "made": made.isoformat()}
            connection.execute(insert(users).values(**row, is_active=True, seen=0))
            self._note(connection, USER_ADDED, name, {"role": role, "by": by})
        return User(name, role, password, made)

    def change_user(
        self,
        name: str,
        *,
        by: str,
        role: Viewer | None = None,
        password: str | None = None,
        is_active: bool | None = None,
    ) -> None:
        """Change what is given of a user, whose sessions end with it.

        Another role, or being shut out, takes the tokens away too. Raises AccountError where there is no such user,
        and for the last active admin, who stays one.
        """
        changed = {"role": role, "password": password, "is_active": is_active}
        values = {field: value for field, value in changed.items() if value is not None}
        with self._writing() as connection:
            before = self._known(connection, name)
            if before.role is Viewer.ADMIN and (role not in (None, Viewer.ADMIN) or is_active is False):
                self._keep_an_admin(connection, name)
            connection.execute(update(users).where(users.c.name == name).values(**values))
            connection.execute(delete(sessions).where(sessions.c.user == name))
            if is_active is False or (role is not None and role is not before.role):
                connection.execute(delete(tokens).where(tokens.c.user == name))
            told = {field: value for field, value in values.items() if field != "password"}
            self._note(connection, USER_CHANGED, name, {**told, "password": password is not None, "by": by})

    def see(self, name: str, seq: int) -> None:
        """Keep up to which journal entry a user has looked; this alone is no entry itself."""
        with self._writing() as connection:
            connection.execute(update(users).where(users.c.name == name).values(seen=seq))

    def open_session(self, key: str, name: str, expires: datetime) -> None:
        """Keep a session by the hash of its secret; those that have expired are dropped."""
        with self._writing() as connection:
            self._known(connection, name)
            connection.execute(delete(sessions).where(sessions.c.expires < self.now().isoformat()))
            row = {"key": key, "user": name, "expires": expires.isoformat()}
            connection.execute(insert(sessions).values(**row))
            self._note(connection, LOGGED_IN, name, {"until": expires.isoformat()})

    def session(self, key: str) -> Session | None:
        """Return the session of a hash while it lasts and its user is active, or None."""
        with self._reading() as connection:
            row = connection.execute(_SESSION, {"secret": key}).mappings().first()
        if row is None or datetime.fromisoformat(row["expires"]) <= self.now():
            return None
        return Session(_user(row), datetime.fromisoformat(row["expires"]))

    def close_session(self, key: str) -> None:
        """End a session; nothing happens where it has ended."""
        with self._writing() as connection:
            name = connection.scalar(select(sessions.c.user).where(sessions.c.key == key))
            if name is not None:
                connection.execute(delete(sessions).where(sessions.c.key == key))
                self._note(connection, LOGGED_OUT, name, {})

    def refuse(self, name: str, address: str) -> None:
        """Note that somebody was not let in."""
        with self._writing() as connection:
            self._note(connection, REFUSED, name, {"address": address})

    def add_token(self, key: str, token: Token) -> None:
        """Keep a token by the hash of its secret."""
        with self._writing() as connection:
            connection.execute(
                insert(tokens).values(
                    key=key,
                    id=token.id,
                    label=token.label,
                    role=token.role,
                    user=token.user,
                    made=token.made.isoformat(),
                    expires=token.expires.isoformat() if token.expires else None,
                )
            )
            self._note(
                connection,
                TOKEN_ADDED,
                token.id,
                {"label": token.label, "role": token.role, "by": token.user},
            )

    def token(self, key: str) -> Token | None:
        """Return the token of a hash while it lasts, or None."""
        with self._reading() as connection:
            row = connection.execute(select(tokens).where(tokens.c.key == key)).mappings().first()
        found = _token(row) if row else None
        return None if found is None or (found.expires and found.expires <= self.now()) else found

    def tokens(self, name: str = "") -> tuple[Token, ...]:
        """Return the tokens of a user, or all, the newest first."""
        query = select(tokens).order_by(tokens.c.made.desc(), tokens.c.id)
        with self._reading() as connection:
            rows = connection.execute(query.where(tokens.c.user == name) if name else query).mappings().all()
        return tuple(map(_token, rows))

    def drop_token(self, id: str, *, by: str) -> None:
        """Take a token away; raises AccountError where there is none of this id."""
        with self._writing() as connection:
            if not connection.execute(delete(tokens).where(tokens.c.id == id)).rowcount:
                raise AccountError(f"there is no token {id!r}; the page of tokens lists their ids")
            self._note(connection, TOKEN_DROPPED, id, {"by": by})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            self.engine.connect().execution_options(**self.dialect.glance_options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self.engine.connect().execution_options(**self.dialect.write_options) as connection,
            connection.begin(),
        ):
            self.dialect.lock(connection)
            yield connection

    def _note(self, connection: Connection, action: str, subject: str, body: object) -> None:
        journal.append(connection, self.now(), action, subject, body)

    def _user(self, connection: Connection, name: str) -> User | None:
        row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
        return _user(row) if row else None

    def _known(self, connection: Connection, name: str) -> User:
        found = self._user(connection, name)
        if found is None:
            raise AccountError(f"there is no user {name!r}; `marsad user list` shows their names")
        return found

    def _keep_an_admin(self, connection: Connection, name: str) -> None:
        others = (users.c.role == Viewer.ADMIN, users.c.is_active, users.c.name != name)
        if not connection.scalar(select(func.count()).select_from(users).where(*others)):
            raise AccountError(f"{name} is the only admin; make another user admin first")


def _user(row: RowMapping) -> User:
    return User(
        row["name"],
        Viewer(row["role"]),
        row["password"],
        datetime.fromisoformat(row["made"]),
        bool(row["is_active"]),
        row["seen"],
    )


def _token(row: RowMapping) -> Token:
    return Token(
        row["id"],
        row["label"],
        Viewer(row["role"]),
        row["user"],
        datetime.fromisoformat(row["made"]),
        datetime.fromisoformat(row["expires"]) if row["expires"] else None,
    )
