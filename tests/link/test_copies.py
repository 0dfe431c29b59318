"""Copies and light rewrites are one text, other accounts of the same event are not."""

from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import BUSTAN, Dossier

from marsad.link.copies import is_copy, signature

STORY = (
    "Warplanes bombed the vegetable market of the town on Tuesday morning and killed at least thirty people, "
    "rescuers said. Dozens were hurt, among them many women who had come to buy food before the feast. "
    "Ambulances took the wounded to three clinics nearby. The army did not comment on the raid, which was the "
    "second within a week."
)
REWRITTEN = (
    "The town's vegetable market was bombed by warplanes on Tuesday morning and at least thirty people were "
    "killed, rescuers said. Dozens were hurt, among them many women who had come to buy food before the feast. "
    "The wounded were taken to three clinics nearby by ambulances. The army did not comment on the raid, the "
    "second within a week."
)
OTHER = (
    "A strike on a crowded bazaar has left scores of casualties, according to doctors in the area. Surgeons worked "
    "through the night with little anaesthetic. Shopkeepers described two explosions minutes apart that brought down "
    "the roofs of several stalls. A spokesman in the capital rejected blame and spoke of propaganda by the rebels."
)


def test_a_copy_and_a_light_rewrite_are_one_text() -> None:
    assert is_copy(signature(STORY), signature(STORY.upper()))
    assert is_copy(signature(STORY), signature(REWRITTEN))


def test_another_account_of_the_event_is_another_text() -> None:
    assert not is_copy(signature(STORY), signature(OTHER))


def test_a_text_too_short_to_tell_is_no_copy() -> None:
    assert signature("Shells hit the town.") == ""
    assert not is_copy("", "")


@given(st.text())
def test_every_text_has_a_signature_that_is_its_own(text: str) -> None:
    assert is_copy(signature(text), signature(text)) is (signature(text) != "")


def test_a_rewritten_report_is_the_voice_of_the_outlet_that_printed_it_first() -> None:
    dossier = Dossier()
    for paper, text in (("Wire", STORY), ("Post", REWRITTEN), ("Times", STORY)):
        dossier.tell(place=BUSTAN, paper=paper, text=text, killed=30)
    assert len(dossier.only().roots) == 1
    dossier.tell(place=BUSTAN, paper="Gazette", text=OTHER, killed=30)
    assert len(dossier.only().roots) == 2
