"""Entry point: `python -m rasa_project.gateway`. Layer: gateway."""

from __future__ import annotations

import sys

from rasa_project.gateway.app import main

sys.exit(main())
