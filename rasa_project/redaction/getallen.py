"""Dutch number words to digits, for numbers written out. Pure layer."""

from __future__ import annotations

_UNITS = {
    "nul": "0",
    "een": "1",
    "twee": "2",
    "drie": "3",
    "vier": "4",
    "vijf": "5",
    "zes": "6",
    "zeven": "7",
    "acht": "8",
    "negen": "9",
    "zeuven": "7",
    "dubbel": "",
}
_TEENS = {
    "tien": "10",
    "elf": "11",
    "twaalf": "12",
    "dertien": "13",
    "veertien": "14",
    "vijftien": "15",
    "zestien": "16",
    "zeventien": "17",
    "achttien": "18",
    "negentien": "19",
}
_TENS = {"twintig": 2, "dertig": 3, "veertig": 4, "vijftig": 5, "zestig": 6, "zeventig": 7, "tachtig": 8, "negentig": 9}


def _build() -> dict[str, str]:
    table = {**_UNITS, **_TEENS, **{w: f"{n}0" for w, n in _TENS.items()}, "honderd": "100", "duizend": "000"}
    for unit, digit in list(_UNITS.items()):
        if digit in {"", "0"}:
            continue
        for ten, number in _TENS.items():
            # fold() has removed the diaeresis: tweeëntwintig is compared as tweeentwintig
            table[f"{unit}en{ten}"] = f"{number}{digit}"
        if digit != "1":
            table[f"{unit}honderd"] = f"{digit}00"
    return table


NUMBER_WORDS = _build()
