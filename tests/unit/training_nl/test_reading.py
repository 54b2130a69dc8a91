"""Reading the data files and bringing old annotation up to date."""

from __future__ import annotations

import pytest

from training_nl.chat import Message, Slot, load_messages, parse_line, refill, restyle
from training_nl.conllu import _open_column, guess_spaces, read_conllu, read_iob
from training_nl.entities import map_labels, place_label, tag_treebank, type_span
from training_nl.messages import TrainingStopped
from training_nl.name_reader import known_names
from training_nl.names import load_pool
from training_nl.treebanks import adapt, feature_inventory

CONLLU = """# sent_id = wiki-1.p.1.s.1
# text = Anna's fiets.
1	Anna's	Anna	PROPN	SPEC|deeleigen	_	2	nmod	_	_
2	fiets	fiets	NOUN	N|soort	Gender=Com|Number=Sing	0	root	_	SpaceAfter=No
2.1	weg	weg	ADV	BW	_	_	_	_	_
3	.	.	PUNCT	LET	_	2	punct	_	_
"""


def rows(*lines: str) -> list[str]:
    return ["\t".join([str(i), *line.split(), "_", "_"]) for i, line in enumerate(lines, 1)]


def test_conllu_gives_text_heads_and_genre() -> None:
    (sentence,) = read_conllu(CONLLU.splitlines())
    assert sentence.text() == "Anna's fiets."
    assert sentence.heads == [1, 1, 1]
    assert sentence.deps == ["nmod", "ROOT", "punct"]
    assert (sentence.feats[0], sentence.genre) == ("", "wiki")
    assert sentence.key() == "annasfiets"


def test_spaces_are_guessed_for_editions_without_them() -> None:
    words = ["Hij", "zei", ":", '"', "ja", "(", "nu", ")", '"', "."]
    spaces = guess_spaces(words)
    text = "".join(w + (" " if s else "") for w, s in zip(words, spaces, strict=True)).strip()
    assert text == 'Hij zei: "ja (nu)".'


def test_iob_and_label_mapping_keep_unknown_kinds_apart() -> None:
    (sentence,) = read_iob(["Jan\tI-PER", "Bos\tI-PER", "in\tO", "de\tO", "Dorpsstraat\tI-LOC", "!\tI-MISC"])
    assert map_labels(sentence).names == ["B-PERSON", "I-PERSON", "O", "O", "B-LOC", "-"]


def test_bracket_column_with_nesting_takes_the_outer_name() -> None:
    assert _open_column(["(PER", "*", "*)", "*", "(LOC)"]) == ["B-PER", "I-PER", "I-PER", "O", "B-LOC"]
    assert _open_column(["(ORG(LOC)", "*)", "*"]) == ["B-ORG", "I-ORG", "O"]


def test_2017_annotation_is_adapted() -> None:
    lines = rows(
        "Mijn mijn DET _ _ 2 det",
        "Jan Jan PROPN _ _ 0 root",
        "Bos Bos PROPN _ _ 2 flat:name",
        "en en CCONJ _ _ 2 cc",
        ", , PUNCT _ _ 2 punct",
        "Piet Piet PROPN _ _ 2 conj",
        ". . PUNCT _ _ 6 punct",
    )
    (sentence,) = read_conllu(lines)
    new = adapt(sentence, {("PRON", "Poss=Yes")}, "2017")
    assert new.pos[0] == "PRON" and new.deps[0] == "nmod:poss" and new.feats[0] == "Poss=Yes"
    assert new.deps[2] == "flat"
    assert new.heads[3] == 5
    assert (new.heads[4], new.deps[4]) == (None, None)
    assert new.heads[6] == 1


def test_feature_inventory_drops_rare_and_extpos() -> None:
    (sentence,) = read_conllu(rows("x x DET _ Definite=Def|ExtPos=PROPN 0 root"))
    assert feature_inventory([sentence] * 3) == {("DET", "Definite=Def")}
    assert feature_inventory([sentence] * 2) == set()


