"""/users: who may use the desk, and as what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.model import ROLES, User, Viewer
from marsad.ops.accounts import SHORTEST, add_user, change_user
from marsad.web.asking import Administer, AtDesk
from marsad.web.languages import N_
from marsad.web.permissions import GRANTS, Permission
from marsad.web.rendering import code_of, render

__all__ = ["router"]

router = APIRouter()

Name = Annotated[str, Form(max_length=64)]
Password = Annotated[str, Form(max_length=1024)]


@dataclass(frozen=True, slots=True)
class Users:
    """The content of the page."""

    users: tuple[User, ...]
    roles: tuple[tuple[str, str], ...]
    grants: Mapping[Viewer, frozenset[Permission]]
    permissions: tuple[Permission, ...]
    shortest: int


@router.get("/users")
def users(request: Request, desk: AtDesk, caller: Administer) -> HTMLResponse:
    """List the users, and offer to add and to change them."""
    page = Users(
        users=desk.store.accounts.users(),
        roles=tuple((str(role), code_of(request, role)) for role in ROLES),
        grants={role: GRANTS[role] for role in ROLES},
        permissions=tuple(Permission),
        shortest=SHORTEST,
    )
    return render(request, "users.html", page, title=N_("Users"))


@router.post("/users")
def add(
    desk: AtDesk,
    caller: Administer,
    name: Name = "",
    password: Password = "",
    role: Annotated[Viewer, Form()] = Viewer.READER,
) -> RedirectResponse:
    """Add a user."""
    add_user(desk.store, name, role, password, by=caller.name or "the owner")
    return RedirectResponse("/users", 303)


@router.post("/users/change")
def change(
    desk: AtDesk,
    caller: Administer,
    name: Name = "",
    role: Annotated[Viewer | Literal[""], Form()] = "",
    password: Password = "",
    access: Annotated[Literal["", "in", "out"], Form()] = "",
) -> RedirectResponse:
    """Change what is given of a user: the role, the password, whether they may sign in."""
    change_user(
        desk.store,
        name,
        by=caller.name or "the owner",
        role=Viewer(role) if role else None,
        password=password or None,
        is_active={"in": True, "out": False}.get(access),
    )
    return RedirectResponse("/users", 303)
