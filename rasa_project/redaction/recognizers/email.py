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
_PLAIN = re.compile(rf"{_LOCAL}\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\.\s?[a-z]{{2,18}}(?![\w])", re.I)
_STRICT = re.compile(rf"{_LOCAL}@[\w-]+(?:\.[\w-]+)*", re.I)
_AT = (
    r"\s*(?:@|\(at\)|\[at\]|\{at\}|<at>|\bat\b|\(a\)|\[a\]|"
    r"\bape(?:n)?sta+rt(?:je)?\b|-at-|_at_)\s*"
)
_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\(punt\)|\[punt\]|\bpunt\b|\bdot\b|\bpuntje\b)\s*"
_TLD = r"(?:nl|com|be|net|org|eu|de|fr|uk|info|me|live|gmail|edu|tr|pl|ma|io|online|fr[li]|amsterdam|co)"
# "jan@mail.net. Onze": behind a known ending, or before a capital, the dot ends the sentence.
_SENTENCE = re.compile(rf"(?:(?<=\w)\.\s(?=[A-Z][a-z])|(?i:\.{_TLD})(?=\.\s))")
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


def _end(match: re.Match[str]) -> int:
    """Where the address ends: before the dot of a sentence, when there is a whole address before it."""
    value = match.group()
    for cut in _SENTENCE.finditer(value, value.index("@")):
        place = cut.end() if value[cut.start() + 1] != " " else cut.start()
        if "." in value[value.index("@") : place]:
            return match.start() + place
    return match.end()


def find(document: Document) -> Iterator[Span]:
    """Addresses in plain, spaced or spelled-out form."""
    text = document.text
    if "@" in text:
        for pattern in (_PLAIN, _STRICT):
            for match in pattern.finditer(text):
                # "zit ie als @wolf.nl": a blank before the sign and none behind it is a handle
                handle = re.search(r"\s@\S", match.group()) is not None
                if not handle and not _is_public(document, match.group()):
                    yield Span(match.start(), _end(match), "EMAIL", "email", "vorm")
    for match in _WORDS.finditer(text):
        value = match.group()
        if "@" in value or re.search(r"(?:[(\[{<]|\bap[e]n?staart|punt|dot|\bat\b)", value, re.I):
            if re.search(r"\s@\S", value):
                continue
            plain = re.sub(_DOT, ".", re.sub(_AT, "@", value))
            if not _is_public(document, plain):
                yield Span(match.start(), match.end(), "EMAIL", "email", "in woorden")
