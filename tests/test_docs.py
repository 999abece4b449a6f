"""The documentation runs, its links lead somewhere, and every command is in it."""

import doctest
import re
import runpy
from pathlib import Path

import click
import pytest

from verbale.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_examples_of_a_page_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("name", main.list_commands(click.Context(main)))
def test_every_command_is_documented_with_its_flags_and_an_example(name: str) -> None:
    command = main.commands[name]
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    section = reference.partition(f"## verbale {name}\n")[2].partition("\n## ")[0]
    flags = [flag for one in command.params if isinstance(one, click.Option) for flag in one.opts]
    assert [flag for flag in flags if flag not in section] == []
    assert f"    verbale {name} " in (command.help or "")
    assert all(one.help for one in command.params if isinstance(one, click.Option))
    assert "--json" in flags or name in ("export", "import", "serve")


def test_the_page_of_the_reading_follows_the_records() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "reference"))["reading"]()
    assert (ROOT / "docs/reference/reading.md").read_text(encoding="utf-8") == made, "run scripts/reference"


def test_nothing_names_a_place_of_one_machine() -> None:
    said = [
        name_of(path)
        for path in PAGES
        if re.search(r"(?<![\w.])/(?:work|home|root|tmp)/", path.read_text(encoding="utf-8"))
    ]
    assert said == []
