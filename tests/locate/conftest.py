from pathlib import Path

import pytest

from marsad.gazetteer import Gazetteer, add_places, open_gazetteer

# number, name, other names, latitude, longitude, feature, country, first-level code, people
PLACES = """
1|Syria||35.0|38.0|A.PCLI|SY||16900000
2|Aleppo|Halab|36.20124|37.16117|P.PPLA|SY|09|2098210
3|Aleppo|Aleppo Governorate|36.3|37.5|A.ADM1|SY|09|4000000
4|Idlib||35.93062|36.63393|P.PPLA|SY|12|128840
5|Idlib||35.8|36.7|A.ADM1|SY|12|900000
6|Damascus||33.5102|36.29128|P.PPLC|SY|13|1569394
7|Hama||35.13179|36.75783|P.PPLA|SY|10|460602
8|Libya||27.0|17.0|A.PCLI|LY||6600000
9|Tripoli||32.88743|13.18733|P.PPLC|LY||1150989
10|Lebanon||33.8|35.8|A.PCLI|LB||6800000
11|Tripoli||34.43352|35.84415|P.PPLA|LB||229398
12|Paris||48.85341|2.3488|P.PPLC|FR||2138551
13|Paris||33.66094|-95.55551|P.PPL|US|TX|24782
14|United States|US|39.8|-98.6|A.PCLI|US||327000000
15|Texas||31.25|-99.25|A.ADM1|US|TX|22875689
16|Springfield||37.21533|-93.29824|P.PPL|US|MO|166810
17|Springfield||39.80172|-89.64371|P.PPL|US|IL|116565
18|Kafr Takharim||36.11|36.51|P.PPL|SY|12|0
20|Sample Corner||35.12|36.76|P.PPLX|SY|10|0
19|Small Hamlet||10.0|10.0|P.PPL|NG||600
"""


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("places")
    rows = []
    for line in PLACES.strip().splitlines():
        number, name, others, latitude, longitude, feature, country, admin1, people = line.split("|")
        kind, code = feature.split(".")
        cells = [number, name, name, others, latitude, longitude, kind, code, country, "", admin1]
        rows.append("\t".join([*cells, "", "", "", people, "", "0", "", "2020-01-01"]))
    dump: Path = folder / "dump.txt"
    dump.write_text("\n".join(rows), encoding="utf-8")
    list(add_places(folder / "own.sqlite", dump))
    return open_gazetteer(folder / "own.sqlite")
