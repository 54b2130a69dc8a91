"""Erases conversations: `./samenduiden wis`. Layer: tools, Rasa environment.

    wis                    delete what was silent for longer than SAMENDUIDEN_BEWAARUREN
    wis --uren 2           the same with another number of hours
    wis --gesprek ID       delete one conversation
    wis --alles            delete every conversation

Works while the assistant runs. The exit code is 0 only when everything that had to
go is verified to be gone.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence

from rasa_project.errors import SamenduidenError
from rasa_project.settings import get_settings
from rasa_project.storage.database import Database

HOUR = 3600.0
TOMBSTONE_DAYS = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Erase, and print what was done as one line of JSON."""
    settings = get_settings()
    parser = argparse.ArgumentParser(prog="wis")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--uren", type=float, default=settings.bewaaruren)
    what.add_argument("--gesprek")
    what.add_argument("--alles", action="store_true")
    options = parser.parse_args(arguments)
    now = time.time()
    try:
        database = Database(settings.database)
        erased = _erase(database, options, now)
        database.forget_tombstones(now - TOMBSTONE_DAYS * 24 * HOUR)
        database.close()
    except SamenduidenError as error:
        print(json.dumps({"gewist": None, "fout": str(error)}), file=sys.stderr)
        return 1
    print(json.dumps({"gewist": erased}))
    return 0


def _erase(database: Database, options: argparse.Namespace, now: float) -> int:
    if options.gesprek is not None:
        known = options.gesprek in database.ids()
        database.erase(options.gesprek, now)
        return int(known)
    # Every row is older than a moment that still has to come.
    silent_since = now + HOUR if options.alles else now - options.uren * HOUR
    return database.erase_before(silent_since, now)


if __name__ == "__main__":
    sys.exit(main())
