"""Examples for the patterns of the widget: words, and what is pointed out. Everybody in them is invented."""

from __future__ import annotations

import json
from pathlib import Path

from fictief import BERTRAM, MEER_BSN, PERSONEN

ROOT = Path(__file__).resolve().parents[3]
_TEKSTEN = json.loads((ROOT / "widget" / "src" / "teksten.json").read_text(encoding="utf-8"))

_MOBIEL = "10000000"

VOORBEELDEN: list[tuple[str, tuple[str, ...]]] = [
    *((f"zijn bsn is {bsn}.", ("BSN",)) for bsn in (*MEER_BSN, *(p.bsn for p in PERSONEN))),
    ("bsn 9999.90.019", ("BSN",)),
    *((f"bel {p.telefoon} maar", ("TELEFOON",)) for p in PERSONEN),
    (f"06{_MOBIEL}", ("TELEFOON",)),
    ("06 10 00 00 00", ("TELEFOON",)),
    (f"+31 6 {_MOBIEL}", ("TELEFOON",)),
    (f"+31 (0)6 {_MOBIEL}", ("TELEFOON",)),
    (f"00316{_MOBIEL}", ("TELEFOON",)),
    ("(020) 000 00 00", ("TELEFOON",)),
    *((f"mail naar {p.email}", ("EMAIL",)) for p in PERSONEN),
    *((f"rekening {p.iban} van hem", ("IBAN",)) for p in PERSONEN),
    (BERTRAM.iban.lower(), ("IBAN",)),
    ("NL13 TEST 0123 4567 89", ("IBAN",)),
    *((f"hij woont op {p.postcode} nummer 999", ("POSTCODE",)) for p in PERSONEN),
    ("op 9999ZZ 12", ("POSTCODE",)),
    ("9999zz", ("POSTCODE",)),
    (f"{BERTRAM.telefoon} en {BERTRAM.email}", ("EMAIL", "TELEFOON")),
    # Nothing personal in these.
    ("hij zit tot 4 uur s nachts online, al 3 weken, sinds 2024", ()),
    ("ik belde 112 en daarna 0900-8844, of was het 088 20 80 080", ()),
    ("ik sprak 113, 0800-0113, 0800-2000, 0800-7000 en 070 333 4558", ()),
    ("2000 en nog wat, 1500km, 5000 er bij", ()),
    ("in 2024 en in 2025 er is niets gebeurd", ()),
    ("groep 8, lokaal 2.14, 12-03-2024, 20.15 uur", ()),
    ("een bedrag van 1.000.000 euro", ()),
    ("ik mailde info@gemeente", ()),
    ("hij zei: @ wie dan", ()),
]


def hint(kinds: tuple[str, ...]) -> str:
    """The line that the widget shows for these kinds."""
    words = [_TEKSTEN[f"hint_{kind}"] for kind in kinds]
    if not words:
        return ""
    if len(words) == 1:
        return _TEKSTEN["hint_een"].replace("{soorten}", words[0])
    both = _TEKSTEN["hint_en"].replace("{eerste}", ", ".join(words[:-1])).replace("{laatste}", words[-1])
    return _TEKSTEN["hint_meer"].replace("{soorten}", both)
