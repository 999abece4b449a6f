"""Every kind of file becomes a document; every bad one a line that says what to do."""

import io
import sys
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas

from verbale.documents import MOST_CHARACTERS, READERS, Found, load, load_all
from verbale.errors import InputError
from verbale.records import Document

STORY = (
    "Talks on the dam stall\n\nKESTREL CITY, 4 May 2031 (Northern Wire) - The foreign minister said on "
    "Monday that “no team will travel” before the gates are shut.\n"
)


def test_the_text_of_a_plain_file_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "One\r\n\r\nTwo\u00a0“three” — four\n \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert load(tmp_path / "a.txt").text == text
    assert load(str(tmp_path / "a.txt")).file == "a.txt"


def test_what_a_story_says_of_itself_is_found_and_what_is_given_wins() -> None:
    document = load(STORY)
    assert (document.title, document.published) == ("Talks on the dam stall", "2031-05-04")
    assert (document.publisher, document.kind, document.file) == ("Northern Wire", "wire", None)
    assert load(STORY, published="5 May 2031", title=None).published == "2031-05-05"
    assert load(STORY, title="Mine").title == "Mine"
    assert load(document) is document


def test_a_day_of_publication_that_is_none_is_refused_when_given_and_left_out_when_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="published: expected a day such as 2024-03-14, found 'soon'"):
        load(STORY, published="soon")
    (tmp_path / "a.csv").write_text("text,date\nThe gates are shut.,some day\n", encoding="utf-8")
    assert load(tmp_path / "a.csv").published is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_under_each_of_its_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.encode(encoding))
    assert load(tmp_path / "a.txt").text == STORY


def test_windows_1252_is_read_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.replace("—", "-").encode("cp1252"))
    (loaded,) = load_all([tmp_path / "a.txt"])
    assert loaded.document.text == STORY
    assert [note.kind for note in loaded.notes] == ["input"]
    assert "Windows-1252" in loaded.notes[0].message


