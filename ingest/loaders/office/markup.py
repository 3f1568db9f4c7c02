"""XML parts of office files, parsed so that nothing in them can expand, fetch or exhaust."""

from lxml import etree

from errors import UnreadableSource

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def parsed(data: bytes, what: str) -> etree._Element:
    """The root of one part; `what` names it in the UnreadableSource raised for damage or for a trap."""
    # Without its zero bytes UTF-16 shows its declarations too; no office program writes any.
    if any(declaration in data.replace(b"\0", b"") for declaration in _DECLARATIONS):
        raise UnreadableSource(
            f"{what} declares XML entities, which can be a trap and are not expanded. Save the file anew and supply it."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise UnreadableSource(
                f"{what} is nested too deeply to be read. Copy the text into a new document and supply that."
            ) from error
        raise UnreadableSource(
            f"{what} is damaged ({_place(error)}). Open it, save it anew and supply that."
        ) from error


def _place(error: Exception) -> str:
    line, column = getattr(error, "position", (0, 0))
    return f"line {line}, column {column} of its XML" if line else "its XML cannot be parsed"


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace: strict and transitional files differ only in those."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
