"""Undo disguise and noise in typed text, with the way back. Pure layer.

Text is compared after HTML entities, invisible characters, full-width digits,
look-alike letters from other alphabets and odd spaces are brought back to what
a reader sees. Every character keeps the place it came from, so that what is
found in the normalised text can be cut out of the input.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_PLAIN = re.compile(r"[\x20-\x25\x27-\x7eà-öø-ÿ\n]*\Z")
_SPACES = "".join(
    map(chr, (9, 11, 12, 13, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\u2032\u02bb\u02bd"
_FIXED = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_QUOTES, "'"),
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2024": ".",
    "\u3002": ".",
    "\u0130": "I",
    "\u0131": "i",
}
# Letters that look like a Latin letter (Unicode confusables, the part for Cyrillic, Greek, Armenian and Cherokee).
_LOOKALIKE = {
    look: latin
    for latin, looks in {
        "a": "аαɑ",
        "b": "ьЬ",
        "c": "сϲ",
        "d": "ԁɗ",
        "e": "еεёє",
        "g": "ɡց",
        "h": "һհ",
        "i": "іιїӏΐ",
        "j": "јϳ",
        "k": "κк",
        "l": "ⅼ",
        "m": "м",
        "n": "п",
        "o": "оοօσ",
        "p": "рρ",
        "q": "ԛզ",
        "r": "гᴦ",
        "s": "ѕտ",
        "t": "тτ",
        "u": "υս",
        "v": "νѵѴ",
        "w": "ԝωա",
        "x": "хχ",
        "y": "уγүУ",
        "z": "ᴢ",
        "A": "АΑ",
        "B": "ВΒв",
        "C": "СϹ",
        "E": "ЕΕ",
        "G": "Ԍ",
        "H": "НΗн",
        "I": "ІΙ",
        "J": "Ј",
        "K": "КΚ",
        "M": "МΜ",
        "N": "Ν",
        "O": "ОΟՕ",
        "P": "РΡ",
        "Q": "Ԛ",
        "S": "ЅՏ",
        "T": "ТΤ",
        "W": "Ԝ",
        "X": "ХΧ",
        "Y": "ҮΥ",
        "Z": "Ζ",
        "3": "з",
    }.items()
    for look in looks
}
_INVISIBLE = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u034f", "\u17b4", "\u17b5"}


@dataclass(frozen=True)
class Normalised:
    """Normalised text and, for every character of it, where it came from.

    Attributes:
        text: the text to search in.
        starts, ends: per character of `text` the code points of the input it
            stands for, end exclusive. None when input and text are equal.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def to_input(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the input for a non-empty stretch of the normalised text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """Lower case without accents; the spelling in which lists are compared."""
    if text.isascii():
        return text.lower()
    text = text.casefold().replace("ı", "i").replace("ĳ", "ij").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    text = unicodedata.normalize(
        "NFKD", text.replace("ß", "ss").replace("æ", "ae").replace("œ", "oe").replace("ə", "e")
    )
    return "".join(c for c in text if not unicodedata.combining(c)).replace("’", "'")


def _expand(text: str) -> list[tuple[str, int, int]]:
    """Split in (characters, start, end), entities and percent codes decoded."""
    pieces: list[tuple[str, int, int]] = []
    position = 0
    while position < len(text):
        char = text[position]
        match = None
        if char == "&":
            match = _ENTITY.match(text, position)
        elif char == "%" and position and text[position - 1].isalnum():
            match = _PERCENT.match(text, position)
        if match:
            raw = match.group()
            plain = html.unescape(raw) if char == "&" else chr(int(raw[1:], 16))
            if plain != raw and (char == "&" or (plain.isascii() and plain.isprintable())):
                pieces.append((plain, position, match.end()))
                position = match.end()
                continue
        pieces.append((char, position, position + 1))
        position += 1
    return pieces


def _plain(char: str) -> str:
    """What a reader sees for one character; empty when nothing is seen."""
    if char in _FIXED:
        return _FIXED[char]
    if char.isascii():
        return char if char == "\n" or char.isprintable() else ""
    if char in _INVISIBLE:
        return ""
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me", "Cc"}:
        return ""
    if category in {"Nd", "No"}:
        digit = unicodedata.digit(char, None)
        if digit is not None:
            return str(digit)
    if "\u00c0" <= char <= "\u024f":
        return unicodedata.normalize("NFC", char)
    wide = unicodedata.normalize("NFKC", char)
    return "".join(_FIXED.get(c, c) for c in wide)


def _latin_lookalikes(chars: list[str]) -> None:
    """Replace look-alike letters, in place, in words that otherwise read as Latin.

    A word wholly in another alphabet is left alone unless every letter of it
    looks Latin; such a word is a disguise more often than a Slavic word.
    """
    start = 0
    total = len(chars)
    while start < total:
        if not chars[start].isalpha():
            start += 1
            continue
        end = start
        foreign = latin = convertible = digits = 0
        while end < total and (chars[end].isalnum() or chars[end] in "-_'"):
            char = chars[end]
            digits += char.isdigit()
            if char.isalpha():
                if char < "\u0370":
                    latin += 1
                else:
                    foreign += 1
                    convertible += char in _LOOKALIKE
            end += 1
        if foreign and (latin or convertible == foreign) and (latin or digits or foreign > 2):
            for index in range(start, end):
                chars[index] = _LOOKALIKE.get(chars[index], chars[index])
        start = end


def normalise(text: str) -> Normalised:
    """Bring typed text back to plain characters, remembering where they stood.

    Args:
        text: what somebody typed; any Unicode.

    Returns:
        The normalised text with offsets (code points) back to `text`.
    """
    if "&" not in text and "%" not in text and _PLAIN.match(text):
        return Normalised(text)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, begin, stop in _expand(text):
        for char in piece:
            plain = _plain(char)
            if not plain:
                if ends and unicodedata.category(char) in {"Mn", "Me"}:
                    ends[-1] = stop
                continue
            for unit in plain:
                chars.append(unit)
                starts.append(begin)
                ends.append(stop)
    _latin_lookalikes(chars)
    return Normalised("".join(chars), tuple(starts), tuple(ends))
