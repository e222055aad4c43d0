from casedesk.domain.draft import Draft, SourceText
from casedesk.importing.splitting import Region


def reasons_of(source: SourceText, canon: str, draft: Draft, region: Region) -> dict:
    return {}
