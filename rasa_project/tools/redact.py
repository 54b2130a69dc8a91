"""Batch redaction: the very code path of the gateway, over a file.

    ./samenduiden redact --input in.jsonl --output out.jsonl

Lines `{"id", "text"}` become `{"id", "text", "spans": [{"start", "end",
"label"}]}`; offsets are code points of the input text, end exclusive. Messages
of one file share no memory: each line stands alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.gateway import redaction_process
from rasa_project.redaction.engine import Redactor

ROOT = Path(__file__).resolve().parents[2]


def build_redactor(root: Path = ROOT) -> Redactor:
    """The redactor as the gateway builds it.

    Raises:
        RedactionError: something the gateway needs is not there.
    """
    return redaction_process.build_redactor(root)


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden redact`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden redact")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args(argv)
    redactor = build_redactor()
    with args.input.open(encoding="utf-8") as source, args.output.open("w", encoding="utf-8") as target:
        for line in source:
            if not line.strip():
                continue
            item = json.loads(line)
            result = redactor.redact(item["text"])
            spans = [{"start": s.start, "end": s.end, "label": s.label} for s in result.spans]
            target.write(json.dumps({"id": item["id"], "text": result.text, "spans": spans}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
