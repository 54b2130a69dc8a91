"""Names by the words around them: "hij heet X", "bijnaam de X", "drs X", "abu X", "die ze X noemen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_project.redaction.document import Document
from rasa_project.redaction.kenmerken import HEET, PREP, ROLE, TITLE, VERB3
from rasa_project.redaction.models import Span
from rasa_project.redaction.naamgrenzen import kept_tokens, word_end
from rasa_project.redaction.tussenvoegsels import STRONG, TUSSENVOEGSELS

# An Arabic by-name makes a name of whatever follows.
_KUNYA = frozenset({"abu", "abou", "aboe", "abo", "umm", "oum", "oem", "um", "ibn", "bint"})
_CALLED = frozenset({"heet", "heette", "genaamd", "roepnaam", "bijnaam", "voornaam", "achternaam", "alias", "heten"})
_NOT_CALLED = frozenset(
    {
        "anders",
        "zo",
        "hoe",
        "wat",
        "dus",
        "trouwens",
        "ofzo",
        "gewoon",
        "hetzelfde",
        "nu",
        "zoiets",
        "weer",
        "eigenlijk",
        "onbekend",
        "bekend",
        "geheim",
        "niks",
        "iets",
        "gekregen",
        "veranderd",
        "mag",
        "moet",
        "wil",
        "kan",
        "ken",
        "weten",
        "verzonnen",
        "vergeten",
        "kwijt",
        "anoniem",
        "laat",
        "noem",
        "noemen",
        "zeggen",
    }
)


# Surinamese surnames of Chinese origin: tjon a kiem, lie a ling.
_WITH_A = re.compile(
    r"\b(?:tjon|tjin|tjien|tjoe|tjong|lie|li|lo|chin|fung|kong|sjak|wong|asin|sam|jap|liauw|lau|man|ten|chung|pa|kon|"
    r"wang|lim|tsang|liang|law|young|ho|loi|foe|yap) (?:a|sie|kon|kie|sjoe|fat|fa|joe) [a-z]{2,8}\b",
    re.I,
)
# Parts of Chinese, Vietnamese and Korean names that are Dutch words as well; the second row are function words.
_SYLLABLES = frozenset(
    "long hung hai mai lan nam son lam loan tin hong sen ting wan fan bing bin kang dai nga chi wen shi ying mei vo "
    "bui ling feng nok duc hoang thu hoa linh bao phat tu vu ngo jae gede made noi lek khoi tam gang bo chai tri rin "
    "raj dev lei tao".split()
)
_SMALL_SYLLABLES = frozenset({"dat", "min", "an", "my", "ho", "do", "na", "van", "om", "le"})
_HET_WORDS = frozenset(
    "meisje kind jongetje broertje zusje neefje nichtje gezin vriendje maatje kindje baby pleegkind stiefkind".split()
)
_ALWAYS = frozenset({("van", "der"), ("van", "den"), ("van", "'t"), ("v/d",)})
_OFTEN = frozenset({"el", "al", "ait", "ben", "ter", "ten"})


def _particled(document: Document, kept: set[int]) -> Iterator[Span]:
    """Particles that only stand in surnames: "over van der laan", "van ben haddou"."""
    tokens, words = document.tokens, document.words
    for index in range(len(words) - 1):
        if {index, index + 1, index + 2} & kept:
            continue
        if words[index : index + 2] in _ALWAYS and index + 2 < len(words) and tokens[index + 2].kind == "w":
            if document.kind(words[index + 2]) != "nooit":
                yield Span(tokens[index].start, word_end(document, index + 2), "NAAM", "genoemd", "tussenvoegsel")
        elif words[index] in _OFTEN and tokens[index + 1].kind == "w":
            kind = document.kind(words[index + 1])
            spoken = index > 0 and words[index - 1] in {"ik", "is", "zijn", "was", "het"}
            foreign = kind in {"achter", "beide", "onbekend"} and document.sound(words[index + 1]) > 1
            dutch = words[index] in {"ter", "ten"} and kind in {"achter", "beroep"}
            if (foreign and not spoken) or dutch:
                yield Span(tokens[index].start, word_end(document, index + 1), "NAAM", "genoemd", "tussenvoegsel")


def _syllables(document: Document, kept: set[int]) -> Iterator[Span]:
    """East Asian names that are Dutch words too, where only a person fits: "leerling long zegt", "over hung."."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words):
        small = word in _SMALL_SYLLABLES
        if index in kept or not (small or word in _SYLLABLES):
            continue
        before, after = words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""
        ends = after in {"", ",", ".", ")", "?", "(", "en", "maar"} or after in VERB3
        if before == ":" and index > 1:
            before = words[index - 2]
        person = before in ROLE | TITLE | HEET and not (small and before in _HET_WORDS)
        partner = index + 2 < len(words) and after in {"en", ","} and document.is_name_kind(tokens[index + 2])
        spoken_of = before in PREP - {"van", "voor", "om", "als", "dan", "achter"} and ends
        beside = not small and any(
            0 <= i < len(tokens)
            and not tokens[max(i, index)].first
            and document.kind(tokens[i].word) in {"voor", "achter"}
            for i in (index - 1, index + 1)
        )
        if (person and ends) or (not small and (spoken_of or (tokens[index].first and partner))) or beside:
            yield Span(tokens[index].start, word_end(document, index), "NAAM", "genoemd", "lettergreep")


