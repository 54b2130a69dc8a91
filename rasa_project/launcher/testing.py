"""Runs every test in the environment it belongs to. Layer: launcher (standard library only).

The pure packages are tested in both environments, because both import them. A suite that fails does not stop the
next one: everything that is wrong is seen in one run, and the exit code says whether all of it was right.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rasa_project.launcher import environments, training
from rasa_project.launcher.browser import browser_environment, ensure_browser
from rasa_project.launcher.meldingen import melding, show
from rasa_project.launcher.paths import ROOT, environment_python, var_folder
from rasa_project.launcher.running import clean_environment

_BOTH = ("language", "redaction", "consultation", "knowledge")
_NEED_RASA = ("understanding", "components", "storage", "training", "nlg", "serving", "actions")


@dataclass(frozen=True)
class Suite:
    """Tests that run in one go: `environment` is `rasa` or `gateway`, `folders` are seen from the root."""

    name: str
    environment: str
    folders: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a suite."""

    suite: Suite
    passed: int
    failed: int
    skipped: int
    seconds: float
    code: int

    @property
    def good(self) -> bool:
        """Something ran, and nothing failed."""
        return self.code == 0 and self.passed > 0


def suites(browser: bool) -> Iterator[Suite]:
    """All suites, the quick ones first. The last ones need a trained model."""
    yield Suite("lagen en huis", "gateway", ("tests/architecture",))
    yield Suite("gateway-omgeving", "gateway", _gateway_units())
    yield Suite("rasa-omgeving", "rasa", _rasa_units())
    yield Suite("inhoud en gevallen", "gateway", ("tests/content", "tests/cases"))
    yield Suite("componenten", "rasa", ("tests/components",))
    yield Suite("gesprekken", "rasa", ("tests/conversations",))
    yield Suite("taalbegrip", "rasa", ("tests/nlu",))
    yield Suite("drie processen", "gateway", ("tests/e2e",), without=("tests/e2e/browser",))
    if browser:
        yield Suite("browser", "gateway", ("tests/e2e/browser",))


def _units() -> list[str]:
    """Every folder of unit tests, also one that is added later."""
    folders = (ROOT / "tests" / "unit").glob("*/")
    return sorted(path.name for path in folders if any(path.rglob("test_*.py")))


def _gateway_units() -> tuple[str, ...]:
    return tuple(f"tests/unit/{name}" for name in _units() if name not in _NEED_RASA)


def _rasa_units() -> tuple[str, ...]:
    return tuple(f"tests/unit/{name}" for name in _units() if name in (*_BOTH, *_NEED_RASA))


def run_tests(arguments: list[str]) -> int:
    """Installs, trains when needed, runs all suites and the content check. Non-zero on any failure."""
    parser = argparse.ArgumentParser(
        prog="./samenduiden test", description=melding("hulp_test"), epilog=melding("hulp_test_opties")
    )
    parser.parse_known_args(arguments)  # for --help alone: the rest goes to pytest
    environments.ensure_environments(tests=True)
    browser = ensure_browser()
    extra = {"SAMENDUIDEN_BROWSER": browser, **browser_environment(browser)} if browser else {}
    model, _ = training.ensure_model(environments.spacy_wheel())
    extra["SAMENDUIDEN_MODEL"] = str(model)
    checked = _check()
    outcomes = [_run(suite, arguments, extra) for suite in suites(bool(browser)) if _folders(suite)]
    _report(outcomes, checked, bool(browser))
    return 0 if checked and all(outcome.good for outcome in outcomes) else 1


def _folders(suite: Suite) -> list[str]:
    return [folder for folder in suite.folders if any((ROOT / folder).rglob("test_*.py"))]


def _check() -> bool:
    """Lint, types, layers and content, as `./samenduiden check` does them."""
    _title("check")
    command = [str(environment_python("gateway")), "-m", "rasa_project.tools.check"]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(), check=False).returncode == 0


def _run(suite: Suite, arguments: list[str], extra: Mapping[str, str]) -> Outcome:
    _title(f"{suite.name} ({suite.environment})")
    report = var_folder() / "tests" / f"{suite.name.replace(' ', '-')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    command = [str(environment_python(suite.environment)), "-m", "pytest", *_folders(suite), f"--junit-xml={report}"]
    command += [f"--ignore={folder}" for folder in suite.without] + arguments
    variables = {"OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", **extra}
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(variables), stdin=subprocess.DEVNULL, check=False)
    return _read(suite, report, done.returncode)


def _read(suite: Suite, report: Path, code: int) -> Outcome:
    try:
        cases = ElementTree.parse(report).getroot().iter("testsuite")
        found = dict.fromkeys(("tests", "failures", "errors", "skipped", "time"), 0.0)
        for case in cases:
            for key in found:
                found[key] += float(case.get(key) or 0)
    except (OSError, ElementTree.ParseError):
        return Outcome(suite, 0, 1, 0, 0.0, code or 1)
    bad, skipped = int(found["failures"] + found["errors"]), int(found["skipped"])
    return Outcome(suite, int(found["tests"]) - bad - skipped, bad, skipped, found["time"], code)


def _report(outcomes: list[Outcome], checked: bool, browser: bool) -> None:
    _title("uitslag")
    print(f"  {'check':<22} {'goed' if checked else 'MIS'}")
    for outcome in outcomes:
        skipped_here = f", {outcome.skipped} overgeslagen" if outcome.skipped else ""
        counts = f"{outcome.passed} goed, {outcome.failed} mis{skipped_here}"
        print(f"  {outcome.suite.name:<22} {counts}, {outcome.seconds:.0f} s")
    sys.stdout.flush()
    if not browser:
        show("browser_ontbreekt")
        show("tests_overgeslagen", wat="tests/e2e/browser")
    show("tests_gedraaid", wat=", ".join(outcome.suite.name for outcome in outcomes))
    bad = [outcome.suite.name for outcome in outcomes if not outcome.good] + ([] if checked else ["check"])
    if bad:
        show("tests_mislukt", wat=", ".join(bad))
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(max(outcome.failed, 0 if outcome.good else 1) for outcome in outcomes) + (0 if checked else 1)
    skipped = sum(outcome.skipped for outcome in outcomes)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)


def _title(what: str) -> None:
    title = melding("tests_kop", wat=what)
    print(f"\n== {title} ==", flush=True)
