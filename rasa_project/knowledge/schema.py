"""What each content file may hold: strict models, one a file kind. Knowledge layer.

Written for pydantic 1.10 and 2 alike: no validators, only types; `validate`
gives the errors of both in one form. Rules between fields stand in `checks.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Dict, List, Literal, Optional, Type, TypeVar, Union, get_args, get_origin, get_type_hints

import pydantic
from pydantic import BaseModel, StrictBool, StrictInt, StrictStr, ValidationError

PYDANTIC_1 = pydantic.VERSION.startswith("1.")

SoortHerkomst = Literal["gevonden", "afgeleid", "te_verifieren"]
Via = Literal["kopie", "pagina", "telefoon"]
Bronnen = Union[StrictStr, List[StrictStr]]


class Strikt(BaseModel):
    """Refuses fields that the model does not know."""

    if PYDANTIC_1:

        class Config:
            extra = "forbid"
    else:
        model_config = {"extra": "forbid"}


class Kop(Strikt):
    """Every file of facts: when and how it was last checked as a whole."""

    nagekeken_op: date
    via: Via


class Feit(Strikt):
    """Fields of every fact. `nagekeken_op` and `via` default to those of the file."""

    herkomst: SoortHerkomst
    bron: Optional[Bronnen] = None
    nagekeken_op: Optional[date] = None
    via: Optional[Via] = None


# --- bronnen ----------------------------------------------------------------


class BronModel(Strikt):
    titel: StrictStr
    uitgever: StrictStr
    link: Optional[StrictStr] = None
    opmerking: Optional[StrictStr] = None


class BronnenBestand(Strikt):
    bronnen: Dict[str, BronModel]


# --- stroomschema -----------------------------------------------------------


class AntwoordModel(Strikt):
    naar: StrictStr
    ook: List[StrictStr] = []
    mijlpalen: List[StrictStr] = []


class KnoopModel(Feit):
    soort: Literal["info", "keuze", "vraag", "advies", "eind"]
    stap: Optional[StrictInt] = None
    antwoorden: Dict[str, AntwoordModel] = {}
    vereist: List[StrictStr] = []
    anders: Optional[StrictStr] = None
    deelt_naam: StrictBool = False
    weet_niet: Optional[StrictStr] = None


class StapModel(Feit):
    nummer: StrictInt
    titel: StrictStr


class StroomschemaBestand(Kop):
    versie: StrictStr
    link: StrictStr
    start: StrictStr
    advies: StrictStr
    aantal_stappen: StrictInt
    aantal_stappen_nieuw: StrictInt
    mijlpalen: List[StrictStr]
    stappen: List[StapModel]
    knopen: Dict[str, KnoopModel]


# --- contacten --------------------------------------------------------------


class ContactModel(Feit):
    naam: StrictStr
    waarvoor: StrictStr
    voor_wie: StrictStr
    telefoon: Optional[StrictStr] = None
    telefoon_ook: Optional[StrictStr] = None
    email: Optional[StrictStr] = None
    web: Optional[StrictStr] = None
    openingstijden: StrictStr = "onbekend"
    status: Literal["actueel", "samengegaan", "gestopt", "onbekend"] = "actueel"
    opvolger: Optional[StrictStr] = None
    twijfel: List[StrictStr] = []
    opmerking: Optional[StrictStr] = None


class ContactenBestand(Kop):
    contacten: Dict[str, ContactModel]


class EigenContactModel(Strikt):
    """An own contact of the organisation in `instellingen.yml`."""

    functie: StrictStr
    telefoon: Optional[StrictStr] = None
    email: Optional[StrictStr] = None
    openingstijden: StrictStr = "onbekend"
    geldig_tot: Optional[date] = None
    nagebeld_op: Optional[date] = None


class InstellingenBestand(Strikt):
    naam: StrictStr
    server: StrictStr
    stilte_minuten: StrictInt = 30
    voorbeeld: StrictBool
    piket: Optional[EigenContactModel] = None
    aandachtsfunctionaris: Optional[EigenContactModel] = None
    extra_dicht: List[date] = []
    feestdag_open: List[date] = []
    nagebeld: Dict[str, date] = {}


# --- triggerfactoren --------------------------------------------------------


class HandelingModel(Feit):
    tekst: StrictStr


class TriggerfactorModel(Feit):
    niveau: Literal["persoonlijk", "groep", "samenleving"]
    naam: StrictStr
    uitleg: StrictStr
    domein: StrictStr
    woorden: List[StrictStr]
    handelingen: Dict[str, HandelingModel]


class DrieslagModel(Feit):
    id: StrictStr
    titel: StrictStr
    punten: List[StrictStr]


class InschattenModel(Strikt):
    binnen: StrictStr
    buiten: StrictStr


class TriggerfactorenBestand(Kop):
    link: StrictStr
    drieslag: List[DrieslagModel]
    inschatten: Dict[str, InschattenModel]
    beroepsgroepen: Dict[str, List[StrictStr]]
    triggerfactoren: Dict[str, TriggerfactorModel]


# --- instrumenten -----------------------------------------------------------


class InstrumentModel(Feit):
    nummer: StrictInt
    naam: StrictStr
    aanbieder: StrictStr
    doelgroep: StrictStr
    rollen: Union[Literal["alle"], List[StrictStr]]
    doel: StrictStr
    vorm: StrictStr
    vormen: List[
        Literal["training", "e-learning", "tool", "advies", "publicatie", "bijeenkomst", "netwerk", "begeleiding"]
    ]
    talen: List[StrictStr]
    onderwerpen: List[StrictStr] = []
    duur: Optional[StrictStr] = None
    kosten: Optional[StrictStr] = None
    contact: Optional[StrictStr] = None
    link: Optional[StrictStr] = None
    status: Literal["actueel", "overgedragen", "gestopt", "afgelopen", "verouderd", "onbekend"]
    status_uitleg: StrictStr
    opvolger: Optional[StrictStr] = None
    aanbevelen: StrictBool
    ook: List[StrictStr] = []


class InstrumentenBestand(Kop):
    rolgroepen: Dict[str, List[StrictStr]]
    instrumenten: Dict[str, InstrumentModel]


# --- begrippen and juridisch ------------------------------------------------


class BegripModel(Feit):
    titel: StrictStr
    vragen: List[StrictStr]
    antwoord: StrictStr
    zie_ook: List[StrictStr] = []
    veilig: StrictBool = False


class BegrippenBestand(Kop):
    begrippen: Dict[str, BegripModel]


# --- signalen ---------------------------------------------------------------


class VerklaringModel(Strikt):
    id: StrictStr
    tekst: StrictStr
    hulp: StrictStr
    contact: Optional[StrictStr] = None


class DomeinModel(Feit):
    titel: StrictStr
    uitleg: StrictStr
    vragen: List[StrictStr]
    valkuil: StrictStr
    zorg: StrictBool
    verklaringen: List[VerklaringModel] = []


class VreemdModel(Strikt):
    waarneming: StrictStr
    gewoon: StrictStr
    meer: StrictStr


class FeitMeningModel(Strikt):
    zo_niet: StrictStr
    zo_wel: StrictStr
    mening: Optional[StrictStr] = None


class SignalenBestand(Kop):
    domeinen: Dict[str, DomeinModel]
    vreemd_of_zorgelijk: List[VreemdModel]
    feit_mening: List[FeitMeningModel]


# --- gemeente_advies --------------------------------------------------------


class KeuzeModel(Strikt):
    titel: StrictStr
    advies: Optional[StrictStr] = None


class GemeenteVraagModel(Feit):
    id: StrictStr
    onderdeel: StrictStr
    vraag: StrictStr
    meer: StrictBool = False
    keuzes: Dict[str, KeuzeModel]


class GemeenteVoorbeeldModel(Feit):
    gemeente: StrictStr
    tekst: StrictStr


class GemeenteAdviesBestand(Kop):
    herkomst: SoortHerkomst
    bron: Bronnen
    vragen: List[GemeenteVraagModel]
    voorbeelden: List[GemeenteVoorbeeldModel]
    verouderd: List[StrictStr]


# --- context ----------------------------------------------------------------


class ContextWoorden(Strikt):
    geloof: List[StrictStr]
    afkomst: List[StrictStr]
    politiek: List[StrictStr]


class ContextBestand(Kop):
    herkomst: SoortHerkomst
    bron: StrictStr
    woorden: ContextWoorden
    meer_dan_context: List[StrictStr]


# --- vragen: fixed answers that are found by meaning ------------------------


class VraagModel(Strikt):
    bij: List[StrictStr]
    voorbeelden: List[StrictStr]


class VragenBestand(Strikt):
    vragen: Dict[str, VraagModel]


# --- teksten ----------------------------------------------------------------


class TekstKnopModel(Strikt):
    titel: StrictStr
    keuze: StrictStr


class TekstModel(Strikt):
    varianten: List[StrictStr]
    knoppen: List[TekstKnopModel] = []
    veilig: StrictBool = False


class TekstenBestand(Strikt):
    teksten: Dict[str, TekstModel]


# --- validation -------------------------------------------------------------

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Schemafout:
    """One error in a form that is the same for both versions of pydantic.

    Attributes:
        plek: keys and positions from the top.
        soort: `ontbreekt`, `onbekend`, `tekst`, `getal`, `waar_onwaar`, `lijst`,
            `velden`, `datum`, `keuze` or `anders`.
        mag: allowed values, for `keuze`.
    """

    plek: tuple[Any, ...]
    soort: str
    mag: tuple[str, ...] = ()


_SOORT = {
    "missing": "ontbreekt",
    "extra_forbidden": "onbekend",
    "extra": "onbekend",
    "string_type": "tekst",
    "str": "tekst",
    "int_type": "getal",
    "integer": "getal",
    "int_parsing": "getal",
    "bool_type": "waar_onwaar",
    "strictbool": "waar_onwaar",
    "list_type": "lijst",
    "list": "lijst",
    "dict_type": "velden",
    "dict": "velden",
    "model_type": "velden",
    "model_attributes_type": "velden",
    "date_type": "datum",
    "date": "datum",
    "date_parsing": "datum",
    "date_from_datetime_parsing": "datum",
    "date_from_datetime_inexact": "datum",
    "literal_error": "keuze",
    "const": "keuze",
    "none.not_allowed": "ontbreekt",
}


def validate(model: Type[M], data: Any) -> tuple[M | None, list[Schemafout]]:
    """The model, or every error in it; one of the two is empty."""
    try:
        if PYDANTIC_1:
            return model.parse_obj(data), []
        return model.model_validate(data), []
    except ValidationError as error:
        return None, _unique([_translate(e) for e in error.errors()])


def _translate(error: Any) -> Schemafout:
    kind = str(error["type"])
    for prefix in ("value_error.", "type_error."):
        kind = kind.removeprefix(prefix)
    context = error.get("ctx") or {}
    allowed = context.get("permitted") or context.get("expected") or ()
    if isinstance(allowed, str):
        allowed = allowed.replace(" or ", ", ").replace("'", "").split(", ")
    # Members of a union add their own name to the place; the editor does not know those.
    plek = tuple(p for p in error["loc"] if not _is_union_label(p))
    return Schemafout(plek, _SOORT.get(kind, "anders"), tuple(str(a) for a in allowed))


def _is_union_label(part: Any) -> bool:
    return isinstance(part, str) and (
        part in ("__root__", "str", "constrained-str") or part.startswith(("list[", "literal["))
    )


def _unique(errors: list[Schemafout]) -> list[Schemafout]:
    """A union gives an error per member; one a place is enough."""
    seen: dict[tuple[Any, ...], Schemafout] = {}
    for error in errors:
        seen.setdefault(error.plek, error)
    return list(seen.values())


def field_names(model: Type[BaseModel]) -> tuple[str, ...]:
    """Names of the fields of a model, in both versions of pydantic."""
    return tuple(model.__fields__ if PYDANTIC_1 else model.model_fields)


def field_model(current: Any, part: Any) -> Any:
    """The type one step further in: a field of a model, or the inside of a list or mapping."""
    if isinstance(current, type) and issubclass(current, BaseModel):
        if part not in field_names(current):
            return None
        return get_type_hints(current).get(part)
    return _inside(current)


def _inside(kind: Any) -> Any:
    """The type of the values of `Dict[str, X]`, `List[X]` and `Optional[...]` of those."""
    arguments = [a for a in get_args(kind) if a is not type(None)]
    if get_origin(kind) is Union:
        inner = [a for a in arguments if get_origin(a) or (isinstance(a, type) and issubclass(a, BaseModel))]
        return _inside(inner[0]) if inner else None
    return arguments[-1] if arguments else None