def _bracketed(document: Document, kept: set[int]) -> Iterator[Span]:
    """A surname in brackets behind a first name: "hao (de graaf)"."""
    tokens, words = document.tokens, document.words
    for index in range(1, len(words) - 2):
        if words[index] != "(" or not document.is_name_kind(tokens[index - 1]):
            continue
        place = index + 1
        while place < len(words) and words[place] in TUSSENVOEGSELS and place - index < 4:
            place += 1
        if place + 1 < len(words) and words[place + 1] == ")" and tokens[place].kind == "w" and place not in kept:
            if document.kind(words[place]) not in {"nooit", "top"}:
                yield Span(tokens[index + 1].start, word_end(document, place), "NAAM", "genoemd", "haakjes")


def find(document: Document) -> Iterator[Span]:
    """An ordinary word in a place where only a name fits."""
    kept = kept_tokens(document)
    yield from _called(document, kept)
    yield from _styled(document, kept)
    yield from _titled(document, kept)
    yield from _nicknamed(document, kept)
    yield from _awaited(document, kept)
    yield from _particled(document, kept)
    yield from _syllables(document, kept)
    yield from _bracketed(document, kept)
    for match in _WITH_A.finditer(document.text):
        yield Span(match.start(), match.end(), "NAAM", "genoemd", "tussenvoegsel")


def _called(document: Document, kept: set[int]) -> Iterator[Span]:
    """An ordinary word in the place of a name: "hij heet X", "bijnaam de X"."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words):
        if word not in _CALLED or (index and words[index - 1] in {"hoe", "zo", "mijn", "de", "een", "geen", "wat"}):
            continue
        step = index + 1
        while step < len(words) and words[step] in {
            "is",
            "was",
            ":",
            '"',
            "'",
            "dus",
            "trouwens",
            "nu",
            "hij",
            "ze",
            "zij",
        }:
            step += 1
        article = step < len(words) and words[step] in {"de", "den", "het", "el", "la"} and word in {"bijnaam", "alias"}
        place = step + 1 if article else step
        if place >= len(words) or tokens[place].kind != "w" or place in kept or words[place] in _NOT_CALLED:
            continue
        if document.kind(words[place]) in {"woord", "top", "samen", "tik", "afgeleid", "soms", "beroep", "onbekend"}:
            if document.kind(words[place]) == "top" and not (article or word in {"bijnaam", "alias", "genaamd"}):
                continue
            yield Span(tokens[step].start, word_end(document, place), "NAAM", "genoemd", "heet")


_SHORT_TITLES = frozenset("dr drs dhr mr mw mevr mvr ir prof ds sgt ing".split())


def _titled(document: Document, kept: set[int]) -> Iterator[Span]:
    """A surname that is an everyday word behind a title: "drs pels", "familie van den broek"."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words[:-1]):
        if word not in TITLE | {"familie", "fam", "gezin"}:
            continue
        start = index + 1 + (words[index + 1] == ".")
        place = start
        while place < len(words) and words[place] in TUSSENVOEGSELS and place - start < 3:
            place += 1
        if place >= len(words) or tokens[place].kind != "w":
            continue
        if place in kept and (place == start or words[place] not in document.lists.achternamen):
            continue
        particles, kind = words[start:place], document.kind(words[place])
        if particles in STRONG and kind not in {"nooit", "behoud"}:
            yield Span(tokens[start].start, word_end(document, place), "NAAM", "genoemd", "titel")
        elif (
            word in _SHORT_TITLES
            and words[place] not in VERB3
            and kind in {"woord", "beroep", "soms", "samen", "eigen"}
        ):
            if not particles or kind in {"beroep", "soms", "eigen", "behoud"}:
                yield Span(tokens[start].start, word_end(document, place), "NAAM", "genoemd", "titel")


