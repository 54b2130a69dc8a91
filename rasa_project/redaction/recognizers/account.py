"""Account names on platforms, games and chat, with and without @.

By the at-sign, by a shape nobody uses for a word (letters with _ or digits), or
by a platform or the word account, gebruikersnaam or gamertag just before it.
The name of the platform itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.models import Span

_AGE_GROUP = re.compile(
    r"^(?:jo|mo|mh|o|u|onder|groep|klas|havo|vwo|mavo|vmbo|mbo|po|vo|covid|kerst|week|hoofdstuk|versie|mp|ps|gta|fifa|k|d|a|c)\d{1,2}$"
)
_AT = re.compile(r"(?<![\w.])@\s?\.?[a-z0-9_](?:[\w.-]*\w)?", re.I)
_SHAPE = re.compile(
    r"(?<![\w@.\-/])(?=[\w.]*[a-z])(?:[a-z0-9.]*[a-z0-9]_[\w.]*\w|_{1,3}[a-z][\w.]*\w|[a-z][\w.]*\w_{1,3}|"
    r"[a-z]{2,}\d{2,6}(?:[a-z]+\d*)?|[a-z]+(?:\.[a-z0-9]+)*\.(?=[a-z0-9]*\d)[a-z0-9]+|[a-z]+\.[a-z]+\d+|\w{2,}#\d{3,5})(?![\w@])",
    re.I,
)
_PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|discord|dc|telegram|tg|tik ?tok|tt|facebook|fb|twitter|x|threads|youtube|"
    r"yt|twitch|roblox|steam|minecraft|fortnite|"
    r"reddit|signal|whatsapp|wapp|vk|gab|bluesky|mastodon|linkedin|psn|playstation|xbox|kick|bereal|pinterest|"
    r"tumblr|wickr|session|element|matrix|skype|teams|habbo|omegle|ask\.?fm)"
)
_NOUN = (
    r"(?:accounts?(?:naam|je|namen)?|gebruikersn?aam|username|user|nickname|nick|handle|gamertag|gamernaam|"
    r"gamenaam|profiel(?:naam)?|kanaal|channel|schermnaam|loginnaam|inlognaam|"
    r"spelersnaam|chatnaam|@|alias|online naam|internetnaam|tag)"
)
_CAMEL = re.compile(r"(?<![\w@])(?:[a-z]+[A-Z]+[a-z]+[A-Z]\w*|x{1,3}X\w+|[A-Z][a-z]+[A-Z][a-z]+[A-Z]\w*)(?!\w)")
_CALLED_ON = re.compile(
    rf"\b(?:heet|heette|zit|is|staat|bekend|actief)(?: (?:hij|ze|zij))? (?:als |onder de naam |onder )?"
    rf"((?!op\b|ook\b|niet\b|veel\b|nu\b)[\w.'-]+(?: (?!op\b)[\w.'-]+){{0,2}}) op (?:z'?n |zijn |haar )?{_PLATFORM}\b",
    re.I,
)
_CUE = re.compile(
    rf"\b(?:{_PLATFORM}(?:[ -]?{_NOUN})?|{_NOUN})(?: van (?:hem|haar|die jongen|dat meisje|onze leerling))?"
    r"(?:(?:,? ?(?:is|heet|was|heette|luidt|genaamd|genoemd|noemt|=|:|onder de naam|als|op naam van|met de naam|"
    r"met als naam|met de gebruikersnaam|zit (?:hij|ze|zij) (?:als|onder)|"
    r"noemt (?:hij|ze|zij) zich|heet (?:hij|ze|zij)|is (?:hij|ze|zij)|te vinden als|actief als|onder|"
    r"gebruikersnaam|username|account|naam|zich))+)"
    r"[ :=\n]*[\"'(]?(@?[a-z0-9_](?:[\w.\-#]*\w)?)",
    re.I,
)
# More words, of which the last holds digits, or between two rows of x: "dark wolf 88", "xX killer Xx".
_WORDS = re.compile(
    rf"\b(?:{_PLATFORM}|{_NOUN})(?:[ -]{_NOUN})?(?: (?:is|heet|naam|als|genaamd|onder|hij|ze|zij)|:|=)+[ :=]+"
    r"((?!is\b|heet\b|op\b)(?:[\w.-]+ ){1,2}[\w.-]*\d[\w.-]*|x{1,3} \w+ x{1,3})(?![\w@])",
    re.I,
)
_CHANNEL = re.compile(
    rf"\b(?:{_NOUN}) (?:heet|genaamd|is genaamd|noemt (?:hij|ze)) ((?:[\w.'-]+ ){{0,2}}[\w.'-]+)"
    r"(?=\s*(?:[,.!?;)\n]|$))",
    re.I,
)
_DIRECT = re.compile(rf"\b(?:{_PLATFORM}|{_NOUN})[ \n]*(?::|=|-|\"|\()[ \n]*[\"'(]?(@?[a-z0-9_](?:[\w.\-#]*\w)?)", re.I)
_NEXT = re.compile(rf"\b(?:{_PLATFORM}|{_NOUN})[ \n]+\"?(@?[a-z0-9_](?:[\w.\-#]*\w)?)", re.I)
_QUOTED = re.compile(rf"\b(?:{_PLATFORM}|{_NOUN})\b[^.!?\n\"]{{0,30}}\"([^\"\n]{{2,30}})\"", re.I)
_REVERSED = re.compile(
    rf"(?<![\w@.])(@?[a-z0-9_][\w.\-#]*\w)\"?,? (?:op|via|bij|in) (?:z'?n |zijn |haar |de |die )?{_PLATFORM}\b", re.I
)


def _odd(document: Document, value: str) -> bool:
    """Whether this is not simply a word."""
    word = value.lower()
    if any(c in word for c in "_@#.") or any(c.isdigit() for c in word):
        return not re.fullmatch(r"\d{1,4}|\d+(?:e|ste|de|x|k|m|uur|u|jr)?", word)
    lists = document.lists
    return not (word in lists.woorden or word in lists.nooit or (word,) in lists.behouden)


def find(document: Document) -> Iterator[Span]:
    """Account names by sign, shape or the platform before it."""
    text, lists = document.text, document.lists
    if "@" in text:
        for match in _AT.finditer(text):
            if (match.group()[1:].strip().lower(),) not in lists.behouden:
                yield Span(match.start(), match.end(), "ACCOUNT", "account", "apenstaart")
    for match in _SHAPE.finditer(text):
        value = match.group().lower()
        if _AGE_GROUP.match(value):
            continue
        letters = re.sub(r"[\d_.#]", " ", value).split()
        if (
            "_" in value
            or "#" in value
            or not (
                len(letters) == 1
                and (
                    letters[0] in lists.nooit
                    or (letters[0],) in lists.behouden
                    or lists.woorden.get(letters[0], 10**6) < 30_000
                )
            )
        ):
            yield Span(match.start(), match.end(), "ACCOUNT", "account", "vorm")
    for pattern, strict in ((_CUE, False), (_DIRECT, False), (_NEXT, True), (_REVERSED, True)):
        for match in pattern.finditer(text):
            value = match.group(1)
            if _odd(document, value) and (not strict or any(c in value for c in "_@#.0123456789")):
                yield Span(match.start(1), match.end(1), "ACCOUNT", "account", "platform")
    for match in _WORDS.finditer(text):
        words = match.group(1).lower().split()
        if not all(word in lists.nooit or word.isdigit() for word in words[:-1]):
            yield Span(match.start(1), match.end(1), "ACCOUNT", "account", "woorden")
    for match in _CHANNEL.finditer(text):
        if not all(word in lists.nooit for word in match.group(1).lower().split()):
            yield Span(match.start(1), match.end(1), "ACCOUNT", "account", "woorden")
    for match in _CAMEL.finditer(text):
        yield Span(match.start(), match.end(), "ACCOUNT", "account", "vorm")
    for match in _CALLED_ON.finditer(text):
        named = re.match(r"(?:heet|heette)|.*\b(?:als|onder)\b", match.group(), re.I)
        words = match.group(1).lower().split()
        if named and not all(word in lists.nooit for word in words):
            yield Span(match.start(1), match.end(1), "ACCOUNT", "account", "platform")
    for match in _QUOTED.finditer(text):
        words = match.group(1).split()
        if len(words) <= 3 and any(_odd(document, w) for w in words):
            yield Span(match.start(1), match.end(1), "ACCOUNT", "account", "aanhaling")
