"""How each command is called by a reader without the right to what is locked; a command must be here.

A command of the record that is new goes into READS or REFUSED; what opens no record goes into NO_RECORD with why.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from typer.main import get_command

from marsad.cli import app
from marsad.export import FORMATS
from marsad.ops.export import WATCHED

__all__ = ["NO_RECORD", "READS", "REFUSED", "Probe", "all_commands"]

Command = tuple[str, ...]
Calls = list[list[str]]


@dataclass(frozen=True)
class Probe:
    """What a reader asks for by name: of something locked, or of something that is nowhere."""

    claim: str
    report: str
    incident: str
    judgement: str
    name: str
    day: date
    point: tuple[float, float]
    open_incident: str
    """An incident that everybody sees, "" where there is none."""
    open_claim: str
    folder: Path

    def texts(self) -> Iterator[str]:
        """Yield what a program may say back because it was asked."""
        ids = (self.claim, self.report, self.incident, self.judgement)
        for id in ids:
            kind, _, digits = id.partition("-")
            yield from (id, id[: len(kind) + 11], digits, digits[:10])
        yield from (self.name, self.day.isoformat(), *map(str, self.point))


def _both(*calls: list[str]) -> Calls:
    return [[*call, *more] for call in calls for more in ([], ["--format", "json"])]


def _filters(probe: Probe) -> Calls:
    point = ",".join(map(str, probe.point))
    return [
        [],
        ["--place", probe.name],
        ["--near", point, "--within", "20"],
        ["--text", probe.name],
        ["--source", probe.name],
        ["--party", probe.name],
        ["--since", probe.day.isoformat(), "--until", probe.day.isoformat()],
        ["--type", "aid", "--type", "evacuation"],
        ["--grade", "weak", "--min-killed", "1"],
    ]


def _show(probe: Probe) -> Calls:
    whole = (probe.claim, probe.report, probe.incident)
    short = [id[: id.index("-") + 11] for id in whole]
    asked = (*whole, *short, *(id.partition("-")[2] for id in whole), probe.judgement, probe.open_incident)
    return _both(*(["show", id] for id in (*asked, probe.open_claim) if id))


def _compare(probe: Probe) -> Calls:
    pairs = [(probe.claim, probe.incident), (probe.incident, probe.report)]
    pairs += [(probe.open_incident, probe.claim), (probe.open_incident, probe.incident)]
    pairs += [(probe.open_claim, probe.open_incident)]
    return _both(*(["compare", *pair] for pair in pairs if all(pair)))


def _watches(probe: Probe) -> Iterator[tuple[str, Calls]]:
    point, day = ",".join(map(str, probe.point)), probe.day.isoformat()
    times = ["--since", day, "--until", day]
    page = str(probe.folder / "sheet.html")
    yield "convoys", _both(
        ["convoys"], ["convoys", probe.claim], ["convoys", probe.incident], ["convoys", f"convoy-{probe.claim[6:]}"],
        ["convoys", "--place", probe.name], ["convoys", *times], ["convoys", "--state", "planned"],
    )  # fmt: skip
    yield "access", _both(["access"], ["access", point, "--within", "30"], ["access", probe.name])
    yield "ceasefires", _both(["ceasefires"], ["ceasefires", "--place", probe.name], ["ceasefires", *times])
    yield "ceasefire", _both(["ceasefire", f"ceasefire-{probe.claim[6:]}"])
    yield "figures", _both(["figures"], ["figures", "--place", probe.name])
    yield "response", _both(["response"], ["response", "--place", probe.name], ["response", "--near", point])
    yield (
        "trend",
        _both(
            ["trend", point, "--within", "30", *times],
            ["trend", probe.name],
            ["trend", "Madaya", "--by", "month"],
        ),
    )
    asked = ["check", "most strikes in months", "--date", day, "--place"]
    yield "check", _both([*asked, point, "--within", "30"], [*asked, probe.name])
    yield (
        "assess",
        [
            ["assess", *some, "--days", "60", "--until", day, "--format", form, *out]
            for some in ([point], [probe.name])
            for form, out in (("text", []), ("json", []), ("html", ["--out", page]))
        ],
    )
    alerts = [
        ["alert", id, str(probe.folder / "alert.xml")] for id in (probe.incident, probe.open_incident) if id
    ]
    yield "alert", _both(*alerts)


def _watch(name: str) -> Callable[[Probe], Calls]:
    return lambda probe: dict(_watches(probe))[name]


WATCHES = (
    "convoys", "access", "ceasefires", "ceasefire", "figures", "response", "trend", "check", "assess", "alert",
)  # fmt: skip

READS: Mapping[Command, Callable[[Probe], Calls]] = {
    ("incidents",): lambda probe: _both(
        *(["incidents", *some] for some in _filters(probe)), ["incidents", "--sort", "deadliest"]
    ),
    ("show",): _show,
    ("search",): lambda probe: _both(
        ["search", probe.name], ["search", "convoy"], ["search", "trucks", probe.name], ["search", "in"]
    ),
    ("totals",): lambda probe: _both(
        *(["totals", *some] for some in _filters(probe)),
        *(["totals", "--by", by] for by in ("week", "day", "place", "party", "type")),
        ["totals", "--by", "place", "--level", "place"],
    ),
    ("sources",): lambda probe: _both(["sources"]),
    ("compare",): _compare,
    ("judge", "list"): lambda probe: _both(["judge", "list"], ["judge", "list", "--orphaned"]),
    ("export",): lambda probe: _both(
        *(["export", format, str(probe.folder / f"out.{format}")] for format in {**FORMATS, **WATCHED})
    ),
    **{(name,): _watch(name) for name in WATCHES},
}  # fmt: skip
"""Commands that answer from the record: what they print and write is walked."""


def _judge(verdict: str, *values: str) -> Callable[[Probe], Calls]:
    subject = "incident" if verdict in ("grade", "alert") else "claim"

    def calls(probe: Probe) -> Calls:
        ids = [probe.judgement] if verdict == "withdraw" else [getattr(probe, subject), probe.incident]
        others = [probe.open_claim or probe.claim] if verdict in ("same", "different") else []
        signed = ["--reason", "seen", "--author", "A"]
        return [["judge", verdict, id, *others, *values, *signed] for id in ids]

    return calls


REFUSED: Mapping[Command, Callable[[Probe], Calls]] = {
    ("add",): lambda probe: _both(["add", str(probe.folder)]),
    ("rebuild",): lambda probe: _both(["rebuild"]),
    ("verify",): lambda probe: _both(["verify"]),
    ("import",): lambda probe: _both(["import", str(probe.folder / "bundle.zip")]),
    ("review",): lambda probe: _both(["review", "--list"], ["review", "--author", "A"]),
    **{
        ("judge", verdict): _judge(verdict, *values)
        for verdict, values in {
            "accept": (), "reject": (), "same": (), "different": (), "correct": ("killed", "3"), "grade": ("weak",),
            "lock": (), "release": (), "alert": ("restricted",), "withdraw": (),
        }.items()
    },
    ("desk",): lambda probe: [["desk", "--port", "0"]],
    ("user", "add"): lambda probe: [["user", "add", "ada", "--role", "admin", "--password-stdin"]],
    ("user", "list"): lambda probe: _both(["user", "list"]),
    ("user", "change"): lambda probe: [["user", "change", "ada", "--shut-out"]],
    ("token", "add"): lambda probe: _both(["token", "add", "nightly"]),
    ("token", "list"): lambda probe: _both(["token", "list"]),
    ("token", "drop"): lambda probe: [["token", "drop", "token-3f9c81aa"]],
    ("judge", "source"): lambda probe: [
        ["judge", "source", probe.name, "--kind", "media", "--reason", "seen", "--author", "A"]
    ],
    ("export", "--with-locked"): lambda probe: [
        ["export", format, str(probe.folder / f"locked.{format}"), "--with-locked"] for format in FORMATS
    ],
}  # fmt: skip
"""Commands that only the owner may give: they end with 2 and tell nothing."""

NO_RECORD: Mapping[Command, str] = {
    ("read",): "reads a file that the caller has and keeps nothing",
    ("evaluate",): "reads annotated texts of the caller",
    ("demo",): "makes a record of its own from a folder of the caller",
    ("schema",): "prints what fields there are",
    ("gazetteer", "build"): "compiles place names",
    ("gazetteer", "add"): "takes places of the caller in",
    ("gazetteer", "search"): "looks a place name up",
    ("publish",): "writes what the public sees, whoever asks: tests/locks/test_published.py walks it",
}
"""Commands that open no record, or that of the public alone, and why they have nothing to withhold."""


def all_commands() -> set[Command]:
    """Return every command of the program, as its words."""
    return set(_below((), get_command(app)))


def _below(words: Command, command: Any) -> Iterator[Command]:  # Any: typer's own type is private
    below = getattr(command, "commands", None)
    if below is None:
        yield words
        return
    for name, one in below.items():
        yield from _below((*words, name), one)
