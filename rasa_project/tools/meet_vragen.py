"""Measures how well questions about the field are answered, or rightly refused. Layer: tools.

    ./samenduiden meet_vragen                      the development sets, with what went wrong
    ./samenduiden meet_vragen --eindmeting         the sealed set, figures alone
    ./samenduiden meet_vragen --blind              the newest set by somebody who knew no answers, figures alone
    ./samenduiden meet_vragen --blind-eerder       the one before it, measured before the answers were added to

Lines of a set: `{"id", "text", "antwoord"}`; `antwoord` lists the ids of the answers
that are right, and is empty when there is none and the question must be refused. Lines
of the blind set name a subject (`{"id", "vraag", "onderwerp", "beantwoordbaar"}`);
which answers belong to it stands beside that set.
The whole path is walked: redaction, the served model, the consultation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.base import read_turn
from rasa_project.consultation.beurt import Bericht
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gesprek import take_turn
from rasa_project.knowledge.gedeeld import shared_kennis
from rasa_project.tools.predict import ROOT, Predictor

ONTWIKKEL = tuple(ROOT / "tests" / "nlu" / f"vragen_ontwikkel{name}.jsonl" for name in ("", "_b", "_c", "_d"))
EINDMETING = ROOT / "tests" / "nlu" / "vragen.jsonl"
BLIND = ROOT / "tests" / "nlu" / "vragen_blind_b.jsonl"
BLIND_EERDER = ROOT / "tests" / "nlu" / "vragen_blind.jsonl"

GEWEIGERD = frozenset({"kennis_onbekend", "english_unknown", "buiten_bereik", "niet_begrepen", "instrument_niets"})
"""Texts that say that we do not know."""


@dataclass(frozen=True)
class Vraag:
    """One question of a set and what was said.

    Attributes:
        goed: ids of right answers; empty when the question must be refused.
        gezegd: ids of what was said: text keys, and the ids of the facts in them.
        score: how close the best answer came, or None when nothing did.
    """

    id: str
    tekst: str
    goed: frozenset[str]
    gezegd: tuple[str, ...]
    score: float | None

    @property
    def geweigerd(self) -> bool:
        """True when the assistant said that it does not know."""
        return bool(GEWEIGERD.intersection(self.gezegd))

    @property
    def klopt(self) -> bool:
        """Right, or rightly refused."""
        return bool(self.goed.intersection(self.gezegd)) if self.goed else self.geweigerd


def said(berichten: Iterable[Bericht]) -> tuple[str, ...]:
    """Ids of what was said: keys of texts, and the last part of the facts they tell."""
    out: list[str] = []
    for bericht in berichten:
        out.append(bericht.sleutel)
        if bericht.feit:
            out.append(bericht.feit.split(":")[1])
    return tuple(out)


def ask(item: dict[str, Any], predictor: Predictor) -> Vraag:
    """Put one question to a fresh conversation."""
    parsed = predictor.parse(item["text"])
    outcome = take_turn(Casus(), read_turn(parsed), shared_kennis())
    return Vraag(
        item["id"], item["text"], frozenset(item["antwoord"]), said(outcome.berichten), parsed.get("vraag_score")
    )


def read_set(path: Path) -> list[dict[str, Any]]:
    """The questions of a set; a seal beside it must fit.

    Raises:
        SystemExit: the set is not the one that was sealed.
    """
    raw = path.read_bytes()
    seal = path.with_name(f"{path.name}.sha256")
    if seal.exists() and seal.read_text(encoding="utf-8").split()[0] != hashlib.sha256(raw).hexdigest():
        raise SystemExit(f"{path.name}: not the set that was sealed")
    items = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    subjects = path.with_suffix(".onderwerpen.yml")
    if not subjects.exists():
        return items
    answers = YAML(typ="safe").load(subjects.read_text(encoding="utf-8"))
    return [
        {
            "id": item["id"],
            "text": item["vraag"],
            "antwoord": answers[item["onderwerp"]] if item["beantwoordbaar"] else [],
        }
        for item in items
    ]


def figures(rows: Sequence[Vraag]) -> list[str]:
    """Right or rightly refused: of all, of what can be answered, of what cannot."""
    out = []
    for name, part in (
        ("alles", rows),
        ("te beantwoorden", [r for r in rows if r.goed]),
        ("niet te beantwoorden", [r for r in rows if not r.goed]),
    ):
        right = sum(r.klopt for r in part)
        out.append(f"{name:<22} {right}/{len(part)} = {right / max(len(part), 1):.3f}")
    wrong = sum(bool(r.goed) and not r.klopt and not r.geweigerd for r in rows)
    out.append(f"{'verkeerd antwoord':<22} {wrong}")
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden meet_vragen`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden meet_vragen")
    sealed = parser.add_mutually_exclusive_group()
    sealed.add_argument("--eindmeting", action="store_const", dest="verzegeld", const=EINDMETING)
    sealed.add_argument("--blind", action="store_const", dest="verzegeld", const=BLIND)
    sealed.add_argument("--blind-eerder", action="store_const", dest="verzegeld", const=BLIND_EERDER)
    parser.add_argument("--model", type=Path)
    args = parser.parse_args(argv)
    predictor = Predictor(args.model)
    for path in (args.verzegeld,) if args.verzegeld else ONTWIKKEL:
        rows = [ask(item, predictor) for item in read_set(path)]
        print("\n".join((path.name, *figures(rows))))
        for row in () if args.verzegeld else rows:
            if not row.klopt:
                score = "-" if row.score is None else f"{row.score:.2f}"
                print(f"{row.id} {score} {row.tekst} -> {', '.join(row.gezegd)} (goed: {', '.join(sorted(row.goed))})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
