"""What `import verbale` offers, and that it stays quick to load."""

import subprocess
import sys

import verbale

HEAVY = (
    "numpy",
    "numba",
    "onnxruntime",
    "sqlalchemy",
    "trafilatura",
    "pypdf",
    "docx",
    "jinja2",
    "rich",
    "lxml",
)


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert verbale.__all__ == sorted(verbale.__all__)
    assert set(verbale.__all__) == set(verbale._HOMES)
    for name in verbale.__all__:
        found = getattr(verbale, name)
        assert callable(found), name
        assert found.__name__ == name
        assert found.__doc__, name


def test_a_verb_stays_a_verb_when_its_room_is_imported() -> None:
    program = (
        "import verbale, verbale.draft, verbale.brief, sys\n"
        "print([type(getattr(verbale, n)).__name__ for n in verbale.__all__ if n in ('brief', 'draft')])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "module" not in done.stdout


def test_importing_loads_nothing_heavy() -> None:
    program = "import sys, verbale, verbale.cli; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert [name for name in HEAVY if f"'{name}'" in done.stdout] == []
