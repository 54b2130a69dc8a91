"""What each content file may hold: strict models, one a file kind. Knowledge layer.

Written for pydantic 1.10 and 2 alike: no validators, only types; `validate`
gives the errors of both in one form. Rules between fields stand in `checks.py`.
"""

# ruff: noqa: D101, D106 - the fields say what a model holds; the comments group them.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pydantic
from pydantic import BaseModel, StrictBool, StrictFloat, StrictInt, StrictStr, ValidationError

PYDANTIC_1 = pydantic.VERSION.startswith("1.")

SoortHerkomst = Literal["gevonden", "afgeleid", "te_verifieren"]
Via = Literal["kopie", "pagina", "telefoon"]
Bronnen = Union[StrictStr, list[StrictStr]]  # noqa: UP007 - evaluated at import, Python 3.10


if PYDANTIC_1:

    class Datum(date):
        """A real date and nothing that can be turned into one: `2026` is no date."""

        @classmethod
        def __get_validators__(cls) -> Any:
            """What pydantic 1 calls to check a value."""
            yield cls.check

        @classmethod
        def check(cls, value: Any) -> date:
            """The date itself."""
            if not isinstance(value, date):
                raise pydantic.errors.DateError()
            return value
else:
    Datum = Annotated[date, pydantic.Strict()]  # type: ignore[misc,assignment]


class Strikt(BaseModel):
    """Refuses fields that the model does not know."""

    if PYDANTIC_1:

        class Config:
            extra = "forbid"
    else:
        model_config = {"extra": "forbid"}


class Kop(Strikt):
    """Every file of facts: when and how it was last checked as a whole."""

    nagekeken_op: Datum
    via: Via


class Feit(Strikt):
    """Fields of every fact. `nagekeken_op` and `via` default to those of the file."""

    herkomst: SoortHerkomst
    bron: Bronnen | None = None
    nagekeken_op: Datum | None = None
    via: Via | None = None


# --- bronnen ----------------------------------------------------------------


class BronModel(Strikt):
    titel: StrictStr
    uitgever: StrictStr
    link: StrictStr | None = None
    opmerking: StrictStr | None = None


class BronnenBestand(Strikt):
    bronnen: dict[str, BronModel]


# --- stroomschema -----------------------------------------------------------


class AntwoordModel(Strikt):
    naar: StrictStr
    ook: list[StrictStr] = []
    mijlpalen: list[StrictStr] = []
    leeftijden: list[Literal["<12", "12-15", "16-17", "18-22", "23+"]] = []
    bekend: Literal["casusregisseur"] | None = None


class KnoopModel(Feit):
    soort: Literal["info", "keuze", "vraag", "advies", "eind"]
    stap: StrictInt | None = None
    antwoorden: dict[str, AntwoordModel] = {}
    vereist: list[StrictStr] = []
    anders: StrictStr | None = None
    deelt_naam: StrictBool = False
    weet_niet: StrictStr | None = None


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
    mijlpalen: list[StrictStr]
    stappen: list[StapModel]
    knopen: dict[str, KnoopModel]


# --- contacten --------------------------------------------------------------


class ContactModel(Feit):
    naam: StrictStr
    waarvoor: StrictStr
    voor_wie: StrictStr
    telefoon: StrictStr | None = None
    telefoon_ook: StrictStr | None = None
    email: StrictStr | None = None
    web: StrictStr | None = None
    openingstijden: StrictStr = "onbekend"
    status: Literal["actueel", "samengegaan", "gestopt", "onbekend"] = "actueel"
    opvolger: StrictStr | None = None
    twijfel: list[StrictStr] = []
    opmerking: StrictStr | None = None


class ContactenBestand(Kop):
    contacten: dict[str, ContactModel]


class EigenContactModel(Strikt):
    """An own contact of the organisation in `instellingen.yml`."""

    functie: StrictStr
    telefoon: StrictStr | None = None
    email: StrictStr | None = None
    openingstijden: StrictStr = "onbekend"
    geldig_tot: Datum | None = None
    nagebeld_op: Datum | None = None
    vervanging: StrictStr | None = None
    vervanging_telefoon: StrictStr | None = None


