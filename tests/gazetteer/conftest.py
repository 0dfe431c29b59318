from pathlib import Path

import pytest

from marsad.gazetteer import Gazetteer, build_geonames, open_gazetteer


@pytest.fixture(scope="session")
def geonames_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("geonames") / "geonames.sqlite"
    build_geonames(file)
    return file


@pytest.fixture(scope="session")
def geonames(geonames_file: Path) -> Gazetteer:
    return open_gazetteer(geonames_file)
