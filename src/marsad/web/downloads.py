"""Files that leave the record: written whole, noted in the journal with who asked, then sent."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from marsad.errors import UnavailableError, UnknownIdError
from marsad.ops.export import export
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.languages import N_

__all__ = ["OFFERED", "Offer", "download"]

NO_ROOM = "the file cannot be written at this desk's machine; tell who runs it to make room, and ask again"


@dataclass(frozen=True, slots=True)
class Offer:
    """A format of export as it is offered: its name, what it is, for whom, and how its file's name ends."""

    format: str
    words: str
    use: str
    ending: str
    media_type: str = "text/csv; charset=utf-8"


_OFFERED = (
    Offer("jsonl", N_("everything, as a bundle"), N_("keeping, passing on, importing again"), "zip",
          "application/zip"),
    Offer("csv", N_("a row an incident, our own columns"), N_("spreadsheets, scripts"), "csv"),
    Offer("xlsx", N_("a workbook with four sheets"), N_("people"), "xlsx",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Offer("geojson", N_("a point an incident"), N_("maps"), "geojson", "application/geo+json"),
    Offer("acled", N_("CSV in the columns of ACLED"), N_("who works with ACLED data"), "csv"),
    Offer("ged", N_("CSV in the columns of UCDP GED"), N_("who works with UCDP data"), "csv"),
    Offer("hxl", N_("CSV with a row of HXL hashtags"), N_("humanitarian data tools"), "csv"),
    Offer("ftm", N_("CSV of FollowTheMoney statements"), N_("Aleph, OpenSanctions tools"), "csv"),
    Offer("ceasefires", N_("CSV, a row a ceasefire"), N_("ceasefire monitors"), "csv"),
    Offer("breaches", N_("CSV, a row a breach of a ceasefire"), N_("ceasefire monitors"), "csv"),
)  # fmt: skip
OFFERED: Mapping[str, Offer] = {one.format: one for one in _OFFERED}
"""Every format that a desk hands out, by its name."""


def download(desk: Desk, caller: Caller, format: str, *, with_locked: bool) -> FileResponse:
    """Write the record in a format to a file of its own and return that, to be deleted when it is sent.

    Raises UnknownIdError for a format that is none, NotAllowedError where the caller may not see what is locked.
    """
    offer = OFFERED.get(format)
    if offer is None:
        raise UnknownIdError(f"there is no format {format!r}; choose one of {', '.join(OFFERED)}")
    viewer = caller.viewer_outside(with_locked=with_locked)
    try:
        folder = Path(mkdtemp(prefix="marsad-"))
    except OSError as error:
        raise UnavailableError(NO_ROOM) from error
    target = folder / f"marsad-{format}.{offer.ending}"
    try:
        done = export(desk.store, format, target, viewer=viewer, by=caller.name)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error.__cause__, OSError):  # its message names a file of this machine
            raise UnavailableError(NO_ROOM) from error
        raise
    return FileResponse(
        target,
        media_type=offer.media_type,
        filename=target.name,
        headers={"x-marsad-sha256": done.sha256, "x-marsad-head": done.head},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )
