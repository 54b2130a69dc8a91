"""More messages with names, written for the redaction and the understanding, for the training of the names.

Three kinds: the sentences of `training_redaction/zinnen.txt`, the messages of `data/nlu` as they are and with names
put in, and the annotated messages of `training_redaction/berichten_a.txt` to `berichten_d.txt`.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from training_nl.chat import UNSURE, Message, Slot, load_messages
from training_nl.messages import stop
from training_nl.names import _TITLES, Mix, NamePool, load_pool

ROOT = Path(__file__).resolve().parents[1]
ANNOTATED = ("berichten_a.txt", "berichten_b.txt", "berichten_c.txt", "berichten_d.txt")
TEMPLATES = "zinnen.txt"
#: No sentence of these files trains, whatever the name in it.
MEASURING = ("chat-test.txt", "chat-ontwikkel.txt", "chat-ontwikkel-vervolg.txt")
#: Annotated messages that only measure; the marks stand the other way round there.
ANNOTATED_DEV = ROOT / "tests" / "cases" / "afscherming" / "ontwikkelset_lezer.yml"
_LEAD_SKIPPED = 0.65
_LABELS = {"NAAM": "PERSON", "ORGANISATIE": "ORG", "PLAATS": "GPE"}
_ANNOTATION = re.compile(r"\{([A-Z]+):([^{}]+)\}")
_CASE = re.compile(r'zin: (".*")\}$')
_CASE_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+)\}")
_MARK = re.compile(r"\{(VA|V|A|W|S|N)\}")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_SMALL = frozenset("de den der van vd v.d. ten ter t 't el al ben en".split())
_PLACE_CUES = frozenset("in uit naar te nabij rond".split())
_PLACEHOLDER = re.compile(r"\[[A-Z]+-\d\]")
_JOINTS = frozenset((" ", " van "))


def parse_annotated(line: str, where: str = "") -> Message:
    """Give the message of a line such as `{NAAM:min} zit in {PLAATS:ede}`; other kinds are marked as unsure."""
    text, slots, last = "", [], 0
    for match in _ANNOTATION.finditer(line):
        text += line[last : match.start()]
        start = len(text)
        text += match[2]
        slots.append(Slot(start, len(text), _LABELS.get(match[1], UNSURE)))
        last = match.end()
    text += line[last:]
    if "{" in text or "}" in text:
        raise stop("bericht_haak", waar=where, regel=line)
    return Message(text, tuple(slots))


def load_annotated(folder: Path = ROOT / "training_redaction") -> list[Message]:
    """Give the annotated messages for training."""
    held = measuring_keys()
    found = [
        parse_annotated(line.strip(), f"{name}:{number}")
        for name in ANNOTATED
        for number, line in enumerate((folder / name).read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    return [m for m in found if sentence_key(m) not in held]


def load_annotated_dev(file: Path = ANNOTATED_DEV) -> list[Message]:
    """Give the annotated messages that only measure."""
    lines = file.read_text(encoding="utf-8").splitlines()
    cases = ((number, _CASE.search(line)) for number, line in enumerate(lines, 1))
    return [
        parse_annotated(_CASE_MARK.sub(r"{\2:\1}", json.loads(case[1])), f"{file.name}:{number}")
        for number, case in cases
        if case
    ]


def sentence_key(message: Message) -> str:
    """Give the letters of a message, its names left out: what two sentences with other names have in common."""
    text, last = "", 0
    for slot in message.slots:
        if slot.label == "PERSON":
            text += message.text[last : slot.start] + "#"
            last = slot.end
    return "".join(c for c in (text + message.text[last:]).lower() if c.isalpha() or c == "#")


def measuring_keys() -> frozenset[str]:
    """Give the keys of every sentence that measures."""
    return frozenset(sentence_key(m) for name in MEASURING for m in load_messages(name))


def _template_key(template: str) -> str:
    return "".join(c for c in _MARK.sub("#", template).lower() if c.isalpha() or c == "#")


def capitalised(name: str) -> str:
    """Give a name of the lists, which are in lower case, as it is written: `Ali van den Berg`."""
    words = [w if w in _SMALL else re.sub(r"(?:^|(?<=-))\w", lambda m: m[0].upper(), w) for w in name.split(" ")]
    return " ".join(words)


@dataclass
class WidePool(NamePool):
    """The name pool of the earlier rounds, half of the time replaced by the lists of the redaction."""

    names: object = None

    def draw_person(self, chance: random.Random, before: str) -> list[str]:
        """Give the words of a name; after a title mostly a surname."""
        if chance.random() < 0.5:
            return super().draw_person(chance, before)
        if before.lower() in _TITLES and chance.random() < 0.85:
            mark = chance.choice("AAAS")
        else:
            mark = chance.choices(("V", "VA", "N", "W", "A"), (60, 17, 12, 6, 5))[0]
        return capitalised(self.names.draw(mark)).split(" ")


class Written:
    """Draws messages of the redaction and the understanding, with other names every time.

    Args:
        seed: start of the chance generator.
        mix: shares of the older name pool.
    """

    def __init__(self, seed: int, mix: Mix) -> None:
        from rasa_project.knowledge.afscherming import load_redaction_lists
        from training_redaction.berichten import is_clean, read_messages
        from training_redaction.namen import Names, hold_back

        self.chance = random.Random(seed)
        lists = load_redaction_lists(ROOT)
        less, gone = hold_back(lists, self.chance)
        self.names = Names(less, self.chance, gone)
        pool = load_pool(more=True, mix=mix)
        self.pool = WidePool(pool.first, pool.last, pool.places, mix, self.names)
        self.words = lists.woorden
        self.places = _phrases(lists.gemeenten, lists.woonplaatsen, lists.wijken)
        self.places |= {(p.lower(),) for names in pool.places.values() for p in names}
        self.kept = _phrases(lists.behouden, lists.ketens)
        lines = (ROOT / "training_redaction" / TEMPLATES).read_text(encoding="utf-8").splitlines()
        held = measuring_keys()
        lines = [line for line in lines if line and not line.startswith("#")]
        self.templates = [line for line in lines if _template_key(line) not in held]
        self.tails = [line for line in self.templates if not _MARK.search(line)]
        self.understanding = [m for m in read_messages() if sentence_key(Message(m, ())) not in held]
        self.clean = [m for m in self.understanding if is_clean(m)]

    def fill(self, template: str) -> Message:
        """Give a template with names in capitals; a first and a last name beside each other are one name."""
        text, slots, last = "", [], 0
        for match in _MARK.finditer(template):
            joint = template[last : match.start()]
            text += joint
            start = len(text)
            text += capitalised(self.names.draw(match[1]))
            if slots and joint in _JOINTS:
                start = slots.pop().start
            slots.append(Slot(start, len(text), "PERSON"))
            last = match.end()
        return self.with_unsure(Message(text + template[last:], tuple(slots)))

    def with_unsure(self, message: Message) -> Message:
        """Mark what may be a place or an organisation: these sentences only say who the persons are."""
        words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(message.text)]
        low = [w.lower() for _, _, w in words]
        taken = [(s.start, s.end) for s in message.slots] + [m.span() for m in _PLACEHOLDER.finditer(message.text)]
        extra: list[Slot] = []
        i = 0
        while i < len(words):
            size, label = self._kind(words, low, i, message.text)
            if size:
                start, end = words[i][0], words[i + size - 1][1]
                if not any(start < b and a < end for a, b in taken):
                    extra.append(Slot(start, end, label))
            i += size or 1
        return Message(message.text, tuple(sorted((*message.slots, *extra), key=lambda s: s.start)))

    def _kind(self, words: list, low: list[str], i: int, text: str) -> tuple[int, str]:
        for size in (3, 2, 1):
            phrase = tuple(low[i : i + size])
            if len(phrase) < size:
                continue
            if phrase in self.places:
                if phrase[-1] not in self.words or words[i + size - 1][2][:1].isupper():
                    return size, "GPE" if i and low[i - 1] in _PLACE_CUES else UNSURE
            if phrase in self.kept and (size > 1 or low[i] not in self.words):
                return size, UNSURE
        start = words[i][0]
        inside = start and text[:start].rstrip()[-1:] not in ".!?:\"'“”‘’("
        return (1, UNSURE) if inside and words[i][2][:1].isupper() else (0, "")

    def sentences(self) -> list[Message]:
        """Give every template once, some behind or before a clean one."""
        chance, found = self.chance, []
        for template in self.templates:
            if _MARK.search(template):
                if chance.random() < 0.35:
                    template = chance.choice(self.tails) + chance.choice((". ", ", ", " ")) + template
                if chance.random() < 0.25:
                    template += chance.choice((". ", ", ", " ")) + chance.choice(self.tails)
            found.append(self.fill(template))
        return found

    def named(self) -> list[Message]:
        """Give the messages of the understanding that speak of somebody, with names put in."""
        from training_redaction.berichten import with_names

        found = []
        for message in self.understanding:
            template = with_names(message, self.chance)
            # A name in front of the whole message: of these few patterns there would be too many.
            lead_only = template and template.endswith(message)
            if template and not (lead_only and self.chance.random() < _LEAD_SKIPPED):
                found.append(self.fill(template))
        return found

    def unnamed(self, noisy: float = 0.25) -> list[Message]:
        """Give the clean messages of the understanding as they are, some with typing errors."""
        from training_redaction.trainen import noise

        texts = (noise(m, self.chance) if self.chance.random() < noisy else m for m in self.clean)
        return [self.with_unsure(Message(t, ())) for t in texts]


def _phrases(*groups: object) -> set[tuple[str, ...]]:
    return {(p,) if isinstance(p, str) else tuple(p) for group in groups for p in group}


def written_names() -> frozenset[str]:
    """Give the first names that these sentences may have shown, lower-cased."""
    written = Written(0, Mix())
    names = written.names
    listed = {n for part in (names.known, names.unknown) for n in part["V"]}
    drawn = listed | set(names.mostly) | set(names.soms)
    annotated = (m.text[s.start : s.end] for m in load_annotated() for s in m.slots if s.label == "PERSON")
    return frozenset(drawn).union(name.split()[0].lower().removesuffix("'s") for name in annotated)
