"""Who looks at a record, and whether they may see what is locked."""

from enum import StrEnum

__all__ = ["Viewer"]


class Viewer(StrEnum):
    """The role that a View of a record is opened for.

    The owner is the person at the terminal of their own record; the public is everybody whom a page, an export or an
    answer reaches unless its caller holds, and states, the right of another role.
    """

    PUBLIC = "public"
    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"
    RELEASER = "releaser"
    ADMIN = "admin"
    OWNER = "owner"

    @property
    def sees_locked(self) -> bool:
        """Whether locked values are there for this viewer; for all others they are absent."""
        return self in (Viewer.RELEASER, Viewer.ADMIN, Viewer.OWNER)