def _awaited(document: Document, kept: set[int]) -> Iterator[Span]:
    """The answer to a name that the message before left open ("zijn naam is")."""
    tokens = document.tokens
    last = -1
    if document.pending:
        for index, token in enumerate(tokens[:5]):
            if token.kind != "w" or index in kept or document.kind(token.word) in {"nooit", "top"}:
                if token.word in TUSSENVOEGSELS and index == last + 1:
                    continue
                break
            last = index
    if last >= 0:
        yield Span(tokens[0].start, word_end(document, last), "NAAM", "genoemd", "open")


def _nicknamed(document: Document, kept: set[int]) -> Iterator[Span]:
    """Nicknames: "die ze X noemen", and a word in a row between two names."""
    tokens, words = document.tokens, document.words
    for index, word in enumerate(words[:-1]):
        if word in _KUNYA and index not in kept and tokens[index + 1].kind == "w" and index + 1 not in kept:
            if document.kind(words[index + 1]) not in {"nooit", "top"}:
                yield Span(tokens[index].start, word_end(document, index + 1), "NAAM", "genoemd", "bijnaam")
    for index in range(1, len(words) - 1):
        if tokens[index].kind != "w" or index in kept:
            continue
        kind = document.kind(words[index])
        if kind in {"nooit", "top", "behoud"}:
            continue
        if (
            words[index + 1] in {"noemen", "noemt"}
            and words[index - 1] in {"ze", "we", "iedereen", "zij", "wij", "even", "maar"}
            and document.lists.woorden.get(words[index], 10**6) > 2_000
        ):
            yield Span(tokens[index].start, tokens[index].end, "NAAM", "genoemd", "bijnaam")
        elif (
            kind in {"woord", "samen", "tik", "afgeleid", "soms", "beroep", "onbekend"}
            and words[index - 1] == ","
            and words[index + 1] in {",", "en"}
            and 2 <= index < len(words) - 2
            and document.is_name_kind(tokens[index - 2])
            and document.is_name_kind(tokens[index + 2])
        ):
            yield Span(tokens[index].start, tokens[index].end, "NAAM", "genoemd", "rij")


def _styled(document: Document, kept: set[int]) -> Iterator[Span]:
    """What somebody calls himself with an article: "noemt zichzelf de beul"."""
    tokens, words = document.tokens, document.words
    for index in range(len(words) - 3):
        if words[index] not in {"noemt", "noemde", "noemen", "noemden"}:
            continue
        if words[index + 1] not in {"zich", "zichzelf", "hem", "haar", "m", "'m"}:
            continue
        place = index + 3
        of = place + 1 < len(words) and words[place + 1] in {"van", "die", "der"}
        if words[index + 2] in {"de", "el", "la"} and tokens[place].kind == "w" and place not in kept and not of:
            yield Span(tokens[index + 2].start, word_end(document, place), "NAAM", "genoemd", "bijnaam")
