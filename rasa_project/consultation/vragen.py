"""Which question to ask next, and whether an answer fits it. Pure layer.

Only what is missing and matters is asked, one question at a time; each may be
skipped and none returns after a skip. What contradicts the worry is always asked.
"""

from __future__ import annotations

import re

from rasa_project.consultation.beurt import Beurt, Woorden
from rasa_project.consultation.casus import OVERGESLAGEN, Casus
from rasa_project.consultation.spiegel import GEBEURTENIS, ZORG
from rasa_project.language.sentences import split_sentences

VOLGORDE = ("tegenspreekt", "sinds_wanneer", "zelf_gezien", "veiligheid", "gebeurd", "al_gedaan")
"""What contradicts the worry comes first: nobody thinks of it alone at night."""

AANVULLEN = ("weten_ervan", "betrokken", "hulpvraag")
"""Only for the summary, when the user wants to complete it."""

VRAGEN = (*VOLGORDE, *AANVULLEN)

KOMT_TERUG = frozenset({"tegenspreekt", "veiligheid"})
"""Left behind by a new piece of the story, these are asked once more later."""

GENOEG = "genoeg"
AANVULLEND = "aanvullen"
"""Marks in `Casus.gezegd`: no more questions; completing the summary."""

_TIJD = re.compile(
    r"\b(sinds|vanaf|afgelopen|vorige|laatste|weken|week|maand|maanden|jaar geleden|dagen|gisteren|vandaag"
    r"|zomer|winter|herfst|lente|vakantie|kerst|januari|februari|maart|april|mei|juni|juli|augustus|september"
    r"|oktober|november|december|ineens|altijd al|al jaren|since|weeks|months)\b",
    re.IGNORECASE,
)
_SINDS = re.compile(
    r"\b(sinds|vanaf|geleden|afgelopen|ineens|altijd al|al (?:een |een paar |\w+ )?(?:weken|maanden|jaren|jaar|tijdje)"
    r"|since|for (?:weeks|months))\b",
    re.IGNORECASE,
)
"""Says since when, also inside a story; a bare "elke week" does not."""
_VRAAGT = re.compile(r"\?\s*$")
_KORT = 12
"""Words of a short answer that no intent fits, such as "de zorgcoördinator"."""
_BRON = re.compile(
    r"\b(zelf|gezien|zag|hoorde|gehoord|verteld?e?|collega|mentor|ouders?|moeder|vader|klasgeno\w+|leerling(?:en)?|vriend\w*"
    r"|buur\w*|iemand|anderen|conci[eë]rge|begeleider)\b",
    re.IGNORECASE,
)
_NEE = re.compile(
    r"^\W*(?:nee|neen|nope|no|niet|nu niet|niemand|iedereen is|gelukkig niet|sla )\b|\bveilig\b", re.IGNORECASE
)
_JA = re.compile(r"^\W*(?:ja|jawel|jazeker|yes|yep|klopt|misschien|ik denk|denk|kan zijn)\b|\btwijfel", re.IGNORECASE)
_IEMAND = re.compile(
    r"\b(?:ik|mij|me|zelf|hij|hem|zij|haar|ze|moeder|vader|ouders|zus\w*|broer\w*|kind\w*|vriend\w*|leerling\w*|klas|iedereen"
    r"|iemand|collega\w*)\b",
    re.IGNORECASE,
)
_GEGEVEN = re.compile(
    r"^\W*(?:(?:hij|ze|zij|het|die|dat) (?:is|was|zijn) (?:een )?(?:\d+|zij|hij|jongen|meisje|meid|mijn\b)"
    r"|(?:hij|ze|zij) woont\b|(?:nee )?(?:toch )?mijn (?:neef|nicht|leerling|buur|zoon|dochter|klant|cli)"
    r"|ik (?:ben|werk)\b|\d+ jaar\b)",
    re.IGNORECASE,
)
"""An age, a relation, a place or the user's own work: facts that answer no question of the consultation."""
_EVEN = 4
"""Words of an answer that only names who is not safe: "zijn zusje", "ja ik"."""
_ALLEEN_TIJD = frozenset({"sinds_wanneer"})


def known(casus: Casus, vraag: str) -> bool:
    """True when the story already answers this question."""
    if vraag in casus.antwoorden:
        return True
    return vraag == "gebeurd" and bool(casus.of(*GEBEURTENIS))


def next_question(casus: Casus) -> str | None:
    """Id of the next question, or None when enough was asked or nothing was told yet."""
    if AANVULLEND in casus.gezegd:
        wanted: tuple[str, ...] = ("tegenspreekt", *AANVULLEN)
    elif not casus.waarnemingen or GENOEG in casus.gezegd:
        return None
    else:
        wanted = VOLGORDE
    return next((v for v in wanted if v not in casus.gevraagd and not known(casus, v)), None)


def response_key(casus: Casus, vraag: str) -> str:
    """Key of the words for a question: who told of something that goes well is asked what more there is."""
    told = any(waarneming.polariteit != "afwezig" for waarneming in casus.of("beschermend"))
    return f"vraag_{vraag}_ook" if vraag == "tegenspreekt" and told else f"vraag_{vraag}"


def tells_when(tekst: str) -> bool:
    """True when the words say since when."""
    return bool(_TIJD.search(tekst))


def when_sentence(tekst: str) -> str | None:
    """The first sentence that says since when or how often, or None."""
    sentences = (tekst[start:end] for start, end in split_sentences(tekst))
    return next((s for s in sentences if _SINDS.search(s)), None)


