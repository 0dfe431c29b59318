"""Evaluation: gold in, scores out, the same as those of the scorer that goes with the reading guide."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from marsad.errors import EvaluationError
from marsad.export.reading import reading_of
from marsad.ops.evaluate import evaluate, gold_claims, read_gold, told
from marsad.ops.faults import report_faults
from marsad.ops.scoring import Scores, score
from marsad.ops.workshop import Workshop

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"
OTHER_SCORER = SHARED / "tools" / "score_claims.py"

needs_other_scorer = pytest.mark.skipif(
    not OTHER_SCORER.exists(), reason="the other scorer is not beside the project"
)


def other_scores(gold: Path, read: Path) -> dict[str, Any]:
    command = [sys.executable, str(OTHER_SCORER), str(gold), str(read), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(result.stdout)
    return scores


def rounded(scores: Scores) -> dict[str, Any]:
    pooled = {"claims": scores.claims, **scores.slots}
    table: dict[str, Any] = {
        name: [*(round(x, 3) for x in (one.precision, one.recall, one.f1)), one.gold, one.read]
        for name, one in pooled.items()
    }
    table["type_accuracy"] = round(scores.type_accuracy, 3)
    table["mean_slot_f1"] = round(scores.mean_slot_f1, 3)
    return table


def disturb(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A reading as a poor reader would make it: claims lost, doubled, cut short, values lost and changed."""
    types = [claim["type"] for claim in document["claims"]]
    made = []
    for claim in document["claims"]:
        kept = {
            key: value
            for key, value in claim.items()
            if key in ("type", "quote", "end") or chance.random() > 0.2
        }
        if chance.random() < 0.2:
            kept["type"] = chance.choice(types)
        if chance.random() < 0.2:
            kept["killed"] = [chance.randrange(9), None]
        if chance.random() < 0.2:
            words = claim["quote"].split(" ")
            kept["quote"] = " ".join(words[len(words) // 3 :])
        made += [kept] * chance.choice([0, 1, 1, 1, 2])
    chance.shuffle(made)
    return {**document, "claims": made}


@needs_other_scorer
@pytest.mark.parametrize("gold", [OWN, SHARED / "gold" / "real"], ids=["own", "real"])
@pytest.mark.parametrize("seed", range(3))
def test_scores_agree_with_the_other_scorer_to_the_third_digit(gold: Path, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    documents = []
    for file in sorted(gold.glob("*.json")):
        document = json.loads(file.read_text("utf-8"))
        reading = disturb(document, chance)
        (tmp_path / file.name).write_text(json.dumps(reading), "utf-8")
        documents.append((list(gold_claims(document)), list(gold_claims(reading))))
    ours = rounded(score(documents))
    theirs = other_scores(gold, tmp_path)
    assert ours == {name: theirs[name] for name in ours}
    assert 0.3 < ours["mean_slot_f1"] < 0.95


@needs_other_scorer
def test_printed_readings_score_as_evaluate_says(workshop: Workshop, tmp_path: Path) -> None:
    gold, readings = tmp_path / "gold", tmp_path / "readings"
    for folder in (gold, readings):
        folder.mkdir()
    for file in sorted(OWN.glob("*.json"))[:6]:
        (gold / file.name).write_bytes(file.read_bytes())
        report, _ = read_gold(file)
        reading = reading_of(report, workshop.read(report))
        (readings / file.name).write_text(reading.model_dump_json(), "utf-8")
    ours = evaluate(gold, workshop)
    theirs = other_scores(gold, readings)
    assert rounded(ours.scores) == {name: theirs[name] for name in rounded(ours.scores)}
    assert ours.grounding == theirs["grounding"] == 1.0
    assert ours.scores.claims.read > 0


def test_a_claim_of_the_program_is_compared_by_the_words_of_its_text(workshop: Workshop) -> None:
    report, _ = read_gold(OWN / "a-01-aleppo-wire.json")
    for claim in workshop.read(report):
        compared = told(claim)
        assert report.text[compared.start : compared.end] == compared.quote
        assert all(name in report.text for name in (*compared.source, *compared.places, *compared.actors))


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "{}",
        '{"text": "a", "claims": [{"type": "fire", "quote": "b"}]}',
        '{"text": "a"}',
        '{"text": 1}',
        '{"text": "a", "claims": [{"type": "fire", "quote": "a", "killed": [3, 2]}]}',
    ],
)
def test_a_file_that_is_no_gold_is_named(tmp_path: Path, document: str) -> None:
    (tmp_path / "a.json").write_text(document, "utf-8")
    with pytest.raises(EvaluationError, match=r"a\.json is no gold file"):
        read_gold(tmp_path / "a.json")


def test_claims_are_counted_by_what_the_texts_say_of_themselves(workshop: Workshop, tmp_path: Path) -> None:
    document = json.loads((OWN / "a-01-aleppo-wire.json").read_text("utf-8"))
    for name, known in (("a", {"war": "Syria"}), ("b", {"war": "Syria", "publisher": None}), ("c", {})):
        (tmp_path / f"{name}.json").write_text(json.dumps({**document, **known}), "utf-8")
    done = evaluate(tmp_path, workshop)
    one, told = done.scores.claims, len(document["claims"])
    assert {war: score.gold for war, score in done.claims_by("war").items()} == {"Syria": 2 * told, "": told}
    assert set(done.claims_by("publisher")) == {document["publisher"], ""}
    types = done.claims_by("type")
    assert sum(score.gold for score in types.values()) == one.gold == 3 * told
    assert sum(score.read for score in types.values()) == one.read
    assert {war: score.f1 for war, score in done.claims_by("war").items()} == {"Syria": one.f1, "": one.f1}


def test_faults_are_those_that_the_scores_count(workshop: Workshop, tmp_path: Path) -> None:
    for file in sorted(OWN.glob("*.json"))[:6]:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    done = evaluate(tmp_path, workshop)
    scores, report = done.scores, report_faults(done.faults(), examples=2)
    assert report.fields["claim"] == {
        "missing": scores.claims.gold - scores.paired,
        "invented": scores.claims.read - scores.paired,
        "wrong": 0,
    }
    assert report.fields["type"]["wrong"] == scores.paired - scores.exact
    assert report.total == sum(cause.count for cause in report.causes)
    assert all(1 <= len(cause.examples) <= 2 for cause in report.causes)
    names = {file.stem for file in tmp_path.glob("*.json")}
    assert {fault.document for cause in report.causes for fault in cause.examples} <= names


def test_a_folder_without_gold_says_so(tmp_path: Path, workshop: Workshop) -> None:
    with pytest.raises(EvaluationError, match="give the folder"):
        evaluate(tmp_path, workshop)
