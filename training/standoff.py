"""Annotations without their texts: what a text says is given by its places in it.

usage: python -m training.standoff ANNOTATIONS TEXTS.csv OUT

Some annotated reports may not be copied. Their annotations are kept as offsets into the text (`annotations/*.jsonl`),
and this puts both together again: one gold file a report in the folder OUT, for those whose text is in the table
TEXTS (columns id, published, publisher, text) as it was when it was annotated. Ids of the table get the name of the
file of annotations before them: `fakes-17` is row 17 of what `fakes.jsonl` annotates.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["attach", "detach", "read_annotations"]

Gold = dict[str, Any]
NAMES = ("places", "actors", "targets", "means")


def detach(gold: Gold) -> Gold:
    """Return a gold document without its text and without any words of it.

    A name becomes the list of the pieces of the text that make it up; one whose words the text does not have is
    left out.
    """
    text = gold["text"]
    return {
        "id": gold["id"],
        "text_sha256": _digest(text),
        "claims": [_detached(claim, text) for claim in gold["claims"]],
    }


def _detached(claim: Gold, text: str) -> Gold:
    start = claim["offset"]
    told: Gold = {"type": claim["type"], "quote": [start, start + len(claim["quote"])]}
    if claim.get("trigger"):
        at = text.find(claim["trigger"], start)
        told["trigger"] = [at, at + len(claim["trigger"])]
    for field, usual in (("phase", "happened"), ("stance", "asserts")):
        if claim.get(field, usual) != usual:
            told[field] = claim[field]
    speakers = [part for part in (claim.get("source") or "").split(" / ") if part]
    source = [pieces for part in speakers if (pieces := _pieces(part, text, start))]
    if source:
        told["source"] = source
    for field in NAMES:
        if names := [pieces for name in claim.get(field) or () if (pieces := _pieces(name, text, start))]:
            told[field] = names
    for field in ("start", "end", "count", "killed", "injured", "missing", "displaced", "detained", "groups"):
        if claim.get(field):
            told[field] = claim[field]
    return told


def _pieces(name: str, text: str, near: int) -> list[list[int]]:
    """Return where a name stands, whole or word by word, nearest to a claim; nothing where a word is missing."""
    for words in ([name], name.split()):
        found = [_nearest(word, text, near) for word in words]
        if words and all(at >= 0 for at in found):
            return [[at, at + len(word)] for at, word in zip(found, words, strict=True)]
    return []


def _nearest(word: str, text: str, near: int) -> int:
    before, after = text.rfind(word, 0, near), text.find(word, near)
    return before if after < 0 or (before >= 0 and near - before < after - near) else after


def attach(annotation: Mapping[str, Any], text: str) -> Gold:
    """Return the gold document of an annotation and its text; raises ValueError for another text."""
    if annotation["text_sha256"] != _digest(text):
        raise ValueError(f"{annotation['id']}: this is not the text that was annotated")

    def words(pieces: list[list[int]]) -> str:
        return " ".join(text[start:end] for start, end in pieces)

    claims = []
    for told in annotation["claims"]:
        claim: Gold = {**told, "offset": told["quote"][0], "quote": words([told["quote"]])}
        claim["phase"], claim["stance"] = told.get("phase", "happened"), told.get("stance", "asserts")
        claim["source"] = " / ".join(map(words, told["source"])) if told.get("source") else None
        if told.get("trigger"):
            claim["trigger"] = words([told["trigger"]])
        for field in NAMES:
            claim[field] = [words(name) for name in told.get(field, ())]
        claims.append(claim)
    return {"id": annotation["id"], "text_sha256": annotation["text_sha256"], "text": text, "claims": claims}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_annotations(file: Path) -> Iterator[Gold]:
    """Yield the annotations of a file, one a line."""
    yield from (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())


def main() -> None:
    """Write the gold files of a file of annotations and a table of texts."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("annotations", type=Path)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("out", type=Path)
    chosen = arguments.parse_args()
    csv.field_size_limit(sys.maxsize)
    with chosen.texts.open(encoding="utf-8", newline="") as file:
        rows = {f"{chosen.annotations.stem}-{row['id']}": row for row in csv.DictReader(file)}
    chosen.out.mkdir(parents=True, exist_ok=True)
    annotations = list(read_annotations(chosen.annotations))
    known = [one for one in annotations if one["id"] in rows]
    for one in known:
        row = rows[one["id"]]
        gold = {**attach(one, row["text"]), "published": row["published"], "publisher": row["publisher"]}
        (chosen.out / f"{one['id']}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(known)} of {len(annotations)} annotated reports written to {chosen.out}")


if __name__ == "__main__":
    main()