def test_a_little_damage_in_utf_8_does_not_lose_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((STORY * 20).encode() + b"\xe2\x80 end")
    (loaded,) = load_all([tmp_path / "a.txt"])
    assert loaded.document.text.endswith("\ufffd end")
    assert "1 broken characters" in loaded.notes[0].message


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks on the dam stall</title>
<script>document.write("<p>INJECTED</p>"); alert(1)</script><style>p {color: red}</style></head>
<body><nav><a href="/">Home</a> <a href="/x">World news</a></nav>
<article><h1>Talks on the dam stall</h1>
<p>The foreign minister of Kestrel said on Monday that no team would travel before the gates are shut.</p>
<p onclick="alert(2)">&lt;b&gt;The reply&lt;/b&gt; came a day later, in a short note of the ministry.</p>
<script>alert(3)</script></article><footer>Copyright</footer></body></html>"""


def test_a_saved_page_gives_its_article_and_no_script(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    document = load(tmp_path / "a.html")
    assert "no team would travel" in document.text
    assert "<b>The reply</b> came a day later" in document.text
    assert document.title == "Talks on the dam stall"
    for left_out in ("INJECTED", "alert", "color: red", "World news"):
        assert left_out not in document.text


def test_a_page_saved_as_mhtml_is_read(tmp_path: Path) -> None:
    head = 'Content-Type: multipart/related; boundary="X"\n\n--X\nContent-Type: text/html; charset=utf-8'
    part = f"{head}\n\n{PAGE}\n--X--\n"
    (tmp_path / "a.mhtml").write_text(part, encoding="utf-8")
    assert "no team would travel" in load(tmp_path / "a.mhtml").text


def pdf_of(*pages: list[str]) -> bytes:
    data = io.BytesIO()
    paper = canvas.Canvas(data)
    for lines in pages:
        for n, line in enumerate(lines):
            paper.drawString(72, 780 - 14 * n, line)
        paper.showPage()
    paper.save()
    return data.getvalue()


def test_a_pdf_gives_paragraphs_without_running_heads(tmp_path: Path) -> None:
    body = [
        "The foreign minister of Kestrel said on Monday that the nego-",
        "tiations would resume once the gates of the dam had been shut",
        "for a month.",
        "The ministry of Dorn did not reply to a question on Tuesday as",
        "of this writing, officials there said.",
    ]
    pages = [
        ["Northern Review 2031", *body, "1"],
        ["Northern Review 2031", "The other side waited.", "And waited.", "A long while.", "2"],
        ["Northern Review 2031", "Then it wrote a letter.", "That was all.", "Nobody came.", "3"],
    ]
    (tmp_path / "a.pdf").write_bytes(pdf_of(*pages))
    text = load(tmp_path / "a.pdf").text
    assert "that the negotiations would resume once" in text
    assert "for a month.\n\nThe ministry of Dorn" in text
    assert "Northern Review" not in text


def test_a_word_file_gives_its_paragraphs_and_tables(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Press Statement by the Minister")
    file.add_paragraph("We will not travel before the gates are shut.")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Kestrel", "11 gates"
    file.save(str(tmp_path / "a.docx"))
    text = load(tmp_path / "a.docx").text
    assert "We will not travel before the gates are shut." in text
    assert "Kestrel | 11 gates" in text


def test_rows_of_a_corpus_are_documents(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('Title,TEXT,date\nOne,"Yes, said A.",2031-05-04T10:00\nTwo,No said B.,\n')
    (tmp_path / "b.jsonl").write_text('{"body": "Three \\ud800 said C.", "outlet": "Wire"}\n\n')
    csv_rows = [loaded.document for loaded in load_all([tmp_path / "a.csv"])]
    assert [(row.title, row.text, row.published) for row in csv_rows] == [
        ("One", "Yes, said A.", "2031-05-04"),
        ("Two", "No said B.", None),
    ]
    assert load(tmp_path / "b.jsonl").text == "Three \ufffd said C."
    assert load(tmp_path / "b.jsonl").publisher == "Wire"


def test_a_folder_gives_its_files_by_name_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name} is a text.\n", encoding="utf-8")
    assert [loaded.document.file for loaded in load_all([tmp_path])] == ["a.md", "b.txt", "d.txt"]


def test_markdown_front_matter_is_known_and_stays_in_the_text(tmp_path: Path) -> None:
    front = "---\ntitle: 'The dam'\ndate: 4 May 2031\nsource: Northern Wire\n---\n"
    text = f"{front}\n# A heading\n\nWords follow here.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    document = load(tmp_path / "a.md")
    assert (document.text, document.title, document.published) == (text, "The dam", "2031-05-04")
    assert document.publisher == "Northern Wire"


@pytest.mark.parametrize("data", [STORY.encode(), PAGE.encode(), pdf_of(["The minister said no on Monday."])])
def test_standard_input_is_told_by_its_first_bytes(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    document = load("-")
    assert "minister" in document.text
    assert "<p" not in document.text
    assert document.file is None


def test_another_suffix_is_read_once_its_reader_is_put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, ".cable", lambda data, where: [Found(text=data.decode().lower())])
    (tmp_path / "a.cable").write_text("SHUT THE GATES STOP")
    assert load(tmp_path / "a.cable").text == "shut the gates stop"


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(["A secret."]))))
    writer.encrypt("word", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "found an empty file; give a file with words"),
    "blank.txt": (b" \n\t\n", "found an empty file"),
    "binary.txt": (bytes(range(256)) * 40, "found bytes of none of them"),
    "controls.txt": (b"\x01\x02\x03 words \x04" * 40, "found binary data"),
    "russian.txt": ("Министр сказал нет. ".encode("cp1251") * 9, "save the file as UTF-8"),
    "half.txt": (b"\xff\xfea\x00b", "expected UTF-16-LE text, as its first bytes say"),
    "pictures.pdf": (pdf_of([]), "found pictures of pages only.*OCR"),
    "broken.pdf": (b"%PDF-1.7\nnothing", "found a broken one"),
    "locked.pdf": (encrypted_pdf(), "found one with a password; save it without"),
    "broken.docx": (b"PK\x03\x04 nothing", "save it as .docx"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "found .doc; save it as .docx"),
    "script.html": (b"<html><body><script>draw()</script></body></html>", "may be drawn by a script"),
    "no_text.csv": (b"a,b\n1,2\n", "expected a column or key named one of text"),
    "no_rows.csv": (b"title,text\n", "expected documents, found none"),
    "broken.jsonl": (b'{"text": \n', "line 1: expected JSON"),
    "list.json": (b"[1]", "expected a JSON object, found int"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_with_its_name(tmp_path: Path, name: str) -> None:
    data, message = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        list(load_all([tmp_path / name]))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_too_long_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name, most in (("long.txt", 20), ("long.md", 20), ("long.html", 30), ("long.pdf", 200), ("long", 20)):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(300_000_000)
        with pytest.raises(InputError, match=f"expected at most {most} MB, found more"):
            load(tmp_path / name)
    with pytest.raises(InputError, match="expected at most 5,000,000 characters"):
        load("a word\n" * (MOST_CHARACTERS // 6))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere.txt", "found none; check the name"),
        ("\0", "cannot be read"),
        ("empty", "expected a folder with texts"),
    ],
)
def test_what_is_not_there_is_said(source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=message):
        load(source)


def test_one_document_is_asked_and_two_are_found(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A text.\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected one document, found 2"):
        load(tmp_path)


@given(st.text(), st.text())
def test_any_text_is_a_document_with_that_text(before: str, after: str) -> None:
    text = f"{before}.\n{after}"
    document = load(text)
    assert document == Document.from_text(
        text,
        **{name: getattr(document, name) for name in ("title", "author", "publisher", "published", "kind")},
    )


@given(data=st.binary(max_size=400), suffix=st.sampled_from(sorted(READERS)))
def test_no_bytes_raise_anything_but_an_input_error(
    data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    with suppress(InputError):
        assert all(loaded.document.text.strip() for loaded in load_all([path]))