def take_answer(casus: Casus, beurt: Beurt, woorden: Woorden) -> tuple[Casus, bool]:
    """Take the turn as the answer to the open question, when it is one.

    A side question leaves the question open. A new piece of the story that does
    not answer it leaves it behind: the user decides what comes next.

    Returns:
        The case, and True when the turn was an answer.
    """
    vraag = casus.open_vraag
    if vraag is None or vraag not in VRAGEN:
        return casus, False
    if beurt.intent == "weet_niet" or beurt.keuze == "sla_over":
        return casus.answer(vraag, OVERGESLAGEN), True
    if vraag != "sinds_wanneer" and _only_says_when(beurt) and not known(casus, "sinds_wanneer"):
        # Another question than the one that was asked: it is noted, and the open one comes back.
        casus = leave_behind(casus, vraag)
        return casus.answer("sinds_wanneer", beurt.tekst).update(gevraagd=(*casus.gevraagd, "sinds_wanneer")), True
    if beurt.intent in ("bevestigen", "ontkennen"):
        words = beurt.tekst or woorden.zin("antwoord_ja" if beurt.intent == "bevestigen" else "antwoord_nee")
        return casus.answer(vraag, words if vraag not in _ALLEEN_TIJD or tells_when(words) else OVERGESLAGEN), True
    if beurt.asks("casus_beschrijven") and beurt.tekst:
        if fits(vraag, beurt) and not beurt.asks("vraag_contact", "vraag_wat_zelf_doen"):
            return casus.answer(vraag, beurt.tekst), True
        return leave_behind(casus, vraag), False
    if (
        beurt.tekst
        and (vraag == "hulpvraag" or (_is_short_answer(beurt) and plain_fits(vraag, beurt.tekst)))
        and not beurt.asks("ongepast", "stoppen", "terug")
    ):
        return casus.answer(vraag, beurt.tekst), True
    return casus, False


def doubts_safety(casus: Casus, beurt: Beurt) -> bool:
    """True when "is er nu iemand niet veilig, twijfel je, kies dan ja" gets a typed yes, a doubt or a person."""
    if casus.open_vraag != "veiligheid" or not beurt.tekst or _NEE.search(beurt.tekst) or beurt.keuze:
        return False
    if beurt.asks("bevestigen", "weet_niet") or _JA.search(beurt.tekst):
        return True
    asks = any(name.startswith(("vraag", "ongepast", "stoppen", "samenvatting")) for name in beurt.intents)
    return bool(_IEMAND.search(beurt.tekst)) and len(beurt.tekst.split()) <= _EVEN and not asks


def _only_says_when(beurt: Beurt) -> bool:
    """A few words that say since when and nothing else."""
    if any(name.startswith(("vraag", "spoed", "ongepast")) for name in beurt.intents):
        return False
    return bool(_SINDS.search(beurt.tekst)) and not beurt.signalen and len(beurt.tekst.split()) <= _KORT


def _is_short_answer(beurt: Beurt) -> bool:
    """A few words that fit no intent, right after a question: they answer it."""
    vague = not beurt.zeker or set(beurt.intents) <= {"buiten_bereik", "nlu_fallback", "corrigeren"}
    return vague and beurt.vraag is None and len(beurt.tekst.split()) <= _KORT and not _VRAAGT.search(beurt.tekst)


def fits(vraag: str, beurt: Beurt) -> bool:
    """True when words that tell something can be the answer to this question."""
    domains = {s.domein for s in beurt.signalen}
    if not domains:
        return plain_fits(vraag, beurt.tekst)
    if vraag == "tegenspreekt":
        return "beschermend" in domains or any(s.polariteit == "afwezig" for s in beurt.signalen)
    if vraag == "sinds_wanneer":
        return bool(_SINDS.search(beurt.tekst))
    if vraag == "zelf_gezien":
        return bool(_BRON.search(beurt.tekst))
    if vraag == "gebeurd":
        return bool(domains.intersection(GEBEURTENIS)) or not domains.intersection(ZORG)
    return True


def plain_fits(vraag: str, tekst: str) -> bool:
    """True when words without any finding can be the answer: a time to "since when", a source to "seen yourself".

    What is something else ("hij is 13", "ze woont hier vlakbij") is taken in elsewhere and answers nothing.
    """
    if vraag == "sinds_wanneer":
        return tells_when(tekst)
    if vraag == "zelf_gezien":
        return bool(_BRON.search(tekst))
    if vraag == "veiligheid":
        return bool(_NEE.search(tekst))
    return not _GEGEVEN.search(tekst)


def leave_behind(casus: Casus, vraag: str) -> Casus:
    """Close a question that was not answered; what matters most may come back once."""
    mark = f"later_{vraag}"
    casus = casus.update(open_vraag=None)
    if vraag in KOMT_TERUG and mark not in casus.gezegd:
        casus = casus.say_once(mark).update(gevraagd=tuple(v for v in casus.gevraagd if v != vraag))
    return casus


def skip_the_rest(casus: Casus) -> Casus:
    """The user has answered enough: nothing more is asked in this case."""
    open_vraag = casus.open_vraag
    if open_vraag in VRAGEN:
        casus = casus.answer(open_vraag, OVERGESLAGEN)
    return casus.update(gezegd=tuple(g for g in casus.gezegd if g != AANVULLEND)).say_once(GENOEG)
