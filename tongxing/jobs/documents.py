"""Word documents that come from outside: text and pictures only, nothing that runs or loads something by itself.

What a part is called says nothing: macros lie under any name, so each part is looked at by its declared kind, by its
first bytes and by how the document leads to it (ECMA-376 part 2; [MS-OFFMACRO2] for macros).
"""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from tongxing.common.refusal import Refused

LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_ENTRIES = 2000
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RUNNING_KINDS = re.compile(r"macroenabled|vbaproject|vbadata|oleobject|activex|ms-package|x-msdownload", re.I)
"""Declared kinds of parts that hold programs."""
RUNNING_LINKS = re.compile(
    r"/(vbaProject|wordVbaData|oleObject|package|control|activeXControl\w*|attachedTemplate|aFChunk|subDocument|frame"
    r"|externalLink\w*|mailMergeSource|mailMergeHeaderSource|recipientData|attachedToolbars|keyMapCustomizations)$",
    re.I,
)
"""Kinds of relationships that lead to programs, to other documents in this one, or to what is loaded from elsewhere."""
HARMLESS_TARGET = re.compile(r"\s*(?:https?://|mailto:|tel:|#|[^:\\/]*$)", re.I)
"""Where a hyperlink, which is followed by hand alone, may lead."""
LOADING_FIELDS = {
    "DDE",
    "DDEAUTO",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "IMPORT",
    "LINK",
    "EMBED",
    "MACROBUTTON",
}
CONTAINERS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06", b"MZ", b"{\\rtf", b"\x7fELF")
"""How containers of programs and other documents begin: OLE, archives, executables, RTF."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
VML = "{urn:schemas-microsoft-com:vml}"


def check_document(content: bytes) -> None:
    """Raises ``Refused`` where ``content`` is no Word document that can be handed on as it is."""
    try:
        parts = _parts(content)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused(_("This Word document cannot be opened. Save it again, or save it as PDF.")) from error
    _check_kinds(parts)
    for name, data in parts.items():
        if data.startswith(CONTAINERS):
            raise _holds_programs()
        if name.endswith(".rels"):
            _check_links(_xml(data))
        elif name.endswith(".xml") and name.startswith("word/"):
            _check_fields(_xml(data))


def _parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name in small letters."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise Refused(_("Unpacked, this document is far too large. Save it as PDF and choose that."))
        if not {"[Content_Types].xml", "word/document.xml"} <= {entry.filename for entry in entries}:
            raise Refused(_("This is an archive, not a Word document (.docx). Choose the document itself."))
        parts = {entry.filename.replace("\\", "/").lower(): archive.read(entry) for entry in entries}
    if len(parts) < len(entries):
        raise ValueError("two parts have one name")
    return parts


def _xml(data: bytes):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(_("This Word document cannot be opened. Save it again, or save it as PDF.")) from error
    if root.getroottree().docinfo.doctype:
        raise _holds_programs()
    return root


def _check_kinds(parts: dict[str, bytes]) -> None:
    kinds = _xml(parts["[content_types].xml"])
    declared = {entry.get("PartName", "").lower(): entry.get("ContentType", "") for entry in kinds.iter("{*}Override")}
    every = [*declared.values(), *(entry.get("ContentType", "") for entry in kinds.iter("{*}Default"))]
    is_document = declared.get("/word/document.xml", MAIN) == MAIN
    if not is_document or any(RUNNING_KINDS.search(kind) for kind in every):
        raise _holds_programs()
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in parts):
        raise _holds_programs()


def _check_links(root) -> None:
    for link in root.iter("{*}Relationship"):
        kind, target = link.get("Type", ""), link.get("Target", "")
        is_outside = link.get("TargetMode", "").strip().lower() == "external"
        is_hyperlink = kind.lower().endswith("/hyperlink")
        if RUNNING_LINKS.search(kind) or (is_outside and not (is_hyperlink and HARMLESS_TARGET.match(target))):
            raise _loads_by_itself()
        if not is_outside and ("://" in target or target.startswith(("//", "\\\\"))):
            raise _loads_by_itself()


def _check_fields(root) -> None:
    """Fields are told what to do in words, which may be cut into many runs."""
    open_fields: list[str] = []
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in {f"{WORD}fldSimple", f"{STRICT}fldSimple"}:
            _check_field(next((value for name, value in element.attrib.items() if name.endswith("}instr")), ""))
        elif tag in {f"{WORD}fldChar", f"{STRICT}fldChar"}:
            kind = next((value for name, value in element.attrib.items() if name.endswith("}fldCharType")), "")
            if kind == "begin":
                open_fields.append("")
            elif open_fields:
                _check_field(open_fields[-1])
                if kind == "end":
                    open_fields.pop()
        elif tag in {f"{WORD}instrText", f"{STRICT}instrText"} and open_fields:
            open_fields[-1] += element.text or ""
        elif tag.startswith(VML):
            loaded = (element.get(name, "") for name in ("src", "href"))
            if any("://" in value or value.startswith("\\\\") for value in loaded):
                raise _loads_by_itself()
    for words in open_fields:
        _check_field(words)


def _check_field(words: str) -> None:
    name = words.split(maxsplit=1)[0] if words.strip() else ""
    if name.upper().strip('"') in LOADING_FIELDS:
        raise _loads_by_itself()


def _holds_programs() -> Refused:
    return Refused(
        _("This document holds macros or embedded objects. Save it as .docx without them, or as PDF, and choose that.")
    )


def _loads_by_itself() -> Refused:
    return Refused(
        _(
            "This document loads a template, a picture or an object from elsewhere when it is opened. Save it as PDF "
            "and choose that."
        )
    )
