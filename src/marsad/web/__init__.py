"""The desk: the record in the browser, and as an API."""

from marsad.web.app import make_app
from marsad.web.desk import Desk

__all__ = ["Desk", "make_app"]
