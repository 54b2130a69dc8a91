"""Instruments and training in the conversation: by name, or what fits the wish. Pure layer.

What ended is explained when somebody asks for it by name and never recommended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa_project.consultation.antwoorden import clean
from rasa_project.consultation.beurt import Bericht, Beurt, Uitkomst
from rasa_project.consultation.bron import fact
from rasa_project.consultation.casus import Casus
from rasa_project.consultation.gevonden import found_answer
from rasa_project.consultation.models import Instrument
from rasa_project.consultation.opzoeken import find_instrumenten, find_value
from rasa_project.consultation.stroomgesprek import buttons

CARD = "instrument:"
"""Before the id of an instrument in the payload of a button."""

MEEST = 4
"""More than four at once is no advice."""

KORT = 10
"""Words of a question about the instrument that was shown."""

_MOST_TITLE = 48


@dataclass(frozen=True)
class Wens:
    """What somebody looks for; None where nothing was said.

    Attributes:
        rol: the user's own role.
        groep: a group of roles that was named ("voor docenten op een hbo").
        vorm: `training`, `e-learning`, …
        taal: language code other than Dutch.
        onderwerp: subject.
        gratis: only what costs nothing, as far as the source says.
        anders: a form that nothing here has, such as a game.
    """

    rol: str | None = None
    groep: str | None = None
    vorm: str | None = None
    taal: str | None = None
    onderwerp: str | None = None
    gratis: bool = False
    anders: bool = False

    @property
    def says_something(self) -> bool:
        """True when the message itself names a form, language, subject or group."""
        return any((self.groep, self.vorm, self.taal, self.onderwerp, self.gratis, self.anders))


def ask(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Answer a question for training or instruments."""
    named = find_instrumenten(kennis.instrumenten.values(), beurt.tekst)
    if named:
        return show(casus, named[0], kennis)
    wens = read_wish(beurt.tekst, casus.rol, kennis)
    if not wens.says_something:
        explained = found_answer(beurt, kennis)
        if explained is not None:
            return Uitkomst((explained,), casus)
    return _recommend(casus, wens, kennis)


