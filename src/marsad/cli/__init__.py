"""The command line: each command parses, calls one function of `ops`, prints.

Modules here import `ops` inside their commands, so that `marsad --help` loads no parser and no database.
"""

from marsad.cli.app import app, main

__all__ = ["app", "main"]
