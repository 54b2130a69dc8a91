"""E-mail addresses, also with the at-sign and the dots written in words.

Shape: RFC 5321 local part and domain, as people type them. Obfuscated forms:
"jan at mail punt nl", "jan(at)mail.nl", "jan [apenstaartje] mail . nl".
Public addresses of organisations (info@, helpdesk@ at a known public domain)
stay. Examples, fictitious: voorbeeld@example.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]+"
_STRICT = re.compile(rf"{_LOCAL}@[\w-]+(?:\.[\w-]+)*", re.I)
_AT = (
    r"\s*(?:@|\(at\)|\[at\]|\{at\}|<at>|\bat\b|\(a\)|\[a\]|"
    r"\bape(?:n)?sta+rt(?:je)?\b|-at-|_at_)\s*"
)
_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\(punt\)|\[punt\]|\bpunt\b|\bdot\b|\bpuntje\b)\s*"
_TLD = r"(?:nl|com|be|net|org|eu|de|fr|uk|info|me|live|gmail|edu|tr|pl|ma|io|online|fr[li]|amsterdam|co)"
# Behind a blank only a known ending: "jan@mail.net. Onze" stops at the dot.
_PLAIN = re.compile(
    rf"{_LOCAL}\s?@\s?[\w-]+(?:(?:\.[\w-]+)*\.[a-z]{{2,18}}|(?:\s?\.\s?[\w-]+){{0,3}}?\s?\.\s?{_TLD})(?!\w)", re.I
)
# Without the underscore: it is one of the separators, and one character may fit in one place only.
_PART = r"[^\W_][^\W_+-]{0,40}(?:[+-][^\W_+-]{1,20}){0,3}"
_WORDS = re.compile(
    rf"(?<![\w]){_PART}(?: \d{{1,6}}(?= ))?(?:(?:{_DOT}|_| streepje | laag streepje |"
    rf" underscore ){_PART}){{0,4}}{_AT}{_PART}(?:{_DOT}{_PART}){{0,2}}{_DOT}{_TLD}\b",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:info|helpdesk|contact|post|mail|advies|melden?|meldpunt\w*|secretariaat|platformjep|ess|gemeente|"
    r"support)$",
    re.I,
)


def _is_public(document: Document, value: str) -> bool:
    local, _, domain = value.lower().replace(" ", "").partition("@")
    return domain in document.lists.domeinen and bool(_GENERIC.match(local))


def find(document: Document) -> Iterator[Span]:
    """Addresses in plain, spaced or spelled-out form."""
    text = document.text
    if "@" in text:
        for pattern in (_PLAIN, _STRICT):
            for match in pattern.finditer(text):
                # "zit ie als @wolf.nl": a blank before the sign and none behind it is a handle
                handle = re.search(r"\s@\S", match.group()) is not None
                if not handle and not _is_public(document, match.group()):
                    yield Span(match.start(), match.end(), "EMAIL", "email", "vorm")
    for match in _WORDS.finditer(text):
        value = match.group()
        if "@" in value or re.search(r"(?:[(\[{<]|\bap[e]n?staart|punt|dot|\bat\b)", value, re.I):
            if re.search(r"\s@\S", value):
                continue
            plain = re.sub(_DOT, ".", re.sub(_AT, "@", value))
            if not _is_public(document, plain):
                yield Span(match.start(), match.end(), "EMAIL", "email", "in woorden")
