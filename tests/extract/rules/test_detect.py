"""Which candidates are claims."""

from collections.abc import Sequence

from tests.extract.rules.reading import parsed

from marsad.extract.rules.detect import LIKELY, Detected, Look, candidates_of, detect
from marsad.extract.rules.scorer import load_weights


def detected(text: str) -> Sequence[Detected]:
    doc = parsed(text)
    return detect(doc, tuple(doc.sents), load_weights())


def types(text: str) -> list[str]:
    return [one.candidate.type for one in detected(text)]


def test_a_told_event_is_detected_with_a_likely_probability() -> None:
    (found,) = detected("Rebels shelled the government-held district of Aleppo on Sunday.")
    assert found.candidate.type == "shelling"
    assert LIKELY <= found.probability <= 1


def test_background_is_no_claim() -> None:
    assert types("Aleppo was once the commercial hub of the country.") == []


def test_harm_alone_is_at_most_one_claim_and_takes_the_type_told_before() -> None:
    text = "Shells fell on the market of Aleppo on Monday. Six people were killed and ten were wounded."
    assert types(text) == ["shelling", "shelling"]


def test_harm_beside_a_violent_type_makes_no_claim_of_its_own() -> None:
    assert types("Shelling killed six people in Aleppo on Monday.") == ["shelling"]


def test_two_types_in_one_sentence_are_two_claims() -> None:
    text = "Rebels shelled Aleppo on Monday and soldiers arrested 20 activists in Damascus."
    assert sorted(types(text)) == ["detention", "shelling"]


def test_without_weights_every_own_type_is_as_likely_as_not() -> None:
    doc = parsed("Rebels shelled the market.")
    found = detect(doc, tuple(doc.sents), {"first-look": {}, "claim": {}})
    assert {one.probability for one in found} == {0.5}


def test_a_second_look_knows_what_seemed_likely_around() -> None:
    doc = parsed("Rebels shelled the market. The shelling went on. Nothing else was heard.")
    sentences = tuple(doc.sents)
    found = [one for one, _ in candidates_of(doc, sentences) if one.type == "shelling"]
    look = Look(sentences, {(one.sentence.start, one.type): 0.9 - 0.5 * n for n, one in enumerate(found)})
    first, second = (set(look.features(one)) for one in found)
    assert {"look:self=4", "look:same1=2", "look:edge-1", "look:most=4", "shelling|look:self=4"} <= first
    assert {"look:self=2", "look:same-1=4", "look:any1=0"} <= second
