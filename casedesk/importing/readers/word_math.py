"""Word's formulas in one line, as they are said: (a+b)/c, x^2, √(y)."""

from casedesk.importing.readers.archive import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULAS = (f"{M}oMath", f"{M}oMathPara")


def formula(element: Element) -> str:
    """The formula in one line of text."""
    if element.tag == f"{M}t":
        return element.text or ""
    match element.tag.removeprefix(M) if isinstance(element.tag, str) else "":
        case "f":
            return f"{_part(element, 'num')}/{_part(element, 'den')}"
        case "sSup":
            return f"{_part(element, 'e')}^{_part(element, 'sup')}"
        case "sSub":
            return f"{_part(element, 'e')}_{_part(element, 'sub')}"
        case "sSubSup":
            return f"{_part(element, 'e')}_{_part(element, 'sub')}^{_part(element, 'sup')}"
        case "rad":
            return f"{_inner(element, 'deg')}√{_part(element, 'e')}"
        case "d":
            return "(" + ", ".join(_children(each) for each in element.iterfind(f"{M}e")) + ")"
        case "mr":
            return "  ".join(_children(each) for each in element.iterfind(f"{M}e")) + "; "
        case _:
            return _children(element)


def _children(element: Element) -> str:
    return "".join(formula(child) for child in element)


def _inner(element: Element, name: str) -> str:
    part = element.find(f"{M}{name}")
    return _children(part) if part is not None else ""


def _part(element: Element, name: str) -> str:
    """A part of a formula, in brackets where it is more than one sign or number."""
    text = _inner(element, name).strip()
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
