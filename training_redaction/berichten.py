"""Messages of data/nlu as training text: clean as they are, and with names put where a person is meant.

Only the training data of the understanding; never its development or test sets.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_EXAMPLE = re.compile(r"^      - (.+)$", re.M)
_ENTITY = re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\{[^{}]*\})")
_PLACEHOLDER = re.compile(r"\[NAAM-\d\]")
_OTHER_PLACEHOLDER = re.compile(r"\[[A-Z]+-\d\]")
_WHO = "leerling|jongen|meisje|client|cliënt|jongere|student|pupil|patient|patiënt|kind|knul|gast|deelnemer|bewoner"
_KIN = "moeder|vader|broer|zus|zusje|broertje|oma|opa|oom|tante|neef|nicht|zoon|dochter|vriend|vriendin|stiefvader"
_FINITE = (
    "is|heeft|zegt|zei|wil|kan|gaat|zit|had|was|komt|doet|kijkt|praat|draagt|roept|vertelt|vindt|post|deelt|krijgt"
)
_FIRST = r"(?:(?<=^)|(?<=[.,] )|(?<=dat )|(?<=want )|(?<=en ))"
_STAFF = "docent|mentor|wijkagent|voogd|huisarts|collega|trainer|conciërge|buurman|buurvrouw"
# What speaks of a person, and templates to put in its place.
_SWAPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), options)
    for pattern, options in (
        (
            rf"{_FIRST}(?:hij|zij|ze|ie) (?=(?:{_FINITE})\b)",
            ("{V} ", "{V} ", "{W} ", "{N} ", "{VA} ", "{A} ", "{S} ", "van {A} ", "mn leerling {V} ", "{V} en {V} "),
        ),
        (
            rf"\b({_FINITE}) (?:hij|zij|ie)\b",
            (r"\1 {V}", r"\1 {V}", r"\1 {W}", r"\1 {N}", r"\1 {S}", r"\1 {A}", r"\1 die {V}"),
        ),
        (
            rf"\b(?:een|de|deze|mijn|mn|onze|n|die) ({_WHO})\b",
            (
                *("{V}", r"\1 {V}", r"\1 {VA}", r"\g<0> {V}", r"\g<0>, {VA},", r"\g<0> ({V})", r"\1 {N}"),
                *(r"\1 {W}", r"\g<0> genaamd {V}", "{V} {S}", "{S}", "{A}", r"\g<0> {A}", r"\g<0> ({VA})", "{N} {A}"),
            ),
        ),
        (
            rf"\b({_KIN})\b(?! van)",
            (
                *(r"\1 {V}", r"\1 {W}", r"\1 van {V}", r"\1 van {VA}", r"\1 {N}", r"\1 ({V})", r"\1 van {W}"),
                *(r"\1 van {S}", r"\1 {A}", "meneer {A}", "mevrouw {A}", "mw {S}", "familie {A}", "fam {S}"),
            ),
        ),
        (
            rf"\b(?:zijn|haar|zn|z'n|dr) ({_KIN})\b",
            (
                *("{V}'s \\1", r"{V} zijn \1", r"{V} zn \1", r"{V} haar \1", r"de \1 van {V}", r"de \1 van {N}"),
                *(r"de \1 van {W}", r"de \1 van {S}", r"\g<0> {V}", r"\g<0> {N}"),
            ),
        ),
        (
            r"\b(met|over|bij|aan|voor|tegen|van|door|naar) (?:hem|haar|m)\b(?! \w+(?:er|der|je|en)\b)",
            (
                *(r"\1 {V}", r"\1 {V}", r"\1 {VA}", r"\1 {W}", r"\1 {N}", r"\1 {V} en {V}", r"\1 {S}", r"\1 {A}"),
                *(r"\1 meneer {S}", r"\1 van {A}", r"\1 die {V}", r"\1 {V}, {V} en {N}"),
            ),
        ),
        (
            rf"\b(?:de|onze|mijn|een) ({_STAFF})\b",
            (
                *(r"\1 {V}", r"\g<0> {V}", r"\g<0>, {VA},", "meneer {A}", "mevrouw {S}", "dhr {S}", "{VA}"),
                *("mevr {A}", r"\1 {S}", r"\1 {A}", r"\1 van {A}"),
            ),
        ),
        (
            r"\bhem (?=(?:gisteren|vandaag|vanmiddag|vanochtend|net|wel|niet|nog|al|even|weer)\b)",
            ("{V} ", "{S} ", "{A} ", "{N} ", "{W} "),
        ),
    )
)


_LEADS = (
    *("het gaat om {V}, ", "{V}, ", "{VA}, 15 jaar, ", "over {VA}: ", "betreft {V} {S}. ", "{S} uit 2b. "),
    *("ik heb een leerling {V} en ", "mijn collega {A} zegt: ", "{V} en {N} weer. ", "heb {A} gesproken, "),
    *("gister {S} gezien. ", "meneer {A} belde: ", "van {S} hoorde ik: ", "{A} en {S} weer. ", "sprak {S} net, "),
    *("moeder {V} belt: ", "zn vader {N} zegt ", "{V} van {A}, ", "die {V} weer, ", "{N}. ", "zegt {S}: "),
    *("{W} dus. ", "{A}, 3 havo. "),
)


def read_messages() -> list[str]:
    """All training messages of the understanding, without marks; a name is `[NAAM-1]` still."""
    out: list[str] = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for match in _EXAMPLE.finditer(path.read_text(encoding="utf-8")):
            text = match[1].removeprefix("text: ").strip().strip("'\"")
            out.append(_ENTITY.sub(r"\1", text).replace('\\"', "'"))
    return out


def with_names(message: str, rng: random.Random) -> str | None:
    """A template with `{V}` and the like where the message speaks of somebody; None when it does not."""
    text = _OTHER_PLACEHOLDER.sub("", message)
    if _PLACEHOLDER.search(text):
        return _PLACEHOLDER.sub(lambda _: rng.choice(("{V}", "{V}", "{VA}", "{N}", "{W}")), text)
    swaps = list(_SWAPS)
    rng.shuffle(swaps)
    done = 0
    for pattern, options in swaps:
        match = rng.choice(found) if (found := list(pattern.finditer(text))) else None
        if match and "{" not in text[max(0, match.start() - 12) : match.end() + 12]:
            text = text[: match.start()] + match.expand(rng.choice(options)) + text[match.end() :]
            done += 1
        if done == 2:
            break
    if not done and len(text.split()) > 5:
        return rng.choice(_LEADS) + text
    return text if done else None


def is_clean(message: str) -> bool:
    """Whether no placeholder of a name stands in a message."""
    return not _PLACEHOLDER.search(message)
