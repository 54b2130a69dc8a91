"""Checks an organisation's own list and puts it in place: `./samenduiden contacten`. Layer: tools.

    contacten                            show the list that counts now
    contacten --invoer lijst.csv         check every row and show a preview; an Excel file may be given too
    contacten --invoer lijst.csv --opslaan
    contacten --meldingen                show which referrals users reported as wrong

Every row is shown, good or wrong; none is dropped without a word.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.consultation.openingstijden import hours_in_words
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.lijst import (
    EIGEN,
    KOLOMMEN,
    VOORBEELD,
    Rij,
    parse_table,
    read_gemeenten,
    read_rows,
    read_table,
)
from rasa_project.knowledge.meldingen import Melding, zin
from rasa_project.settings import ROOT, load_settings
from rasa_project.tools.excel import NotReadableError, is_excel, is_old_excel, read_excel

MELDINGEN = "verwijzingen.jsonl"
"""Reports of wrong referrals, written by the action server in the folder of this run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Preview and check; with `--opslaan` write the list. 0 when every row is right."""
    parser = argparse.ArgumentParser(prog="contacten", description=zin("contacten_hulp"))
    parser.add_argument("--invoer", type=Path, help=zin("contacten_invoer"))
    parser.add_argument("--opslaan", action="store_true", help=zin("contacten_opslaan", bestand=EIGEN))
    parser.add_argument("--ook-met-fouten", action="store_true", help=zin("contacten_ook_met_fouten"))
    parser.add_argument("--meldingen", action="store_true", help=zin("contacten_meldingen"))
    parser.add_argument("--map", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.meldingen:
        return show_reports(load_settings(root=options.map.resolve()).var / MELDINGEN)
    root = options.map.resolve()
    source = options.invoer or current_list(root)
    if options.invoer is None:
        print(zin("contacten_huidig", bestand=source.relative_to(root)))
    elif is_old_excel(source):
        print(zin("contacten_oud_excel"), file=sys.stderr)
        return 1
    try:
        rows, problems = check_list(root, source)
    except NotReadableError as error:
        print(zin("contacten_excel_kapot", bestand=error), file=sys.stderr)
        return 1
    preview(rows, problems)
    wrong = [r for r in rows if not r.bruikbaar]
    if options.invoer is not None and options.opslaan:
        if (wrong or problems) and not (options.ook_met_fouten and rows):
            print(zin("contacten_niet_opgeslagen"))
            return 1
        save([r for r in rows if r.bruikbaar], root / EIGEN)
        if wrong:
            print(zin("contacten_weggelaten", regels=", ".join(str(r.regel) for r in wrong)))
    return 1 if wrong or problems or not rows else 0


def current_list(root: Path) -> Path:
    """The list that counts: the organisation's own, else the example."""
    return root / EIGEN if (root / EIGEN).exists() else root / VOORBEELD


def check_list(root: Path, source: Path) -> tuple[list[Rij], list[Melding]]:
    """Every row of a list, and what is wrong with the list as a whole."""
    inhoud = Inhoud(root)
    read_gemeenten(inhoud)
    if is_excel(source):
        table, problems = parse_table(read_excel(source), source.name)
    else:
        table, problems = read_table(source, source.name)
    rows = read_rows(table, source.name, [g["gemeente"] for g in inhoud.gemeenten], problems)
    return rows, problems


def show_reports(path: Path) -> int:
    """Print how often each contact was reported, with the reason and the last day; always 0."""
    counts: dict[tuple[str, str], list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        counts.setdefault((row["contact"], row["reden"]), []).append(row["dag"])
    if not counts:
        print(zin("contacten_geen_meldingen"))
    for (contact, reden), days in sorted(counts.items(), key=lambda item: -len(item[1])):
        print(zin("contacten_melding", contact=contact, reden=reden, aantal=len(days), dag=max(days)))
    return 0


def preview(rows: list[Rij], problems: list[Melding]) -> None:
    """Print every row with a tick or a cross, and under it what is wrong."""
    for message in problems:
        print(message)
    for rij in rows:
        get = rij.waarden.get
        reach = " / ".join(filter(None, (get("telefoon"), get("email"))))
        hours = hours_in_words(rij.openingstijden) or zin("contacten_uren_onbekend")
        mark = "v" if rij.bruikbaar else "x"
        print(
            zin(
                "contacten_rij",
                teken=mark,
                regel=rij.regel,
                gemeente=get("gemeente"),
                functie=get("functie"),
                bereik=reach,
                uren=hours,
            )  # fmt: skip
        )
        for message in rij.meldingen:
            print("    " + str(message).replace("\n", "\n    "))
    good = sum(r.bruikbaar for r in rows)
    print(zin("contacten_som", goed=good, fout=len(rows) - good))


def save(rows: list[Rij], target: Path) -> None:
    """Write the rows with our columns; the file is replaced at once or not at all."""
    partly = target.with_suffix(".deels")
    with partly.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(KOLOMMEN)
        for rij in rows:
            values = {
                **rij.waarden,
                "geldig_tot": rij.geldig_tot.isoformat() if rij.geldig_tot else "",
                "nagebeld_op": rij.nagebeld_op.isoformat() if rij.nagebeld_op else "",
                "voorbeeld": "ja" if rij.voorbeeld else "nee",
            }
            writer.writerow([values.get(column, "") for column in KOLOMMEN])
    os.replace(partly, target)
    print(zin("contacten_opgeslagen", bestand=EIGEN, aantal=len(rows)))


if __name__ == "__main__":
    sys.exit(main())
