"""What routes take: the desk, and whoever asks with the permission that the route needs."""

from typing import Annotated

from fastapi import Depends, Request

from marsad.web.caller import Caller, Needs
from marsad.web.desk import Desk
from marsad.web.permissions import Permission

__all__ = ["Add", "Administer", "AtDesk", "Enter", "Export", "Grade", "Judge", "Look", "Read", "Release"]


async def _desk(request: Request) -> Desk:  # as a plain function it would be called in a thread
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
Enter = Annotated[Caller, Depends(Needs(Permission.ENTER))]
Look = Annotated[Caller, Depends(Needs(Permission.LOOK))]
Export = Annotated[Caller, Depends(Needs(Permission.EXPORT))]
Read = Annotated[Caller, Depends(Needs(Permission.READ))]
Add = Annotated[Caller, Depends(Needs(Permission.ADD))]
Judge = Annotated[Caller, Depends(Needs(Permission.JUDGE))]
Grade = Annotated[Caller, Depends(Needs(Permission.GRADE))]
Release = Annotated[Caller, Depends(Needs(Permission.RELEASE))]
Administer = Annotated[Caller, Depends(Needs(Permission.ADMINISTER))]
