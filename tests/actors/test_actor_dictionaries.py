"""Dictionaries in the form of TABARI and PETRARCH."""

from pathlib import Path

import pytest

from verbale.actors import Actors, load_actors
from verbale.actors.dictionaries import add_dictionary, read_dictionary, write_dictionary
from verbale.actors.load import read_table
from verbale.errors import InputError

SAMPLE = """# a comment
ILO_MARN_
+MARN_ILO_
\t[JPNELI 720101-051201]  # early
\t[JPNGOV >060926]
\t[JPNOPP]
SEA_FRONT_ [PHLREB]
"""


def test_a_dictionary_is_read_with_its_windows(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    first, second = read_dictionary(path)
    assert first.names == ["ILO MARN", "MARN ILO"]
    assert first.codes[0] == ("JPNELI", "1972-01-01", "2005-12-01")
    assert first.codes[1] == ("JPNGOV", "2006-09-26", None)
    assert second.codes == [("PHLREB", None, None)]
    actors = Actors(add_dictionary(read_table(), path))
    assert actors.resolve("Ilo Marn", "2000-01-01")[0].sectors == ("ELI",)
    assert actors.resolve("Ilo Marn", "2010-01-01")[0].sectors == ("GOV",)
    assert actors.resolve("Ilo Marn", "2006-01-01")[0].sectors == ("OPP",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+SYNONYM_\n", "line 1: expected a name first"),
        ("ONE_\n\t[JPNGOV 061399-070101]\n", "line 2: expected a day"),
        ("ONE_\n\t[JPNGOV spring]\n", "line 2: expected a window"),
    ],
)
def test_a_broken_dictionary_says_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_dictionary(path)


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text(write_dictionary(load_actors().table), encoding="utf-8")
    by_name = {actor.names[0]: actor for actor in read_dictionary(path)}
    assert ("JPNGOV", "2021-10-04", "2024-10-01") in by_name["FUMIO KISHIDA"].codes
    assert len(by_name) > 2000
