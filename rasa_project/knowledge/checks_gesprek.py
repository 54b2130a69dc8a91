"""Rules for the fixed sentences: every group exists, and every sentence leads to an answer. Knowledge layer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rasa_project.consultation import fixed
from rasa_project.consultation.gesprekswoorden import VASTE_GROEPEN
from rasa_project.consultation.routering import ONDERWERPEN
from rasa_project.knowledge import meldingen
from rasa_project.knowledge.inhoud import Inhoud
from rasa_project.knowledge.meldingen import Melding


def sentences(inhoud: Inhoud, today: date, productie: bool) -> Iterator[Melding]:
    """Unknown groups, sentences without an answer, subjects that routing does not know."""
    name = "gesprekswoorden"
    file, model = inhoud.bestand(name), inhoud.modellen[name]
    texts = {key for _, found in inhoud.teksten if found for key in found.teksten}
    known = {*texts, *fixed.STAPPEN, *fixed.STUREN}
    for id, rules in model.zinnen.items():
        line = inhoud.line(name, "zinnen", id)
        if id not in known:
            yield meldingen.verwijzing_onbekend(file, line, id, id, known)
        for rule in rules:
            for group in (*rule.alle, *rule.niet):
                if group not in model.groepen:
                    yield meldingen.verwijzing_onbekend(file, line, id, group, model.groepen)
    for group in VASTE_GROEPEN:
        if group not in model.groepen:
            yield meldingen.verwijzing_onbekend(file, inhoud.line(name, "groepen"), "groepen", group, model.groepen)
    for subject in model.onderwerpen:
        if subject not in ONDERWERPEN:
            line = inhoud.line(name, "onderwerpen", subject)
            yield meldingen.verwijzing_onbekend(file, line, "onderwerpen", subject, ONDERWERPEN)
