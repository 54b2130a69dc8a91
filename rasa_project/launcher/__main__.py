"""Entry point of `./samenduiden`. Layer: launcher (standard library only)."""

from __future__ import annotations

import sys

from rasa_project.launcher.commands import main

sys.exit(main(sys.argv[1:]))