def test_names_of_treebanks_are_typed_or_left_unknown() -> None:
    lists = {
        "PERSON": frozenset({"Jan Bos", "Berg"}),
        "GPE": frozenset({"Ede", "Berg"}),
        "ORG": frozenset({"Kleurstad"}),
    }
    assert type_span(["Jan", "Bos"], "", lists, frozenset()) == "PERSON"
    assert type_span(["Berg"], "van", lists, frozenset()) == "-"
    assert type_span(["Berg"], "in", lists, frozenset()) == "GPE"
    assert type_span(["juli"], "in", lists, frozenset()) == "O"
    assert type_span(["Blauwe", "Partij"], "", lists, frozenset()) == "ORG"
    assert type_span(["Sofie", "Nogniet"], "", lists, frozenset({"sofie"})) == "PERSON"
    assert place_label(["Noordzee"]) == "LOC" and place_label(["Ede"]) == "GPE"
    (sentence,) = read_conllu(rows("In in ADP _ _ 2 case", "Ede Ede PROPN _ _ 0 root"))
    assert tag_treebank(sentence, lists, frozenset()).names == ["O", "B-GPE"]


def test_chat_line_is_read_with_offsets() -> None:
    message = parse_line("Gisteren was [Fatima|ma] in [Ede|g].")
    assert message.text == "Gisteren was Fatima in Ede."
    assert message.slots == (Slot(13, 19, "PERSON", "ma"), Slot(23, 26, "GPE"))
    assert message.lowered().text == "gisteren was fatima in ede."


@pytest.mark.parametrize(
    ("line", "part"),
    [("Dag [Fatima|zz].", "merkteken 'zz'"), ("Dag [Fatima.", "losse haak"), ("Dag Fatima].", "losse haak")],
)
def test_a_wrong_chat_line_is_named_with_its_place(line: str, part: str) -> None:
    with pytest.raises(TrainingStopped, match="bestand:3") as problem:
        parse_line(line, "bestand:3")
    assert part in str(problem.value)


def test_refilling_and_restyling_keep_offsets_right() -> None:
    import random

    chance, pool = random.Random(1), load_pool()
    for message in load_messages("chat-training.txt")[:400]:
        new = refill(message, pool, chance)
        assert len(new.slots) == len(message.slots)
        outside = _outside(new)
        assert outside == _outside(message)
        styled = restyle(new, chance)
        for before, after in zip(new.slots, styled.slots, strict=True):
            assert new.text[before.start : before.end].lower() == styled.text[after.start : after.end].lower()


def _outside(message: Message) -> str:
    text, last = "", 0
    for slot in message.slots:
        text += message.text[last : slot.start] + "|"
        last = slot.end
    return text + message.text[last:]


CHAT_SETS = ("training", "training-vervolg", "ontwikkel", "ontwikkel-vervolg", "test")


def test_the_chat_sets_do_not_overlap_and_half_has_no_person() -> None:
    sets = {n: load_messages(f"chat-{n}.txt") for n in CHAT_SETS}
    assert [len(sets[n]) >= least for n, least in zip(CHAT_SETS, (1500, 700, 300, 120, 300), strict=True)] == [True] * 5
    texts = [{"".join(c for c in m.text.lower() if c.isalnum()) for m in messages} for messages in sets.values()]
    assert sum(map(len, texts)) == len(set.union(*texts))
    trained = sets["training"] + sets["training-vervolg"]
    without = sum(not any(s.label == "PERSON" for s in m.slots) for m in trained)
    assert 0.4 < without / len(trained) < 0.6


def test_a_name_counts_as_known_when_any_training_file_has_it() -> None:
    known = known_names()
    assert {"fatima", "storm", "govert", "ruftana"} <= known
    assert "karel-onbekend" not in known


def test_every_origin_named_in_the_issue_is_tested() -> None:
    found = {s.origin for m in load_messages("chat-test.txt") for s in m.slots if s.label == "PERSON"}
    assert found >= {"ma", "tr", "sr", "cw", "pl", "ua", "sy", "er", "so", "cn", "fy", "nl", "wo"}