class EigenOrganisatieModel(Strikt):
    """One of the organisations that use this assistant together, with its own people."""

    naam: StrictStr
    rollen: list[StrictStr]
    aandachtsfunctionaris: EigenContactModel | None = None
    piket: EigenContactModel | None = None
    protocol: StrictStr | None = None


class InstellingenBestand(Strikt):
    naam: StrictStr
    server: StrictStr
    stilte_minuten: StrictInt = 30
    voorbeeld: StrictBool
    piket: EigenContactModel | None = None
    aandachtsfunctionaris: EigenContactModel | None = None
    organisaties: dict[str, EigenOrganisatieModel] = {}
    extra_dicht: list[Datum] = []
    feestdag_open: list[Datum] = []
    nagebeld: dict[str, Datum] = {}


# --- kanalen ----------------------------------------------------------------


class SlackModel(Strikt):
    aan: StrictBool = False
    manier: Literal["socket", "http"] = "socket"
    bewaart: StrictStr | None = None
    adres: StrictStr | None = None


class TeamsModel(Strikt):
    aan: StrictBool = False
    tenant: StrictStr | None = None
    app: StrictStr | None = None
    bewaart: StrictStr | None = None
    adres: StrictStr | None = None
    service_urls: list[StrictStr] = []


class KanalenBestand(Strikt):
    """Slack and Teams. Secrets come from the environment."""

    slack: SlackModel = SlackModel()
    teams: TeamsModel = TeamsModel()


# --- triggerfactoren --------------------------------------------------------


class HandelingModel(Feit):
    tekst: StrictStr


class TriggerfactorModel(Feit):
    niveau: Literal["persoonlijk", "groep", "samenleving"]
    naam: StrictStr
    uitleg: StrictStr
    domein: StrictStr
    woorden: list[StrictStr]
    handelingen: dict[str, HandelingModel]


class DrieslagModel(Feit):
    id: StrictStr
    titel: StrictStr
    punten: list[StrictStr]


class InschattenModel(Strikt):
    binnen: StrictStr
    buiten: StrictStr


class TriggerfactorenBestand(Kop):
    link: StrictStr
    drieslag: list[DrieslagModel]
    inschatten: dict[str, InschattenModel]
    beroepsgroepen: dict[str, list[StrictStr]]
    groepswoorden: dict[str, list[StrictStr]]
    triggerfactoren: dict[str, TriggerfactorModel]


# --- instrumenten -----------------------------------------------------------


class InstrumentModel(Feit):
    nummer: StrictInt
    naam: StrictStr
    aanbieder: StrictStr
    doelgroep: StrictStr
    rollen: Literal["alle"] | list[StrictStr]
    doel: StrictStr
    vorm: StrictStr
    vormen: list[
        Literal["training", "e-learning", "tool", "advies", "publicatie", "bijeenkomst", "netwerk", "begeleiding"]
    ]
    talen: list[StrictStr]
    onderwerpen: list[StrictStr] = []
    duur: StrictStr | None = None
    kosten: StrictStr | None = None
    contact: StrictStr | None = None
    link: StrictStr | None = None
    status: Literal["actueel", "overgedragen", "gestopt", "afgelopen", "verouderd", "onbekend"]
    status_uitleg: StrictStr
    opvolger: StrictStr | None = None
    aanbevelen: StrictBool
    ook: list[StrictStr] = []


class ZoekwoordenModel(Strikt):
    vormen: dict[str, list[StrictStr]]
    talen: dict[str, list[StrictStr]]
    onderwerpen: dict[str, list[StrictStr]]
    rolgroepen: dict[str, list[StrictStr]]


class InstrumentenBestand(Kop):
    rolgroepen: dict[str, list[StrictStr]]
    zoekwoorden: ZoekwoordenModel
    instrumenten: dict[str, InstrumentModel]


# --- begrippen and juridisch ------------------------------------------------


class BegripModel(Feit):
    titel: StrictStr
    vragen: list[StrictStr]
    antwoord: StrictStr
    zie_ook: list[StrictStr] = []
    veilig: StrictBool = False


class BegrippenBestand(Kop):
    begrippen: dict[str, BegripModel]


# --- signalen ---------------------------------------------------------------


class VerklaringModel(Strikt):
    id: StrictStr
    tekst: StrictStr
    hulp: StrictStr
    contact: StrictStr | None = None
    past_bij: list[StrictStr] = []


