"""Tables and agreement: what they count, on labels that are easy to check by hand."""

from __future__ import annotations

import json
import math
import re

import pytest

from rasa_project.errors import SamenduidenError
from rasa_project.tools import overeenstemming
from rasa_project.tools.eval import DEVELOPMENT, FOLDER, TEST, ideologies_of, profession_of
from rasa_project.tools.measures import Figure, matched_signals, per_group
from rasa_project.tools.tables import cell, put_between, table


def label(number, intents, signals=(), acute=False, slots=None):
    names = ("start", "end", "domain", "polarity")
    signals = [dict(zip(names, signal, strict=True)) for signal in signals]
    return {"id": number, "intents": intents, "acute": acute, "slots": slots or {}, "signals": signals}


def test_a_cell_says_figure_and_interval():
    assert cell(Figure("x", 0.5, 0.25, 1.0, 4)) == ".500 [.250–1.000]"
    assert cell(None) == cell(Figure("x", math.nan, 0.0, 1.0, 0)) == "–"
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "| --- | --- |", "| 1 | 2 |"]


def test_a_table_goes_between_its_marks_and_nowhere_else(tmp_path):
    file = tmp_path / "kaart.md"
    file.write_text("voor\n<!-- t -->\noud\n<!-- /t -->\nna\n", encoding="utf-8")
    put_between(file, "t", ["nieuw"])
    assert file.read_text(encoding="utf-8") == "voor\n<!-- t -->\nnieuw\n<!-- /t -->\nna\n"
    with pytest.raises(SamenduidenError):
        put_between(file, "anders", ["nieuw"])
    assert "nieuw" in file.read_text(encoding="utf-8")


def test_a_signal_is_matched_once_and_only_at_half_overlap():
    one = label("a", ["groet"], [(0, 10, "online", "aanwezig"), (20, 30, "gedrag", "aanwezig")])
    other = label("a", ["groet"], [(0, 9, "uitingen", "onzeker"), (27, 40, "gedrag", "aanwezig")])
    pairs = matched_signals({"goud": one, "model": other})
    assert [(a["start"], b["start"]) for a, b in pairs] == [(0, 0)]


def test_kappa_takes_chance_off():
    assert overeenstemming.kappa([("a", "a"), ("b", "b")]) == 1.0
    assert overeenstemming.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0


def test_intents_outside_the_instruction_are_counted_apart():
    first = {i: label(i, [intent]) for i, intent in (("1", "groet"), ("2", "terug"), ("3", "bedanken"))}
    second = {i: label(i, [intent]) for i, intent in (("1", "groet"), ("2", "corrigeren"), ("3", "afscheid"))}
    figure = overeenstemming.agreement(first, second, {"1", "3"})[0]
    assert (figure.value, figure.count) == (0.5, 2)
    beyond = overeenstemming.closest_label(first, second, {"1", "3"})
    assert (beyond.value, beyond.count) == (1.0, 1)


def test_both_annotations_are_of_the_messages_in_the_sets_and_hold_no_text():
    texts = {}
    for name in (*DEVELOPMENT, *TEST):
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            texts[item["id"]] = item["text"]
    for file in (overeenstemming.EERSTE, overeenstemming.TWEEDE):
        labels = overeenstemming.read_labels(file)
        assert labels.keys() == texts.keys()
        for number, item in labels.items():
            assert item.keys() == {"id", "intents", "acute", "slots", "signals"}
            assert all(0 <= s["start"] < s["end"] <= len(texts[number]) for s in item["signals"])


def test_the_model_card_has_room_for_the_table():
    card = overeenstemming.KAART.read_text(encoding="utf-8")
    assert re.search(r"<!-- overeenstemming -->.*<!-- /overeenstemming -->", card, re.S)


def test_groups_come_from_the_role_and_the_tags():
    def row(rol, tags, right):
        gold = {"intents": ["groet"], "signals": [], "slots": {"rol": rol} if rol else {}, "tags": tags}
        return {"goud": gold, "model": {"intents": ["groet" if right else "spoed"], "signals": []}}

    rows = [
        row("boa", ["ideologie-jihad"], True),
        row("boa", ["ideologie-jihadistisch", "typo"], False),
        row(None, ["geen-radicalisering"], True),
    ]
    by_role = per_group(rows, lambda one: profession_of(one, {"boa": "politie"}))
    assert [(name, n, figure.value) for name, n, figure, _ in by_role] == [("politie", 2, 0.5)]
    by_ideology = per_group(rows, lambda one: ideologies_of(one, {"jihad": "jihadistisch"}))
    assert [(name, n) for name, n, _, _ in by_ideology] == [("jihadistisch", 2), ("geen radicalisering", 1)]
