"""Reads the first sheet of an Excel file as a table of words. Layer: tools.

Cells are read as people see them: a date as 2027-12-31, a number without ".0". A phone number that
Excel made a number of has lost its 0; it is left as it is, so that the check names it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

ZIP = b"PK\x03\x04"
"""How a modern Excel file begins."""
OUD = b"\xd0\xcf\x11\xe0"
"""How an Excel file of before 2007 (.xls) begins."""


class NotReadableError(Exception):
    """The file is no Excel file that can be read."""


def is_excel(path: Path) -> bool:
    """True when the file begins as an Excel file, whatever its name says."""
    return _begin(path) == ZIP


def is_old_excel(path: Path) -> bool:
    """True for an Excel file of before 2007, which is not read."""
    return _begin(path) == OUD


def read_excel(path: Path) -> str:
    """The first sheet as CSV with semicolons, rows and columns as they stand in it.

    Raises:
        NotReadableError: no Excel file, or a damaged one.
    """
    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        for row in book.worksheets[0].iter_rows(values_only=True):
            writer.writerow([_words(cell) for cell in row])
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError) as error:
        raise NotReadableError(path.name) from error
    return out.getvalue()


def _words(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell.hour}.{cell.minute:02d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _begin(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError:
        return b""
