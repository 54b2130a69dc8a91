"""Everything of `data/`, loaded once, checked and frozen. Knowledge layer.

    kennis = load_kennis(root)
    kennis.stroomschema, kennis.contacten["lse"], kennis.teksten["begroeting"]

Nothing starts on wrong knowledge: `load_kennis` raises `ContentError` with every
problem in Dutch, with file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rasa_project.consultation import models
from rasa_project.consultation.context import ContextRegel
from rasa_project.consultation.gesprekswoorden import Gesprekswoorden
from rasa_project.consultation.openingstijden import Feestdag
from rasa_project.errors import ContentError, TextError
from rasa_project.knowledge import aanbevelen, omzetten
from rasa_project.knowledge.checks import check, has_errors
from rasa_project.knowledge.feestdagen import dutch_holidays
from rasa_project.knowledge.inhoud import Inhoud, read_inhoud
from rasa_project.knowledge.meldingen import FOUT, Melding
from rasa_project.knowledge.teksten import Tekst, TekstKnop, fill
from rasa_project.knowledge.waarden import fixed_values
from rasa_project.settings import load_settings

__all__ = ["Kennis", "Tekst", "TekstKnop", "Vraag", "Vragen", "check_kennis", "load_kennis"]


@dataclass(frozen=True)
class Vraag:
    """A fixed answer that is found by meaning: its text key, when it may be found, and how people ask."""

    sleutel: str
    bij: tuple[str, ...]
    voorbeelden: tuple[str, ...]


@dataclass(frozen=True)
class Vragen:
    """What is needed to find a fixed answer.

    Attributes:
        antwoorden: fixed texts that can be found, by key.
        grenzen: when an answer is close enough; see `understanding.questions.Grenzen`.
        vraagwoorden: words that ask and say nothing of the subject.
        begrip_bij: intents with which an explanation may be given.
        onbekend: questions of which we know that we have no answer.
        vormen: more ways to ask, by id of a fixed text or an explanation.
        gesprek: what belongs to the conversation and is no question for an answer.
        namen: id -> the ways to write one thing.
    """

    antwoorden: Mapping[str, Vraag]
    grenzen: Mapping[str, float]
    vraagwoorden: tuple[str, ...]
    begrip_bij: tuple[str, ...]
    onbekend: tuple[str, ...]
    vormen: Mapping[str, tuple[str, ...]]
    gesprek: tuple[str, ...]
    namen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Kennis:
    """All knowledge and wording.

    Attributes:
        stroomschema: the flow; walk it with `consultation.stroomschema`.
        contacten: national contacts by id, own contacts `per_gemeente`.
        triggerfactoren: events with what one can do, and the fixed approach.
        instrumenten: all 27 by id; choose with `recommend`.
        zoekwoorden: how people say which form, language, subject or audience they look for.
        begrippen: short sourced answers by id, legal ones included.
        signalen: domains explained, ordinary explanations, fact and opinion.
        gemeente_advies: the walk for gemeenten.
        gemeenten: by official name, with aliases and woonplaatsen.
        vragen: fixed answers that are found by meaning.
        context: what is context and never a worry.
        gesprekswoorden: fixed ways of saying something.
        bronnen: sources by id.
        teksten: all wording by key.
        organisatie: who runs this assistant.
        vaste_waarden: placeholders that are always filled (`telefoon_lse`, `server`, …).
        feestdag: whether a day is a Dutch public holiday.
        waarschuwingen: what `check` warned about; nothing that stops.
    """

    stroomschema: models.Stroomschema
    contacten: models.Contacten
    triggerfactoren: models.Triggerfactoren
    instrumenten: Mapping[str, models.Instrument]
    zoekwoorden: models.Zoekwoorden
    begrippen: Mapping[str, models.Begrip]
    signalen: models.Signalen
    gemeente_advies: models.GemeenteAdvies
    gemeenten: Mapping[str, models.Gemeente]
    vragen: Vragen
    context: ContextRegel
    gesprekswoorden: Gesprekswoorden
    bronnen: Mapping[str, models.Bron]
    teksten: Mapping[str, Tekst]
    organisatie: models.Organisatie
    vaste_waarden: Mapping[str, str]
    feestdag: Feestdag
    waarschuwingen: tuple[Melding, ...] = ()

    def zin(self, sleutel: str, **waarden: str) -> str:
        """The first variant of a text, filled in.

        Raises:
            TextError: unknown key, or a placeholder that nobody fills.
        """
        if sleutel not in self.teksten:
            raise TextError(f"text '{sleutel}' is missing")
        return fill(sleutel, self.teksten[sleutel].varianten[0], {**self.vaste_waarden, **waarden})

    def bron_regel(self, herkomst: models.Herkomst) -> str:
        """Answers "waar komt dat vandaan?": the first source, and whether it was checked."""
        parts = []
        for bron in herkomst.bronnen[:1]:
            values = {"titel": bron.titel, "uitgever": bron.uitgever}
            key = "begrip_bron_link" if bron.link else "begrip_bron"
            parts.append(self.zin(key, **values, **({"link": bron.link} if bron.link else {})))
        if herkomst.soort != "gevonden":
            parts.append(self.zin(f"begrip_{herkomst.soort}"))
        return " ".join(parts)

    def recommend(
        self,
        rol: str | None = None,
        vorm: str | None = None,
        taal: str | None = None,
        onderwerp: str | None = None,
        groep: str | None = None,
    ) -> tuple[models.Instrument, ...]:
        """Instruments that are still there and fit; see `aanbevelen.recommend`."""
        return aanbevelen.recommend(self.instrumenten.values(), rol, vorm, taal, onderwerp, groep)


def load_kennis(root: Path, productie: bool | None = None, today: date | None = None) -> Kennis:
    """Load and check everything below `root/data`.

    Args:
        root: the folder that holds `data/`.
        productie: refuse the shipped examples; default: SAMENDUIDEN_PRODUCTIE.
        today: for what is out of date; default: today.

    Raises:
        ContentError: the message holds every problem, one a line, in Dutch.
    """
    settings = load_settings(root=root)
    productie = settings.productie if productie is None else productie
    inhoud, found = check_kennis(root, productie, today or date.today())
    if has_errors(found):
        raise ContentError("\n".join(str(m) for m in found if m.ernst == FOUT))
    return build(inhoud, settings.bewaaruren, tuple(found))


def check_kennis(root: Path, productie: bool, today: date) -> tuple[Inhoud, list[Melding]]:
    """The content as read, and everything that is wrong or deserves a look."""
    inhoud = read_inhoud(root)
    return inhoud, check(inhoud, today, productie)


def build(inhoud: Inhoud, bewaaruren: float, waarschuwingen: tuple[Melding, ...] = ()) -> Kennis:
    """The frozen knowledge from content without errors."""
    bronnen = omzetten.make_bronnen(inhoud)
    teksten = omzetten.make_teksten(inhoud)
    stroomschema = omzetten.make_stroomschema(inhoud, bronnen, teksten)
    contacten = omzetten.make_contacten(inhoud, bronnen)
    triggerfactoren = omzetten.make_triggerfactoren(inhoud, bronnen)
    organisatie = omzetten.make_organisatie(inhoud, bewaaruren)
    settings = inhoud.modellen["instellingen"]
    return Kennis(
        stroomschema=stroomschema,
        contacten=contacten,
        triggerfactoren=triggerfactoren,
        instrumenten=omzetten.make_instrumenten(inhoud, bronnen),
        zoekwoorden=omzetten.make_zoekwoorden(inhoud),
        begrippen=omzetten.make_begrippen(inhoud, bronnen),
        signalen=omzetten.make_signalen(inhoud, bronnen),
        gemeente_advies=omzetten.make_gemeente_advies(inhoud, bronnen),
        gemeenten=omzetten.make_gemeenten(inhoud),
        vragen=make_vragen(inhoud),
        context=omzetten.make_context(inhoud),
        gesprekswoorden=omzetten.make_gesprekswoorden(inhoud),
        bronnen=bronnen,
        teksten=teksten,
        organisatie=organisatie,
        vaste_waarden=fixed_values(contacten.landelijk, organisatie, stroomschema, triggerfactoren),
        feestdag=dutch_holidays(frozenset(settings.extra_dicht), frozenset(settings.feestdag_open)),
        waarschuwingen=waarschuwingen,
    )


def make_vragen(inhoud: Inhoud) -> Vragen:
    """The fixed answers, all ways to ask, and when an answer is close enough."""
    file, more = inhoud.modellen["vragen"], inhoud.modellen["vraagvormen"]
    return Vragen(
        antwoorden={key: Vraag(key, tuple(row.bij), tuple(row.voorbeelden)) for key, row in file.vragen.items()},
        grenzen=dict(file.grenzen),
        vraagwoorden=tuple(file.vraagwoorden),
        begrip_bij=tuple(file.begrip_bij),
        onbekend=(*file.onbekend, *(words for rows in more.net_niet.values() for words in rows)),
        vormen={key: tuple(rows) for key, rows in more.vormen.items()},
        gesprek=tuple(more.gesprek),
        namen={id: tuple(ways) for id, ways in more.namen.items()},
    )
