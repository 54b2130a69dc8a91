"""Web addresses, IP and MAC addresses.

A web address of a public body, news site or platform without a path that
points to one account stays ("youtube.com", "www.platformjep.nl"). IPv4 and
IPv6 by `ipaddress` of the standard library.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_URL = re.compile(r"(?:\b(?:https?|hxxps?|ftp)\s?:\s?//\s?|\bwww\s?\.\s?)[^\s<>\"\]]+", re.I)
_BARE = re.compile(
    r"(?<![\w@.])(?:[a-z0-9][a-z0-9-]{0,62}\.)+(?:nl|com|be|net|org|eu|de|fr|gg|me|io|tv|ly|co|info|app|xyz|site|"
    r"online|to|"
    r"is|ru|tr|uk|shop|frl|amsterdam|live|link|club|bio)(?:/[^\s<>\"\]]*)?(?![\w@])",
    re.I,
)
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\s?\.\s?){3}\d{1,3}(?![\d.]*\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\d{1,3})?(?![\w:])", re.I)
_MAC = re.compile(r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])", re.I)
_SCHEME = re.compile(r"^(?:\w+\s?:\s?//\s?)?(?:www\s?\.\s?)?", re.I)


def _is_public(document: Document, url: str) -> bool:
    host, _, path = _SCHEME.sub("", url.lower().rstrip(".,;:!?)'")).replace(" ", "").partition("/")
    labels = host.split("?")[0].split(".")
    known = any(".".join(labels[i:]) in document.lists.domeinen for i in range(len(labels) - 1))
    if not known:
        return False
    platform = any(
        name in host
        for name in (
            "youtube",
            "youtu.be",
            "instagram",
            "tiktok",
            "facebook",
            "discord",
            "snapchat",
            "t.me",
            "telegram",
            "twitter",
            "x.com",
            "linkedin",
            "twitch",
            "reddit",
            "vk.com",
            "whatsapp",
            "steam",
            "roblox",
        )
    )
    return not path or not platform


def find(document: Document) -> Iterator[Span]:
    """Links and machine addresses."""
    text = document.text
    for pattern in (_URL, _BARE):
        if pattern is _BARE and "." not in text:
            continue
        for match in pattern.finditer(text):
            value = match.group().rstrip(".,;:!?)'")
            if not _is_public(document, value) and not re.fullmatch(r"[\d.]+", value):
                yield Span(match.start(), match.start() + len(value), "URL", "internet", "webadres")
    for match in _IPV4.finditer(text):
        if all(int(part) < 256 for part in re.findall(r"\d+", match.group())):
            yield Span(match.start(), match.end(), "IP", "internet", "ipv4")
    if ":" in text or "-" in text:
        for match in _IPV6.finditer(text):
            try:
                ipaddress.ip_address(match.group().split("/")[0])
            except ValueError:
                continue
            if len(match.group()) > 4:
                yield Span(match.start(), match.end(), "IP", "internet", "ipv6")
        for match in _MAC.finditer(text):
            yield Span(match.start(), match.end(), "IP", "internet", "mac")
