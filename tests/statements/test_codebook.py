from pathlib import Path

import pytest

import verbale
from verbale.errors import InputError
from verbale.statements import load_codebook


def test_an_analysts_issue_takes_precedence(tmp_path: Path) -> None:
    book = tmp_path / "issues.toml"
    book.write_text('[[issue]]\nid = "DAM"\nlabel = "The dam is filled"\nkeywords = ["dam", "reservoir"]\n')
    document = verbale.Document.from_text(
        "Ostria's foreign minister said on 3 May 2009 that Ostria would fill the reservoir.", published="2009-05-04"
    )
    reading = verbale.read(document, issues=book)
    assert "DAM" in [p.issue for one in reading.attributions for p in one.propositions]
    assert "The dam is filled" in [issue.label for issue in reading.issues]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[[issue", "expected TOML"),
        ("x = 1", "at least one"),
        ('[[issue]]\nkeywords = ["a"]', "id"),
        ('[[issue]]\nid = "A"', "keywords"),
        ('[[issue]]\nid = "A"\nkeywords = ["a"]\nkind = "wish"', "kind"),
    ],
)
def test_a_bad_codebook_is_told_in_one_line(tmp_path: Path, content: str, complaint: str) -> None:
    book = tmp_path / "issues.toml"
    book.write_text(content)
    with pytest.raises(InputError, match=complaint):
        load_codebook(book)


def test_a_missing_codebook_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a codebook"):
        load_codebook(tmp_path / "none.toml")
