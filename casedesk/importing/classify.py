"""Suggestions: the industry, themes and outcome of a draft, each with the words that suggested it."""

from casedesk.domain.draft import Draft, SourceText


def classified(source: SourceText, canon: str, draft: Draft) -> Draft:
    return draft
