"""Evidence about one word: is it (part of) a person's name? Pure layer.

Evidence is a set of feature names; `beslissing` weighs them. The features
describe what the lists know of the word, its shape, and the words around it.
"""

from __future__ import annotations

from rasa_project.redaction.document import Document, Token
from rasa_project.redaction.tussenvoegsels import OPENERS

HEET = frozenset(
    "heet heette heten genaamd genoemd naam namen roepnaam voornaam achternaam bijnaam alias ene hete heeten "
    "noemde roepen noemt noemen".split()
)
TITLE = frozenset(
    "mvr sgt fam meneer mevrouw mevr mw dhr heer hr meester juf juffrouw dokter dr drs prof ir mr ing tante oom "
    "opa oma "
    "broeder zuster pater imam pastoor dominee ds sheikh sjeik "
    "meneertje madame frau herr miss mister sir ome tante tantetje hodja hoca sensei trainer coach rechercheur "
    "agent brigadier inspecteur".split()
)
ROLE = frozenset(
    "leerling student jongen meisje client clientje patient jongere broer zus zusje broertje neef neefje nicht "
    "nichtje vriend vriendje vriendin moeder vader zoon dochter collega "
    "mentor buurman buurvrouw buurjongen buurmeisje oom tante opa oma vrouw man kind kindje baby stiefvader "
    "stiefmoeder pleegzoon pleegdochter pleegkind pupil medeleerling klasgenoot "
    "docent begeleider jongerenwerker wijkagent voogd gezinsvoogd ex partner echtgenoot echtgenote maat maatje "
    "gast kerel knul deelnemer bewoner cliente patiente leerlinge studente "
    "familie gezin ouders mama papa ma pa schoonzus zwager tweeling tweelingbroer tweelingzus stagiair stagiaire "
    "huisarts therapeut psycholoog kleinzoon kleindochter verdachte".split()
)
PREP = frozenset(
    "van met over aan bij tegen voor door naast naar zonder tussen achter om als dan volgens namens jegens".split()
)
DET = frozenset(
    "de het een zijn haar mijn ons onze hun deze die dit dat geen elke iedere alle veel jouw je uw welke sommige "
    "z'n m'n d'r 'n 't n t".split()
)
CONJ = frozenset("en of dat omdat toen maar want als terwijl sinds zodat nadat of ook dus".split())
VERB3 = frozenset(
    "is was heeft had wordt werd zegt zei wil wilde kan kon gaat ging komt kwam doet deed moet moest mag zit zat "
    "woont woonde vertelt vertelde vindt vond denkt dacht weet wist krijgt kreeg "
    "loopt liep blijft bleef ziet zag hoort hoorde maakt maakte geeft gaf zoekt zocht praat praatte luistert "
    "stuurt stuurde appt appte belt belde lijkt leek reageert reageerde draagt droeg "
    "slaat sloeg dreigt dreigde roept riep gebruikt volgt deelt deelde post bidt stopt stopte begint begon werkt "
    "werkte speelt speelde slaapt eet drinkt rookt leeft ligt lag staat stond heet heette "
    "zou zal zegd vraagt vroeg trekt trok mist miste kwam vertrekt vertrok verdwijnt wilt durft houdt hield laat "
    "liet neemt nam spreekt sprak verandert veranderde kijkt keek weigert hangt schreeuwt huilt lacht "
    "hing gaf stond bood brak droeg dreigde durfde gamede gooide greep haalde hangt hoorde huilde klaagde klapt "
    "klapte krijst kwam lacht leefde lijdt liegt loog lachte meldde miste noemde oefent ontkent ontkende pakte "
    "pest pestte piept plaatste plaatst probeert probeerde raakte rent scheldt schold schopt schopte schrikt "
    "schreeuwde schrok sloot smeekte snijdt spijbelt spuugt stapt staarde steelt stal sterft stikte tekent toont "
    "trapte valt vecht vocht verdient verkoopt verliet vernielt verzamelt vloekt voelde vlucht vluchtte wacht weet "
    "wees wijst wordt wou zweert zwijgt zweeg "
    "radicaliseert beweert meldt noemt leest schrijft schreef bleek blijkt voelt heefd hep zeg had".split()
)
PRON = frozenset(
    "ik hij zij ze we wij je jij jullie u men hem haar hen hun ons mij me hij' iemand niemand iedereen er het dat "
    "dit die wie wat".split()
)


def _previous(tokens: tuple[Token, ...], index: int) -> tuple[str, Token | None]:
    """The word before, stepping over quotes, and whether a mark stands between."""
    if index == 0:
        return "begin", None
    token = tokens[index - 1]
    if token.kind == "p":
        if token.word in {'"', "'", "(", "*"} and index >= 2:
            return "aanhaling", tokens[index - 2]
        return "leesteken", token
    return "woord", token


def _group(word: str) -> str:
    """The group a neighbouring word belongs to, for contexts that act alike."""
    for name, words in (
        ("heet", HEET),
        ("titel", TITLE),
        ("rol", ROLE),
        ("vz", PREP),
        ("lidw", DET),
        ("vw", CONJ),
        ("ww", VERB3),
        ("vnw", PRON),
    ):
        if word in words:
            return name
    return "ander"


