"""Prints the description of the Slack app, to paste at Slack: `./samenduiden slack-manifest`. Layer: tools."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.gateway.kanalen.settings import is_public_address
from rasa_project.gateway.slack.channel import PATH
from rasa_project.gateway.slack.manifest import make_manifest
from rasa_project.knowledge.kanalen import load_kanalen
from rasa_project.knowledge.meldingen import zin
from rasa_project.knowledge.repository import load_kennis
from rasa_project.settings import ROOT


def main(argv: Sequence[str] | None = None) -> int:
    """Print the manifest that goes with the settings; 1 when an address is missing or wrong."""
    parser = argparse.ArgumentParser(prog="slack-manifest", description=zin("slack_manifest_hulp"))
    parser.add_argument("--map", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    root = options.map.resolve()
    slack = load_kanalen(root).slack
    address = None
    if slack.manier == "http":
        if not is_public_address(slack.adres):
            print(zin("kanaal_adres_ontbreekt", kanaal="slack"), file=sys.stderr)
            return 1
        address = f"{(slack.adres or '').rstrip('/')}{PATH}"
    manifest = make_manifest(load_kennis(root, productie=False).zin, address)
    print(json.dumps(manifest, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
