"""Values that every text may use: public numbers, links and settings. Knowledge layer.

A fact stands once, in `contacten.yml`; texts say `{telefoon_lse}`.
"""

from __future__ import annotations

from collections.abc import Mapping

from rasa_project.consultation.models import Contact, Organisatie, Stroomschema, Triggerfactoren
from rasa_project.knowledge.inhoud import Inhoud

VELDEN = ("telefoon", "telefoon_ook", "email", "web", "naam")
_ORGANISATIE = ("organisatie", "server", "bewaaruren", "stilte_minuten")
_LINKS = ("link_werkwijze", "link_triggerfactoren", "aantal_stappen", "aantal_stappen_nieuw")
_OOK = {"telefoon_113": ("zelfmoordpreventie", "telefoon_ook")}
"""Names that are shorter than the rule makes them."""


def fixed_names(inhoud: Inhoud) -> frozenset[str]:
    """Names of the placeholders that are always filled."""
    file = inhoud.modellen.get("contacten")
    out = {*_ORGANISATIE, *_LINKS, *_OOK}
    for id, row in file.contacten.items() if file else ():
        out.update(f"{field}_{id}" for field in VELDEN if getattr(row, field))
    return frozenset(out)


def fixed_values(
    contacten: Mapping[str, Contact],
    organisatie: Organisatie,
    stroomschema: Stroomschema,
    triggerfactoren: Triggerfactoren,
) -> dict[str, str]:
    """Those placeholders with their values."""
    out = {
        "organisatie": organisatie.naam,
        "server": organisatie.server,
        "bewaaruren": f"{organisatie.bewaaruren:g}",
        "stilte_minuten": str(organisatie.stilte_minuten),
        "link_werkwijze": stroomschema.link,
        "link_triggerfactoren": triggerfactoren.link,
        "aantal_stappen": str(stroomschema.aantal_stappen),
        "aantal_stappen_nieuw": str(stroomschema.aantal_stappen_nieuw),
    }
    for id, contact in contacten.items():
        for field in VELDEN:
            value = getattr(contact, field)
            if value:
                out[f"{field}_{id}"] = value
    for name, (id, field) in _OOK.items():
        out[name] = getattr(contacten[id], field) or ""
    return out
