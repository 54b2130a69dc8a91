"""Batch redaction: the very code path of the gateway, over a file.

    ./samenduiden redact --input in.jsonl --output out.jsonl [--uitleg]

Lines `{"id", "text"}` become `{"id", "text", "spans": [{"start", "end",
"label"}]}`; offsets are code points of the input text, end exclusive. Messages
of one file share no memory: each line stands alone. With `--uitleg` each span
says which recognizer found it and by which cue; neither holds the words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rasa_project.gateway import redaction_process
from rasa_project.redaction.engine import Redactor
from rasa_project.redaction.models import Span

ROOT = Path(__file__).resolve().parents[2]


def build_redactor(root: Path = ROOT) -> Redactor:
    """The redactor as the gateway builds it.

    Raises:
        RedactionError: something the gateway needs is not there.
    """
    return redaction_process.build_redactor(root)


def describe(span: Span, why: bool = False) -> dict[str, int | str]:
    """One span as the output has it.

    Args:
        span: what was found.
        why: also say which recognizer decided and by which cue.
    """
    out: dict[str, int | str] = {"start": span.start, "end": span.end, "label": span.label}
    return {**out, "herkenner": span.recognizer, "aanwijzing": span.cue} if why else out


def main(argv: Sequence[str] | None = None) -> int:
    """Entry of `./samenduiden redact`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="samenduiden redact")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--uitleg", action="store_true")
    args = parser.parse_args(argv)
    redactor = build_redactor()
    with args.input.open(encoding="utf-8") as source, args.output.open("w", encoding="utf-8") as target:
        for line in source:
            if not line.strip():
                continue
            item = json.loads(line)
            result = redactor.redact(item["text"])
            spans = [describe(span, args.uitleg) for span in result.spans]
            target.write(json.dumps({"id": item["id"], "text": result.text, "spans": spans}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
