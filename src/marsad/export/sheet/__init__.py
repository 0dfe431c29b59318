"""A risk sheet as one page to print, with its map."""

from marsad.export.sheet.page import sheet_html, sheet_policy

__all__ = ["sheet_html", "sheet_policy"]
