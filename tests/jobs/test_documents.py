"""Word documents: what runs or loads something by itself is handed back, whatever its parts are called."""

import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from tongxing.common.refusal import Refused
from tongxing.jobs.documents import check_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "wordprocessingml.document.main+xml"


def plain() -> bytes:
    """A résumé as somebody writes it: headings, a table, a picture, a link."""
    document, picture = Document(), io.BytesIO()
    document.add_heading("林晓雯", 1)
    document.add_table(2, 2).cell(0, 0).text = "裱花"
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document.add_picture(picture)
    document.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.part.relate_to("mailto:lin@example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def changed(changes: dict | None = None, **more: bytes) -> bytes:
    """The résumé with texts in its parts replaced, ``{part: (old, new)}``, and parts added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry).decode("utf-8", "surrogateescape")
            if entry.filename in (changes or {}):
                before, after = changes[entry.filename]
                assert before in content, entry.filename
                content = content.replace(before, after)
            new.writestr(entry.filename, content.encode("utf-8", "surrogateescape"))
        for name, content in more.items():
            new.writestr(name, content)
    return written.getvalue()


def linked(kind: str, target: str, *, outside: bool = True, part: str = "word/_rels/document.xml.rels") -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/>'
    if part == "word/_rels/document.xml.rels":
        return changed({part: ("</Relationships>", f"{link}</Relationships>")})
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return changed(**{part: f'<Relationships xmlns="{namespace}">{link}</Relationships>'.encode()})


def written(body: str) -> bytes:
    return changed({"word/document.xml": ("<w:body>", f"<w:body><w:p>{body}</w:p>")})


def field(*words: str) -> bytes:
    """A field whose instruction is cut into several runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{word}</w:instrText></w:r>' for word in words)
    return written(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


SETTINGS = "word/_rels/settings.xml.rels"
PROGRAMS = {
    "a macro under its own name": changed(**{"word/vbaProject.bin": b"x"}),
    "a macro in capitals": changed(**{"WORD/VBAPROJECT.BIN": b"x"}),
    "a macro called a picture": changed(**{"word/media/image9.png": OLE}),
    "a macro called a note": changed(**{"word/notes.xml": OLE}),
    "a document that declares macros": changed(
        {"[Content_Types].xml": (MAIN, "ms-word.document.macroEnabled.main+xml")}
    ),
    "a part that is declared a macro": changed(
        {
            "[Content_Types].xml": (
                "</Types>",
                '<Override PartName="/word/x.xml" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            )
        }
    ),
    "an ending that is declared a macro": changed(
        {
            "[Content_Types].xml": (
                "</Types>",
                '<Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
            )
        }
    ),
    "a template": changed({"[Content_Types].xml": (MAIN, "wordprocessingml.template.main+xml")}),
    "an OLE object": changed(**{"word/embeddings/oleObject1.bin": OLE}),
    "a spreadsheet inside": changed(**{"word/embeddings/sheet.xlsx": plain()}),
    "a program inside": changed(**{"word/embeddings/run.exe": b"MZ" + bytes(100)}),
    "an entity": changed({"word/document.xml": ("<w:document", '<!DOCTYPE d [<!ENTITY e "x">]><w:document')}),
}
LOADING = {
    "an outside template": linked(f"{OFFICE}/attachedTemplate", "http://192.0.2.1/x.dotm", part=SETTINGS),
    "a template on a share": linked(f"{OFFICE}/attachedTemplate", "\\\\192.0.2.1\\x.dotm", part=SETTINGS),
    "a template of this disk": linked(f"{OFFICE}/attachedTemplate", "file:///C:/x.dotm", part=SETTINGS),
    "a template inside": linked(f"{OFFICE}/attachedTemplate", "x.dotm", outside=False, part=SETTINGS),
    "a template in a part in capitals": linked(
        f"{OFFICE}/attachedTemplate", "http://192.0.2.1/x", part="word/_RELS/settings.xml.RELS"
    ),
    "a template of the strict kind": linked(
        "http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate", "http://192.0.2.1/x", part=SETTINGS
    ),
    "an outside picture": linked(f"{OFFICE}/image", "http://192.0.2.1/pixel.png"),
    "an outside object": linked(f"{OFFICE}/oleObject", "http://192.0.2.1/x.html!"),
    "an object inside": linked(f"{OFFICE}/oleObject", "embeddings/x.dat", outside=False),
    "a macro by its link": linked(f"{MICROSOFT}/vbaProject", "media/image1.png", outside=False),
    "a control": linked(f"{OFFICE}/control", "activeX/x.xml", outside=False),
    "another document inside": linked(f"{OFFICE}/aFChunk", "x.html", outside=False),
    "a frame": linked(f"{OFFICE}/frame", "http://192.0.2.1/"),
    "an unknown link to elsewhere": linked("http://example.org/anything", "http://192.0.2.1/"),
    "an inside link that leads outside": linked(f"{OFFICE}/image", "http://192.0.2.1/p.png", outside=False),
    "a link to a share": linked(f"{OFFICE}/hyperlink", "\\\\192.0.2.1\\share"),
    "a link that runs a program": linked(f"{OFFICE}/hyperlink", "ms-msdt:/id"),
    "a field that runs a program": field("DDEAUTO c:\\x"),
    "a field in pieces": field(" DDE", "AUTO", " cmd"),
    "a field in small letters": field("includepicture", ' "http://192.0.2.1/p.png" \\d'),
    "a simple field": written('<w:fldSimple w:instr="INCLUDETEXT &quot;http://192.0.2.1/x&quot;"/>'),
    "a picture of the old kind": written(
        '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://192.0.2.1/p.png"/></w:pict>'
    ),
}


@pytest.mark.parametrize("content", PROGRAMS.values(), ids=PROGRAMS)
def test_a_document_that_holds_programs_is_refused(content):
    with pytest.raises(Refused, match="带有宏或嵌入的对象"):
        check_document(content)


@pytest.mark.parametrize("content", LOADING.values(), ids=LOADING)
def test_a_document_that_loads_something_by_itself_is_refused(content):
    with pytest.raises(Refused, match="从别处加载"):
        check_document(content)


ORDINARY = {
    "a résumé": plain(),
    "a page number": field(" PAGE  \\* MERGEFORMAT"),
    "a link in a field": field(' HYPERLINK "https://example.org/link"'),
    "a link to a place in it": linked(f"{OFFICE}/hyperlink", "#top"),
    "a note of its own": changed(**{"customXml/item9.xml": b"<a/>"}),
    "the word DDE": written("<w:r><w:t>DDEAUTO, LINK</w:t></w:r>"),
}


@pytest.mark.parametrize("content", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_document_is_taken(content):
    check_document(content)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"])
def test_a_document_whose_parts_cannot_be_read_is_refused(part):
    with pytest.raises(Refused, match="打不开"):
        check_document(changed({part: ("<", "<<")}))


def test_two_parts_of_one_name_are_refused():
    with pytest.raises(Refused, match="打不开"):
        check_document(changed(**{"WORD/document.xml": b"<a/>"}))
