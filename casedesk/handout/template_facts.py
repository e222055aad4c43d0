"""What a template holds, told before anything is exported with it."""

from pathlib import Path

from casedesk.domain.handout_template import TemplateFacts
from casedesk.handout.placeholders import CONTENT, find_place, is_known, meaning, tags_in
from casedesk.handout.template_file import open_template


def read_template(path: Path) -> TemplateFacts:
    """The tags of a template. Raises BadInputError where it cannot be used."""
    template = open_template(path)
    roots = (template.document, *(root for _, root in template.other_texts()))
    tags = tuple(dict.fromkeys(tag for root in roots for tag in tags_in(root)))
    has_place = find_place(template.document) is not None
    # In a text box or a header there is no room for a handout, so there the tag says nothing to us.
    usable = {tag for tag in tags if is_known(tag) and (has_place or meaning(tag) != CONTENT)}
    return TemplateFacts(
        tuple(tag for tag in tags if tag in usable), tuple(tag for tag in tags if tag not in usable), has_place
    )
