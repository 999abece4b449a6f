import json

import pytest

from verbale.brief.compose import brief
from verbale.brief.form import from_json, to_dict, to_json
from verbale.errors import InputError
from verbale.records import Reading


def test_json_and_back(wire: Reading, column: Reading) -> None:
    made = brief([wire, column])
    assert from_json(to_json(made)) == made


def test_every_citation_of_the_json_is_in_its_source(wire: Reading) -> None:
    data = to_dict(brief([wire]))
    texts = {source["number"]: source["text"] for source in data["sources"]}

    def citations(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            own = [value] if {"source", "paragraph", "start", "end"} <= value.keys() else []
            return own + [one for part in value.values() for one in citations(part)]
        return [one for part in value for one in citations(part)] if isinstance(value, list) else []

    found = citations(data)
    assert found
    for one in found:
        assert texts[one["source"]][one["start"] : one["end"]] == one["text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "expected JSON"),
        ("[]", "schema_version"),
        ('{"schema_version": "verbale-brief/9"}', "verbale-brief/9"),
        ('{"schema_version": "verbale-brief/0.1"}', "missing"),
        ('{"schema_version": "verbale-brief/0.1", "title": "x", "as_of": null, "sections": 3}', "kind"),
    ],
)
def test_what_is_no_brief_is_told_in_one_line(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        from_json(text)
    assert "\n" not in str(caught.value)


def test_the_json_is_json(wire: Reading) -> None:
    assert json.loads(to_json(brief([wire])))["schema_version"] == "verbale-brief/0.1"
