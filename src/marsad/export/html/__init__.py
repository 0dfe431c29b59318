"""A reading as one page for people: the report with its claims marked in it, and their fields beside it."""

from marsad.export.html.marking import Marked, mark
from marsad.export.html.page import reading_html

__all__ = ["Marked", "mark", "reading_html"]
