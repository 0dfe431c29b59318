"""Bytes → reports: text, web pages, JSON, JSON Lines and CSV, from files, addresses and standard input.

    from marsad.capture import CaptureOptions, read_source

    for found in read_source("reports/", CaptureOptions(today=date.today())):
        match found:
            case Captured(report, original): ...
            case Issue(where, reason): ...

Everything that cannot be read is an Issue with its place and what to do; nothing is passed over in silence
but hidden files and those whose name starts with README.
"""

from marsad.capture.options import CaptureOptions
from marsad.capture.read import read_bytes, read_path, read_source, read_url

__all__ = ["CaptureOptions", "read_bytes", "read_path", "read_source", "read_url"]