def evidence(document: Document, index: int) -> list[str]:
    """Feature names for one word token."""
    tokens = document.tokens
    token = tokens[index]
    kind = document.kind(token.word)
    features = ["altijd", f"soort={kind}"]
    state, before = _previous(tokens, index)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    after2 = tokens[index + 2] if index + 2 < len(tokens) else None
    if before is None or token.first:
        features += ["voor=begin", f"{kind}&voor=begin"]
    if before is not None and not (token.first and state == "leesteken"):
        word = before.word if before.kind in "w" else {"m": "[]", "d": "0"}.get(before.kind, before.word)
        group = "masker" if before.kind == "m" else _group(word) if before.kind == "w" else "teken"
        features += [f"v1={word}", f"vg={group}", f"{kind}&vg={group}"]
        if before.kind == "w":
            before_kind = document.kind(before.word)
            features += [f"vs={before_kind}", f"{kind}&vs={before_kind}"]
            features += _particles(tokens, index, kind)
            if index >= 2:
                second = tokens[index - 2].word
                features += [f"v2={second}", f"vg2={_group(second)}"]
                if group == "heet" or second in {"heet", "naam"} or (word in {"is", "was", ":"} and second in HEET):
                    features.append("heet")
        elif index >= 2 and tokens[index - 2].word in HEET:
            features.append("heet")
    features += _after(document, after, after2, kind) + _listed(document, index)
    features += _shape(document, token, index) + _between(document, index, kind)
    features += _sound(document, token, kind) + _parsed(document, index, kind)
    known = document.known(token.word)
    if known:
        features += [f"bekend={known}", f"{kind}&bekend={known}"]
    return features


def _after(document: Document, after: Token | None, after2: Token | None, kind: str) -> list[str]:
    if after is None:
        return ["na=eind", f"{kind}&na=eind"]
    if after.kind != "w":
        sign = {"m": "[]", "d": "0"}.get(after.kind, after.word)
        return [f"n1={sign}", f"{kind}&n1={sign}"]
    group = _group(after.word)
    out = [f"n1={after.word}", f"ng={group}", f"{kind}&ng={group}"]
    after_kind = document.kind(after.word)
    out += [f"ns={after_kind}", f"{kind}&ns={after_kind}"]
    if (
        after.word in OPENERS
        and after2 is not None
        and document.kind(after2.word) in {"achter", "beide", "meestal", "eigen", "onbekend"}
    ):
        out.append("na=tussenvoegsel")
    if after2 is not None and after2.kind == "w":
        out.append(f"n2={after2.word}")
    return out


def _particles(tokens: tuple[Token, ...], index: int, kind: str) -> list[str]:
    """The particles right before a word, with what stands before them: "met van dalen"."""
    start = index
    while start > 0 and index - start < 3 and tokens[start - 1].word in OPENERS and not tokens[start].first:
        start -= 1
    if start == index:
        return []
    words = "_".join(token.word for token in tokens[start:index])
    left = "begin" if start == 0 or tokens[start].first else _side(tokens[start - 1])
    return [f"deeltje={words}", f"{kind}&deeltje={words}", f"deeltje={words}&{left}", f"{kind}&deeltje&{left}"]


def _between(document: Document, index: int, kind: str) -> list[str]:
    """What stands on both sides together."""
    tokens = document.tokens
    left = _side(tokens[index - 1]) if index and not tokens[index].first else "begin"
    right = _side(tokens[index + 1]) if index + 1 < len(tokens) else "eind"
    return [f"tussen={left}_{right}", f"{kind}&tussen={left}_{right}"]


def _side(token: Token) -> str:
    return _group(token.word) if token.kind == "w" else "masker" if token.kind == "m" else "teken"


def _sound(document: Document, token: Token, kind: str) -> list[str]:
    """How the letters sound; only where the lists leave doubt."""
    if kind not in _DOUBTFUL:
        return []
    value = document.sound(token.word)
    # A word that is a name as well has habits of its own: "mei" is mostly a month, "roos" mostly somebody.
    own = [f"zelf={token.word}"] if kind in {"soms", "beroep"} else []
    return [f"klank={value}", f"{kind}&klank={value}", *own]


def _parsed(document: Document, index: int, kind: str) -> list[str]:
    """What the Dutch pipeline sees: an entity, a word class, and the class on both sides."""
    seen = document.parse
    if seen is None:
        return []
    entity, tag = seen.get(index, ("geen", ""))
    before, after = seen.get(index - 1, ("", "rand"))[1], seen.get(index + 1, ("", "rand"))[1]
    return [
        f"ner={entity}",
        f"{kind}&ner={entity}",
        f"klasse={tag}",
        f"{kind}&klasse={tag}",
        f"klasse_voor={before}",
        f"{kind}&klasse_voor={before}",
        f"klasse_na={after}",
        f"{kind}&klasse_na={after}",
        f"{entity}&klasse={tag}",
    ]


_DOUBTFUL = frozenset({"onbekend", "afgeleid", "tik", "tiknaam", "lijkt", "eigen", "beroep", "soms", "meestal"})


def _listed(document: Document, index: int) -> list[str]:
    """Whether the word stands in a row with a name: "fatima en …", "… en fatima"."""
    tokens = document.tokens
    out = []
    if index >= 2 and tokens[index - 1].word in {"en", ",", "of", "&"} and document.is_name_kind(tokens[index - 2]):
        out.append("rij=na")
    if (
        index + 2 < len(tokens)
        and tokens[index + 1].word in {"en", ",", "of", "&"}
        and document.is_name_kind(tokens[index + 2])
    ):
        out.append("rij=voor")
    return out


def _shape(document: Document, token: Token, index: int) -> list[str]:
    out = []
    if token.possessive:
        out.append("bezit")
    raw = token.raw
    if document.cased and raw[:1].isupper():
        out.append("hoofdletter" if not token.first else "hoofdletter_begin")
        if len(raw) > 1 and raw.isupper():
            out.append("kapitalen")
    elif document.cased:
        out.append("klein_in_hoofdlettertekst")
    if "-" in raw:
        out.append("koppelteken")
    out.append(f"lengte={min(len(raw), 9)}")
    return out
