"""Makes the package of the Teams app: `./samenduiden teams-pakket`. Layer: tools.

    teams-pakket                      var/samenduiden-teams.zip
    teams-pakket --versie 1.0.1       a new upload of the same app needs a higher version

The two icons stand in `tools/teams/`; an organisation may put its own in their place (192 and 32 dots square).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rasa_project.gateway.kanalen.settings import is_guid, is_public_address
from rasa_project.gateway.teams.manifest import COLOR, ENGLISH, OUTLINE, make_english, make_manifest
from rasa_project.knowledge.kanalen import load_kanalen
from rasa_project.knowledge.meldingen import zin
from rasa_project.knowledge.repository import load_kennis
from rasa_project.settings import ROOT, load_settings

ICONS = Path(__file__).with_name("teams")
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
# The same content gives the same package, whenever it is made.
_MOMENT = (2026, 1, 1, 0, 0, 0)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the package and print where it is; 1 when a setting is missing."""
    parser = argparse.ArgumentParser(prog="teams-pakket", description=zin("teams_pakket_hulp"))
    parser.add_argument("--versie", default="1.0.0", help=zin("teams_pakket_versie"))
    parser.add_argument("--uitvoer", type=Path, help=zin("teams_pakket_uitvoer"))
    parser.add_argument("--map", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    root = options.map.resolve()
    teams = load_kanalen(root).teams
    problem = None
    if not is_guid(teams.app):
        problem = zin("kanaal_app_ontbreekt")
    elif not is_public_address(teams.adres):
        problem = zin("kanaal_adres_ontbreekt", kanaal="teams")
    elif not _VERSION.fullmatch(options.versie):
        problem = zin("teams_pakket_versie_fout")
    if problem:
        print(problem, file=sys.stderr)
        return 1
    kennis = load_kennis(root, productie=False)
    app, address = str(teams.app).lower(), str(teams.adres)
    manifest = make_manifest(kennis.zin, app, kennis.organisatie.naam, address, options.versie)
    target = options.uitvoer or load_settings(root=root).var / "samenduiden-teams.zip"
    write_package(target, manifest, make_english(kennis.zin))
    print(target)
    return 0


def write_package(target: Path, manifest: Mapping[str, object], english: Mapping[str, str]) -> None:
    """Write the four files that Teams wants in one package."""
    target.parent.mkdir(parents=True, exist_ok=True)
    files = {
        "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2).encode(),
        ENGLISH: json.dumps(english, ensure_ascii=False, indent=2).encode(),
        COLOR: (ICONS / COLOR).read_bytes(),
        OUTLINE: (ICONS / OUTLINE).read_bytes(),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    sys.exit(main())
