"""What a bundle holds: checked as a whole before anything of it is believed."""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any, BinaryIO, NoReturn, TypeVar
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from marsad.errors import BundleError
from marsad.export.bundle import BUNDLE_KIND, BUNDLE_VERSION, CHUNK, MANIFEST, ORIGINALS, PARTS, SEAL
from marsad.model import Captured, Claim, Judgement, Original, Report

__all__ = ["Bundle", "Manifest", "open_bundle"]

Model = TypeVar("Model", Report, Claim, Judgement)

ASK_AGAIN = "ask whoever gave it to you for the file again; nothing was taken in"
# What the archive's reader and its unpacker raise over bytes that are not what they were.
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, RuntimeError)
_LOCAL_HEADER = b"PK\x03\x04"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileTold(_Strict):
    """What the manifest tells of one part."""

    sha256: str
    lines: int


class Manifest(_Strict):
    """The manifest: the head and the digest of the record that the bundle was made from, and its parts."""

    format: str
    head: str
    digest: str
    files: dict[str, FileTold]


class OriginalTold(_Strict):
    """A line of the list of originals."""

    sha256: str
    name: str
    media_type: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """An open bundle all of whose bytes were checked; `sha256` is that of the whole file."""

    path: Path
    archive: ZipFile
    manifest: Manifest
    sha256: str

    def captured(self) -> Iterator[tuple[Captured, tuple[Claim, ...]]]:
        """Yield every report with its original and its claims, one at a time, in the order of adding.

        Raises BundleError where the parts do not fit together.
        """
        originals = {told.sha256: told for told in self._originals()}
        groups = groupby(self._models("claims", Claim), key=lambda claim: claim.report)
        waiting = next(groups, None)
        original: Original | None = None
        for report in self._models("reports", Report):
            told = originals.get(report.original)
            if told is None:
                self._refuse("reports.jsonl", f"{report.id} has no original")
            if original is None or original.sha256 != told.sha256:  # a table of reports is unpacked once
                original = self._original(told)
            claims: tuple[Claim, ...] = ()
            if waiting and waiting[0] == report.id:
                claims = tuple(waiting[1])
                waiting = next(groups, None)
            yield Captured(report, original), claims
        if waiting:
            self._refuse("claims.jsonl", f"a claim is of {waiting[0]}, which is not there or elsewhere")

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in the order of adding."""
        return self._models("judgements", Judgement)

    def _originals(self) -> Iterator[OriginalTold]:
        for number, line in enumerate(self._lines("originals.jsonl"), start=1):
            try:
                yield OriginalTold.model_validate_json(line)
            except ValidationError as error:
                self._refuse("originals.jsonl", f"line {number} is none of its lines ({error})")

    def _original(self, told: OriginalTold) -> Original:
        return Original(self.archive.read(f"{ORIGINALS}{told.sha256}"), told.name, told.media_type)

    def _models(self, part: str, kind: type[Model]) -> Iterator[Model]:
        name, adapter = f"{part}.jsonl", TypeAdapter(kind)
        for number, line in enumerate(self._lines(name), start=1):
            try:
                fields = json.loads(line)
                told = fields.pop("id")
                model = adapter.validate_json(json.dumps(fields))
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                self._refuse(name, f"line {number} is none of its lines ({error})")
            if model.id != told:
                self._refuse(name, f"line {number} is not what its id {told} says")
            yield model

    def _lines(self, name: str) -> Iterator[bytes]:
        with self.archive.open(name) as part:
            yield from part

    def _refuse(self, name: str, why: str) -> NoReturn:
        raise BundleError(f"{name} in {self.path} does not fit: {why}; {ASK_AGAIN}")


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """Open a bundle after checking every byte of it against its seal, and every part against the manifest.

    Raises BundleError for a file that is no bundle, is damaged, or is of another version of the format.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BundleError(
            f"{path} cannot be read ({error.strerror}); give a file that `marsad export jsonl` wrote"
        ) from error
    with file:
        sha256, sound = _check_seal(path, file)
        if not sound:
            raise BundleError(
                f"{path} is damaged: {_damaged_part(file)} is not as it was written; {ASK_AGAIN}"
            )
        try:
            archive = ZipFile(file)
            manifest = _manifest(path, archive)
            _check_parts(path, archive, manifest)
        except _DAMAGE as error:
            raise BundleError(f"{path} cannot be unpacked ({error}); {ASK_AGAIN}") from error
        with archive:
            yield Bundle(path, archive, manifest, sha256)