def search(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst:
    """Somebody asks by words what there is ("is er ook een spel?"), whatever a model made of it."""
    return ask(casus, replace(beurt, vraag=None), kennis)


def about_the_last(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """How long it takes, what it costs or where it comes from, of the instrument that was shown last; else None."""
    shown = casus.bron or ""
    if not shown.startswith(CARD) or not beurt.tekst or len(beurt.tekst.split()) > KORT:
        return None
    named = find_instrumenten(kennis.instrumenten.values(), beurt.tekst)
    item = named[0] if named else kennis.instrumenten.get(shown.removeprefix(CARD))
    if item is None:
        return None
    words = kennis.gesprekswoorden
    if words.has("vraagt_kosten", beurt.tekst):
        told = kennis.zin("instrument_kosten", kosten=item.kosten) if item.kosten else None
        told = told or kennis.zin("instrument_kosten_onbekend")
    elif words.has("vraagt_duur", beurt.tekst):
        told = kennis.zin("instrument_duur", duur=item.duur) if item.duur else kennis.zin("instrument_duur_onbekend")
    elif words.has("vraagt_herkomst", beurt.tekst) and item.herkomst is not None:
        told = f"{kennis.zin('instrument_status', status=item.status_uitleg)} {kennis.bron_regel(item.herkomst)}"
    else:
        return None
    bubble = Bericht("instrument_vervolg", {"naam": item.naam, "regels": told}, feit=fact("instrument", item.id))
    return Uitkomst((bubble,), casus)


def by_name(casus: Casus, beurt: Beurt, kennis: Any) -> Uitkomst | None:
    """The instrument that a question is about and nothing more ("bestaat Nuansa nog?"), or None.

    "Wat is het budget van de ESS?" names one too, but asks what its card does not tell.
    """
    named = find_instrumenten(kennis.instrumenten.values(), beurt.tekst)
    if not named:
        return None
    item = named[0]
    known = {word for name in (item.naam, item.aanbieder, *item.ook) for word in clean(name).split()}
    asked = set(clean(beurt.tekst).split()) - set(kennis.vragen.vraagwoorden) - known
    return show(casus, item, kennis) if not asked else None


def pressed(casus: Casus, choice: str, kennis: Any) -> Uitkomst | None:
    """The card behind a button; None for other buttons and for what is no longer there."""
    item = kennis.instrumenten.get(choice.removeprefix(CARD)) if choice.startswith(CARD) else None
    return show(casus, item, kennis) if item is not None else None


def show(casus: Casus, item: Instrument, kennis: Any) -> Uitkomst:
    """Everything that is known of one instrument, or what became of it."""
    name = fact("instrument", item.id)
    if not item.aanbevelen:
        lines = [kennis.zin("instrument_was", naam=item.naam, doel=item.doel), item.status_uitleg]
        successor = _name_of(item.opvolger, kennis)
        if successor:
            lines.append(kennis.zin("instrument_opvolger", opvolger=successor))
        return Uitkomst((Bericht("instrument_kaart", {"regels": " ".join(lines)}, feit=name),), casus)
    return Uitkomst((Bericht("instrument_kaart", {"regels": "\n".join(_card(item, kennis))}, feit=name),), casus)


def read_wish(tekst: str, rol: str | None, kennis: Any) -> Wens:
    """What the words ask for; the role is the user's own unless another audience is named."""
    said = clean(tekst)
    words = kennis.zoekwoorden
    groep = find_value(words.groepen, said)
    return Wens(
        rol=None if groep else rol,
        groep=groep,
        vorm=find_value(words.vormen, said),
        taal=find_value(words.talen, said),
        onderwerp=find_value(words.onderwerpen, said),
        gratis=kennis.gesprekswoorden.has("gratis", tekst),
        anders=kennis.gesprekswoorden.has("andere_vorm", tekst),
    )


def _recommend(casus: Casus, wens: Wens, kennis: Any) -> Uitkomst:
    found, exact = _search(wens, kennis)
    if not found:
        return Uitkomst((Bericht("instrument_niets"),), casus)
    shown = found[:MEEST]
    if len(shown) == 1 and exact:
        return show(casus, shown[0], kennis)
    regels = "\n".join(kennis.zin("instrument_regel", naam=i.naam, aanbieder=i.aanbieder, vorm=i.vorm) for i in shown)
    knoppen = buttons((kennis.zin("instrument_knop", naam=_short(i.naam)), f"{CARD}{i.id}") for i in shown)
    key = "training" if wens.rol or wens.groep else "training_zonder_rol"
    bubble = Bericht(
        key if exact else "training_ruimer", {"regels": regels}, knoppen, feit=fact("instrument", shown[0].id)
    )
    return Uitkomst((bubble,), casus)


def _search(wens: Wens, kennis: Any) -> tuple[tuple[Instrument, ...], bool]:
    """What fits, and whether everything that was asked for fits.

    When nothing does, the subject is let go first, then the form, then for whom; a
    language never: something in Dutch is no help to who reads English.
    """
    wider = wens
    for name in (None, "onderwerp", "vorm", "groep"):
        if name is not None:
            dropped: dict[str, Any] = {name: None}
            wider = replace(wider, **dropped)
        found = kennis.recommend(wider.rol, wider.vorm, wider.taal, wider.onderwerp, wider.groep)
        found = tuple(item for item in found if _is_free(item)) if wider.gratis else found
        if found:
            return found, wider == wens and not wens.anders
    return (), False


def _is_free(item: Instrument) -> bool:
    """True when the source says that it costs nothing, now."""
    return (item.kosten or "").startswith("gratis")


def _card(item: Instrument, kennis: Any) -> list[str]:
    lines = [kennis.zin("instrument_regels", naam=item.naam, aanbieder=item.aanbieder, doel=item.doel, vorm=item.vorm)]
    lines.append(kennis.zin("instrument_voor", rol=item.doelgroep))
    if item.duur:
        lines.append(kennis.zin("instrument_duur", duur=item.duur))
    lines.append(
        kennis.zin("instrument_kosten", kosten=item.kosten) if item.kosten else kennis.zin("instrument_kosten_onbekend")
    )
    lines.append(kennis.zin("instrument_status", status=item.status_uitleg))
    if item.link:
        lines.append(kennis.zin("instrument_link", link=item.link))
    return lines


def _name_of(id: str | None, kennis: Any) -> str | None:
    """The name of a successor: an instrument or a contact."""
    if id is None:
        return None
    item = kennis.instrumenten.get(id) or kennis.contacten.get(id)
    return item.naam if item is not None else None


def _short(naam: str) -> str:
    return naam if len(naam) <= _MOST_TITLE else naam[: _MOST_TITLE - 1].rstrip() + "…"
