"""A quotation with its speaker right behind it is found whatever the grammar makes of it."""

from verbale.language import load_parser
from verbale.statements.quoted import find_quoted
from verbale.statements.tree import grow

TEXT = (
    '"If the ford is paid for by spring, the lorries can pass again," Prefect Ana Orl said, according to a paper. '
    'The word "ford" was new. "We shall see what they bring to the river." Nobody answered.'
)


def test_the_name_and_cue_behind_a_quotation_are_its_source_and_cue() -> None:
    tree = grow(load_parser().parse(TEXT))
    (found,) = find_quoted(tree, [])
    assert found.source is not None
    assert TEXT[slice(*found.source)] == "Prefect Ana Orl"
    assert TEXT[slice(*found.cue)] == "said"
    assert [TEXT[a:b] for a, b in found.content] == ["If the ford is paid for by spring, the lorries can pass again"]
    assert list(find_quoted(tree, [found])) == []