def _check_seal(path: Path, file: BinaryIO) -> tuple[str, bool]:
    """Return the SHA-256 of the file and whether its seal holds; raises BundleError where there is no seal."""
    if file.read(len(_LOCAL_HEADER)) != _LOCAL_HEADER:
        raise BundleError(
            f"{path} is not a zip archive as `marsad export jsonl` writes it; give that file, or have it sent again"
        )
    end = file.seek(0, 2) - 64
    file.seek(max(0, end - len(SEAL)))
    if file.read(len(SEAL)) != SEAL:
        raise BundleError(
            f"{path} has no seal at its end: it was cut short, packed anew, or is no bundle; {ASK_AGAIN}"
        )
    file.seek(0)
    sha256 = hashlib.sha256()
    while left := end - file.tell():
        sha256.update(file.read(min(CHUNK, left)))
    told = file.read()
    before = sha256.hexdigest().encode()
    sha256.update(told)
    return sha256.hexdigest(), told == before


def _manifest(path: Path, archive: ZipFile) -> Manifest:
    raw: Any = json.loads(archive.read(MANIFEST))  # Any: JSON data
    kind, _, version = str(raw.get("format") if isinstance(raw, dict) else "").partition("/")
    if f"{kind}/" != BUNDLE_KIND or not version.isdecimal():
        raise BundleError(
            f"{MANIFEST} in {path} is not that of a bundle; give a file that `marsad export jsonl` wrote"
        )
    if int(version) > BUNDLE_VERSION:
        raise BundleError(
            f"{path} is a bundle of format {version}, and this Marsad reads {BUNDLE_VERSION}: "
            "update it (pip install -U marsad)"
        )
    if int(version) < BUNDLE_VERSION:
        raise BundleError(
            f"{path} is a bundle of format {version}, which lacks the originals: export it again with this Marsad"
        )
    try:
        return Manifest.model_validate(raw)
    except ValidationError as error:
        raise BundleError(f"{MANIFEST} in {path} is not that of a bundle: {error}; {ASK_AGAIN}") from error


def _check_parts(path: Path, archive: ZipFile, manifest: Manifest) -> None:
    """Compare what is there with what the manifest and the list of originals tell of."""
    names = [info.filename for info in archive.infolist()]
    parts = {f"{part}.jsonl" for part in PARTS}
    if set(manifest.files) != parts or len(set(names)) != len(names):
        raise BundleError(f"{MANIFEST} in {path} tells of other parts than a bundle has; {ASK_AGAIN}")
    for problem in _problems(archive, manifest):
        raise BundleError(f"{problem} in {path} is not as it was written; {ASK_AGAIN}")
    with archive.open("originals.jsonl") as listed:
        originals = {f"{ORIGINALS}{json.loads(line)['sha256']}" for line in listed}
    if stray := set(names) ^ {MANIFEST, *parts, *originals}:
        raise BundleError(f"{min(stray)} in {path} is missing or told of nowhere; {ASK_AGAIN}")


def _problems(archive: ZipFile, manifest: Manifest) -> Iterator[str]:
    """Yield the names of the parts whose bytes are not those told of."""
    for name, told in manifest.files.items():
        with archive.open(name) as part:
            if _hashed(part) != told.sha256:
                yield name
        with archive.open(name) as part:
            if sum(1 for _ in part) != told.lines:
                yield name
    for name in archive.namelist():
        if name.startswith(ORIGINALS):
            with archive.open(name) as part:
                if _hashed(part) != name.removeprefix(ORIGINALS):
                    yield name


def _hashed(part: IO[bytes]) -> str:
    sha256 = hashlib.sha256()
    while block := part.read(CHUNK):
        sha256.update(block)
    return sha256.hexdigest()


def _damaged_part(file: BinaryIO) -> str:
    """Return which part of a damaged archive is damaged, as far as that can be told."""
    name = "the archive round its parts"
    try:
        with ZipFile(file) as archive:
            for info in archive.infolist():
                name = info.filename
                if info.compress_type != ZIP_DEFLATED:
                    return name
                with archive.open(name) as part:
                    _hashed(part)  # the archive's own checksums tell
    except _DAMAGE:
        return name
    return "the archive round its parts"
