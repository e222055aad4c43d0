"""From the words of a query to an expression of FTS5."""

from dataclasses import dataclass

from casedesk.domain.words import All, AnyOf, Node, Not, Term
from casedesk.storage.text_index import pairs

TITLE = "{title} : "
TEXT = "{title body} : "
_ANYWHERE = "- {letters} : "


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression for MATCH. FTS5 has no "all but"; `is_negated` says that the others are meant."""

    match: str
    is_negated: bool = False


def compile_words(node: Node, *, columns: str = "") -> Expression:
    """The expression that finds what `words.find` finds, anywhere or in `columns` (TITLE, TEXT).

    Only letters and digits of the query get into it.
    """
    match node:
        case Term():
            return Expression(_term(node, columns))
        case Not(inner):
            return _opposite(compile_words(inner, columns=columns))
        case All(nodes):
            return _all([compile_words(item, columns=columns) for item in nodes])
        case AnyOf(nodes):
            return _opposite(_all([_opposite(compile_words(item, columns=columns)) for item in nodes]))


def _all(parts: list[Expression]) -> Expression:
    wanted = [part.match for part in parts if not part.is_negated]
    unwanted = [part.match for part in parts if part.is_negated]
    if not wanted:
        return Expression(_either(unwanted), is_negated=True)
    both = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
    return Expression(f"({both} NOT {_either(unwanted)})" if unwanted else both)


def _opposite(part: Expression) -> Expression:
    return Expression(part.match, not part.is_negated)


def _either(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _term(term: Term, columns: str) -> str:
    """A phrase of tokens; see `text_index` for why it finds just the texts that hold the term."""
    *before, last = term.runs
    if not columns and not before and last.is_ideographic and len(last.text) == 1:
        return f'({{letters}} : "{last.text}")'
    phrase: list[str] = []
    for run in before:
        phrase += [*pairs(run.text), run.text[-1]] if run.is_ideographic else [run.text]
    if not last.is_ideographic:
        phrase.append(last.text)
        is_prefix = not term.is_exact
    else:
        phrase += pairs(last.text) or [last.text]
        is_prefix = len(last.text) == 1
    return f'({columns or _ANYWHERE}"{" ".join(phrase)}"{" *" if is_prefix else ""})'
