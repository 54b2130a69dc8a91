"""Properties: twice is once, offsets fit, no generated Dutch identifier survives."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn as elfproef

from rasa_project.redaction.document import PLACEHOLDER
from rasa_project.redaction.engine import Redactor
from rasa_project.redaction.recognizers.kenteken import GROUPS

FAST = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.sampled_from(
    "hij zegt dat fatima en roos van der berg in ede wonen . , 06 12 bsn [NAAM-1] insta @ jan's de school moskee "
    "kerkstraat 12 heet mark meneer bakker en vader \n 1234 ab gv-123-b mail at punt nl ? ik ben bang mo youssef".split(
        " "
    )
)
FRAMES = st.sampled_from(["{}", "het is {} denk ik", "nummer {}", "{} staat er", "bel {} aub", "kijk: {}\ngroet"])


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@st.composite
def bsns(draw: st.DrawFn) -> str:
    head = draw(digits(8).filter(lambda d: d.strip("0")))
    for last in "0123456789":
        if elfproef.is_valid(head + last):
            number = head + last
            mark = draw(st.sampled_from(["", ".", " ", "-", " \n"]))
            return mark.join((number[:4], number[4:6], number[6:])) if draw(st.booleans()) else number
    return draw(bsns())


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    tail = draw(st.sampled_from("123456789")) + draw(digits(7))
    start = draw(st.sampled_from(["06", "+316", "00316", "+31 6", "+31 (0)6", "06-", "06 ", "(06) "]))
    mark = draw(st.sampled_from(["", " ", "-", ".", "\n"]))
    return start + mark.join(tail[i : i + 2] for i in range(0, 8, 2))


@st.composite
def plates(draw: st.DrawFn) -> str:
    shape = draw(st.sampled_from(GROUPS))
    letters, numbers = st.sampled_from("bdfghjklnprstvxz"), st.sampled_from("0123456789")
    parts = {"L": letters, "D": numbers, "-": st.just("-")}
    plate = "".join(draw(parts[c]) for c in shape)
    return plate.upper() if draw(st.booleans()) else plate


@st.composite
def ibans(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(["INGB", "RABO", "TEST"])) + draw(digits(10))
    value = "".join(str(int(c, 36)) for c in body + "NL00")
    full = f"NL{98 - int(value) % 97:02d}{body}"
    return " ".join(full[i : i + 4] for i in range(0, 18, 4)) if draw(st.booleans()) else full.lower()


@st.composite
def postcodes(draw: st.DrawFn) -> str:
    letters = draw(
        st.text("ABCDEFGHJKLMNPRSTVWXZ", min_size=2, max_size=2).filter(lambda x: x not in {"SA", "SD", "SS"})
    )
    return draw(st.sampled_from("123456789")) + draw(digits(3)) + draw(st.sampled_from(["", " "])) + letters


@st.composite
def landlines(draw: st.DrawFn) -> str:
    """Area code of three or four digits (ACM, Nummerplan) and the rest, ten digits together."""
    area = draw(st.sampled_from(["010", "020", "030", "050", "0513", "0343", "0228", "0495"]))
    tail = draw(st.sampled_from("23456789")) + draw(digits(9 - len(area)))
    return draw(st.sampled_from(["{} {}", "{}-{}", "({}) {}", "{}{}"])).format(area, tail)


@st.composite
def v_numbers(draw: st.DrawFn) -> str:
    """V-number of the IND: ten digits in three groups."""
    number = draw(st.sampled_from("123456789")) + draw(digits(9))
    mark = draw(st.sampled_from(["", ".", "-"]))
    return draw(st.sampled_from(["v-nummer ", "vnr ", "V"])) + mark.join((number[:3], number[3:6], number[6:]))


@st.composite
def case_numbers(draw: st.DrawFn) -> str:
    """Numbers of pupils, clients and cases: a word before letters, a year and digits."""
    word = draw(st.sampled_from(["leerlingnummer", "cliëntnummer", "zaaknummer", "dossiernummer", "casusnummer"]))
    body = draw(st.sampled_from(["", "VT", "JB-", "CL"])) + draw(digits(4)) + draw(st.sampled_from(["", "-", "/"]))
    return f"{word} {body}{draw(digits(5))}"


@st.composite
def spoken_mobiles(draw: st.DrawFn) -> str:
    """A mobile number digit by digit in words."""
    words = dict(zip("0123456789", "nul een twee drie vier vijf zes zeven acht negen".split(), strict=True))
    number = "06" + draw(st.sampled_from("12345")) + draw(digits(7))
    return " ".join(words[digit] for digit in number)


IDENTIFIERS = st.one_of(
    *(bsns(), mobiles(), plates(), ibans(), postcodes(), landlines(), v_numbers(), case_numbers()),
)


@FAST
@given(frame=FRAMES, value=spoken_mobiles())
def test_no_number_in_words_survives(redactor: Redactor, frame: str, value: str) -> None:
    left = PLACEHOLDER.sub("", redactor.redact(frame.format(value)).text).split()
    assert sum(word in set(value.split()) for word in left) == 0


DISGUISES = st.sampled_from(
    [
        lambda text: text.translate({ord(d): ord(d) - 48 + 0xFF10 for d in "0123456789"}),  # full width
        lambda text: text.translate({ord(d): ord(d) - 48 + 0x0660 for d in "0123456789"}),  # Arabic digits
        lambda text: "\u200b".join(text),  # zero width
        lambda text: "".join(f"&#{ord(c)};" if c.isdigit() else c for c in text),  # HTML
        lambda text: text[: len(text) // 2] + "\u00ad" + text[len(text) // 2 :],  # soft hyphen
    ]
)


@FAST
@given(value=st.one_of(bsns(), mobiles(), ibans()), disguise=DISGUISES)
def test_no_identifier_survives_in_disguise(redactor: Redactor, value: str, disguise: Callable[[str], str]) -> None:
    result = redactor.redact(f"het is {disguise(value)} denk ik")
    assert not any(c.isdigit() for c in PLACEHOLDER.sub("", result.text)), result.text


@FAST
@given(frame=FRAMES, value=IDENTIFIERS)
def test_no_generated_identifier_survives(redactor: Redactor, frame: str, value: str) -> None:
    result = redactor.redact(frame.format(value))
    left = re.sub(r"[^0-9a-z]", "", PLACEHOLDER.sub(" ", result.text).lower())
    assert re.sub(r"[^0-9a-z]", "", value.lower()) not in left
    assert not any(c.isdigit() for c in PLACEHOLDER.sub("", result.text)), result.text


@FAST
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_twice_is_once(redactor: Redactor, text: str) -> None:
    once = redactor.redact(text)
    assert redactor.redact(once.text).text == once.text


@FAST
@given(st.text(max_size=80))
def test_any_text_gives_fitting_offsets(redactor: Redactor, text: str) -> None:
    result = redactor.redact(text)
    position, pattern = 0, ""
    for span in result.spans:
        assert position <= span.start < span.end <= len(text)
        pattern += re.escape(text[position : span.start]) + r"\[[A-Z]+-\d+\]"
        position = span.end
    pattern += re.escape(text[position:])
    assert re.fullmatch(pattern, result.text, re.S)
    assert redactor.redact(result.text).text == result.text
