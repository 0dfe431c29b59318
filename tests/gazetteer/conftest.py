from pathlib import Path

import pytest

from marsad.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def geonames(world: Path) -> Gazetteer:
    return open_gazetteer(world)
