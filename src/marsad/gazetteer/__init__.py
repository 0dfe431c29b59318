"""Place names and where they are: GeoNames compiled into one file, and the user's own places before it."""

from marsad.gazetteer.entry import Entry, Lookup, distance_km
from marsad.gazetteer.geonames import build_geonames
from marsad.gazetteer.lookup import Gazetteer, open_gazetteer
from marsad.gazetteer.names import normalise, skeleton
from marsad.gazetteer.places import add_places

__all__ = [
    "Entry",
    "Gazetteer",
    "Lookup",
    "add_places",
    "build_geonames",
    "distance_km",
    "normalise",
    "open_gazetteer",
    "skeleton",
]
