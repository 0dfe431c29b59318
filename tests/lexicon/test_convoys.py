import pytest

from marsad.lexicon.convoys import STEPS, convoy_step, is_of_convoy
from marsad.lexicon.files import word_lists
from marsad.model import Claim, Span


def said(
    text: str, trigger: str, phase: str = "happened", type: str = "aid", stance: str = "asserts"
) -> Claim:
    start = text.index(trigger)
    return Claim(
        "report-1",
        type,
        Span(start, start + len(trigger), trigger),
        Span(0, len(text), text),
        phase=phase,
        stance=stance,  # type: ignore[arg-type]  # a table of words
    )


@pytest.mark.parametrize(
    ("text", "trigger", "phase", "step"),
    [
        ("An aid convoy of 31 trucks left the port for the town", "left", "happened", "departed"),
        ("The convoy reached the town after it had left the port", "reached", "happened", "arrived"),
        ("The trucks were unloaded during the night", "unloaded", "happened", "offloaded"),
        ("The food was distributed to 3,000 families", "distributed", "happened", "completed"),
        ("The government approved the convoy last week", "approved", "happened", "approved"),
        ("The convoy has permission and will set out on Monday", "set out", "planned", "approved"),
        ("The agency plans to send a convoy", "convoy", "planned", "planned"),
        ("The convoy was turned back at a checkpoint", "turned back", "blocked", "turned_back"),
        ("Forty trucks were still waiting at the border", "waiting", "blocked", "suspended"),
        ("Twenty trucks had not yet crossed", "crossed", "blocked", "suspended"),
        ("The convoy could leave if the permits came", "leave", "planned", "planned"),
        ("All permits had been obtained for the convoy", "permits", "planned", "approved"),
        ("Forty trucks are waiting for guarantees", "waiting", "planned", "planned"),
        ("The UN suspended all convoys", "suspended", "suspended", "suspended"),
        ("The convoy was shelled on the road", "shelled", "happened", "attacked"),
        ("He demanded that the convoy be let in", "let in", "demanded", None),
    ],
)
def test_words_and_phase_say_how_far_a_convoy_has_got(
    text: str, trigger: str, phase: str, step: str | None
) -> None:
    assert convoy_step(said(text, trigger, phase)) == step


def test_a_denial_says_nothing_of_how_far_it_got() -> None:
    assert convoy_step(said("No convoy has reached the town", "reached", stance="denies")) is None


@pytest.mark.parametrize(
    ("text", "trigger", "phase", "type", "is_one"),
    [
        ("Food will be delivered on Monday", "delivered", "planned", "aid", True),
        ("The agency fed 3,000 families", "fed", "happened", "aid", False),
        ("Forty lorries crossed the border", "crossed", "happened", "aid", True),
        ("Buses took 300 people out of the town", "took", "happened", "evacuation", True),
        ("The wounded were moved out", "moved", "happened", "evacuation", False),
        ("Trucks were hit", "hit", "happened", "air_strike", False),
    ],
)
def test_a_convoy_is_planned_aid_or_has_words_of_movement(
    text: str, trigger: str, phase: str, type: str, is_one: bool
) -> None:
    assert is_of_convoy(said(text, trigger, phase, type)) is is_one


def test_every_step_has_words() -> None:
    assert set(word_lists("convoys", "steps")) == set(STEPS)
