"""Finders of personal data, one kind a file. Pure layer.

A recognizer is a function from a document to spans, offsets in the normalised
text. It knows nothing of the other recognizers; overlap is solved afterwards.
"""

from __future__ import annotations

from rasa_project.redaction.recognizers import (
    account,
    adres,
    bsn,
    datum,
    eigen,
    email,
    gelezen,
    genoemd,
    iban,
    instelling,
    internet,
    kenteken,
    naam,
    nummer,
    organisatie,
    plaats,
    postcode,
    school,
    straat,
    telefoon,
    vermomd,
    voorletters,
    werkgever,
)

DEFAULT = (
    bsn.find,
    iban.find,
    telefoon.find,
    email.find,
    internet.find,
    postcode.find,
    kenteken.find,
    datum.find,
    nummer.find,
    account.find,
    adres.find,
    straat.find,
    organisatie.find,
    school.find,
    instelling.find,
    werkgever.find,
    plaats.find,
    vermomd.find,
    naam.find,
    gelezen.find,
    genoemd.find,
    voorletters.find,
    eigen.find,
)