class DomeinModel(Feit):
    titel: StrictStr
    uitleg: StrictStr
    vragen: list[StrictStr]
    valkuil: StrictStr
    zorg: StrictBool
    verklaringen: list[VerklaringModel] = []


class VreemdModel(Strikt):
    waarneming: StrictStr
    gewoon: StrictStr
    meer: StrictStr


class FeitMeningModel(Strikt):
    zo_niet: StrictStr
    zo_wel: StrictStr
    mening: StrictStr | None = None


class SignalenBestand(Kop):
    domeinen: dict[str, DomeinModel]
    vreemd_of_zorgelijk: list[VreemdModel]
    feit_mening: list[FeitMeningModel]


# --- gemeente_advies --------------------------------------------------------


class KeuzeModel(Strikt):
    titel: StrictStr
    advies: StrictStr | None = None
    woorden: list[StrictStr] = []


class GemeenteVraagModel(Feit):
    id: StrictStr
    onderdeel: StrictStr
    vraag: StrictStr
    waarom: StrictStr
    meer: StrictBool = False
    meest: StrictInt | None = None
    keuzes: dict[str, KeuzeModel]


class GemeenteVoorbeeldModel(Feit):
    gemeente: StrictStr
    tekst: StrictStr


class GemeenteAdviesBestand(Kop):
    herkomst: SoortHerkomst
    bron: Bronnen
    vragen: list[GemeenteVraagModel]
    voorbeelden: list[GemeenteVoorbeeldModel]
    verouderd: list[StrictStr]


# --- context ----------------------------------------------------------------


class ContextWoorden(Strikt):
    geloof: list[StrictStr]
    afkomst: list[StrictStr]
    politiek: list[StrictStr]


class ZinRegelModel(Strikt):
    alle: list[StrictStr]
    niet: list[StrictStr] = []
    hoogstens: StrictInt | None = None


class GesprekswoordenBestand(Kop):
    groepen: dict[str, list[StrictStr]]
    zinnen: dict[str, list[ZinRegelModel]]
    relaties: dict[str, list[StrictStr]]
    oordeelwoorden: dict[str, list[StrictStr]]
    onderwerpen: dict[str, list[StrictStr]]
    talen: dict[str, list[StrictStr]]


class ContextBestand(Kop):
    herkomst: SoortHerkomst
    bron: StrictStr
    woorden: ContextWoorden
    meer_dan_context: list[StrictStr]


# --- vragen: fixed answers that are found by meaning ------------------------


class VraagModel(Strikt):
    bij: list[StrictStr]
    voorbeelden: list[StrictStr]


class GrenzenModel(Strikt):
    genoeg: StrictFloat
    ver: StrictFloat
    ver_onbekend: StrictFloat
    weigering: StrictFloat
    zeker: StrictFloat


class VragenBestand(Strikt):
    grenzen: GrenzenModel
    vraagwoorden: list[StrictStr]
    begrip_bij: list[StrictStr]
    onbekend: list[StrictStr]
    vragen: dict[str, VraagModel]


class VraagvormenBestand(Strikt):
    vormen: dict[str, list[StrictStr]]
    net_niet: dict[str, list[StrictStr]]
    gesprek: list[StrictStr]
    namen: dict[str, list[StrictStr]]


# --- teksten ----------------------------------------------------------------


class TekstKnopModel(Strikt):
    titel: StrictStr
    keuze: StrictStr


class TekstModel(Strikt):
    varianten: list[StrictStr]
    knoppen: list[TekstKnopModel] = []
    veilig: StrictBool = False


class TekstenBestand(Strikt):
    teksten: dict[str, TekstModel]


# --- validation -------------------------------------------------------------

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Schemafout:
    """One error in a form that is the same for both versions of pydantic.

    Attributes:
        plek: keys and positions from the top.
        soort: `ontbreekt`, `onbekend`, `tekst`, `getal`, `kommagetal`, `waar_onwaar`, `lijst`,
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
    "float_type": "kommagetal",
    "strictfloat": "kommagetal",
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


def validate(model: type[M], data: Any) -> tuple[M | None, list[Schemafout]]:
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


_INHERITED = frozenset(get_type_hints(BaseModel))


def field_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Names of the fields of a model, in both versions of pydantic."""
    return tuple(get_type_hints(model).keys() - {"model_config", *_INHERITED})


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
