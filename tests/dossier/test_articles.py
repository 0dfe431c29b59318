"""Real articles of 2016 become a record in which every figure of a watch can be followed."""

from tests.dossier.conftest import MOST_ARTICLES

from marsad.model import Viewer
from marsad.store import Store, verify


def test_real_articles_become_a_sound_record(articles: Store) -> None:
    assert verify(articles) == []
    with articles.view(Viewer.OWNER) as view:
        texts = {report.id: report.text for report in view.reports()}
        assert len(texts) == MOST_ARTICLES
        for claim in view.claims():
            assert texts[claim.report][claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_real_articles_tell_of_what_the_watches_are_about(articles: Store) -> None:
    with articles.view(Viewer.OWNER) as view:
        types = {claim.type for claim in view.claims()}
    assert {"ceasefire", "aid", "siege", "rescue", "toll", "air_strike"} <= types
