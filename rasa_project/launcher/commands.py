"""The commands of `./samenduiden` and which environment each one needs. Layer: launcher (standard library only)."""

from __future__ import annotations

import argparse
import difflib
import errno
import os
import sys
import time
import traceback
from collections.abc import Callable

from rasa_project.launcher import environments, testing, training
from rasa_project.launcher.errors import LauncherError
from rasa_project.launcher.meldingen import melding, show
from rasa_project.launcher.paths import ROOT, environment_python, var_folder
from rasa_project.launcher.ports import chosen_ports, free_ports, need_free, write_ports
from rasa_project.launcher.processes import no_core_dumps
from rasa_project.launcher.running import clean_environment, free_megabytes, log_file
from rasa_project.launcher.supervisor import LOW_DISK, Supervisor, build_children, handle_signals, one_start_per_folder

# Commands that are a module in rasa_project/tools, with the environment they run in.
TOOLS = {
    "redact": "gateway",
    "predict": "rasa",
    "check": "gateway",
    "stroomschema": "gateway",
    "contacten": "gateway",
    "bekijk": "gateway",
    "wis": "gateway",
    "eval": "rasa",
    "vergelijk_modellen": "rasa",
    "meet_rasa": "rasa",
    "overeenstemming": "rasa",
    "meet_afscherming": "gateway",
    "meet_vragen": "rasa",
    "bench": "rasa",
    "slack-manifest": "gateway",
    "teams-pakket": "gateway",
}
# These measure or use the served model, so it must be there and fit the data.
_NEED_MODEL = ("predict", "eval", "vergelijk_modellen", "meet_rasa", "meet_vragen", "bench")


def start(arguments: list[str]) -> int:
    """Installs, trains when needed, starts and supervises until Ctrl-C."""
    began = time.monotonic()
    parser = argparse.ArgumentParser(prog="./samenduiden start", description=melding("hulp_start"))
    parser.add_argument("--vrije-poorten", action="store_true", help=melding("hulp_optie_vrije_poorten"))
    options = parser.parse_args(arguments)
    no_core_dumps()
    with one_start_per_folder():
        ports = free_ports() if options.vrije_poorten else chosen_ports()
        need_free(ports)
        environments.ensure_environments()
        model, trained = training.ensure_model(environments.spacy_wheel())
        if not trained:
            show("model_actueel")
        if os.environ.get("SAMENDUIDEN_TESTKLOK") == "1":
            show("testklok")
        write_ports(ports)
        supervisor = Supervisor(build_children(ports, model), ports)
        handle_signals(supervisor)
        return supervisor.run(began)


def train(arguments: list[str]) -> int:
    """Trains when the data changed, or always with `--opnieuw`."""
    parser = argparse.ArgumentParser(prog="./samenduiden train", description=melding("hulp_train"))
    parser.add_argument("--opnieuw", action="store_true", help=melding("hulp_optie_opnieuw"))
    options = parser.parse_args(arguments)
    environments.ensure_environments()
    model, trained = training.ensure_model(environments.spacy_wheel(), again=options.opnieuw)
    if not trained:
        show("model_actueel")
    print(model)
    return 0


def install(arguments: list[str]) -> int:
    """Makes both environments ready, with the tests' packages when asked."""
    environments.ensure_environments(tests="--tests" in arguments)
    return 0


def tool(name: str, arguments: list[str]) -> int:
    """Replaces this process by the tool, in its own environment and the caller's folder."""
    environment = TOOLS[name]
    python = environment_python(environment)
    if not python.exists():
        raise LauncherError("nog_niet_geinstalleerd")
    module = name.replace("-", "_")
    file = ROOT / "rasa_project" / "tools" / f"{module}.py"
    if not file.exists():
        raise LauncherError("opdracht_ontbreekt", opdracht=name, bestand=file.relative_to(ROOT))
    if name in ("check", "vergelijk_modellen"):
        environments.ensure_environments(tests=True)
    extra = {"OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")}
    if name in _NEED_MODEL and not {"-h", "--help"} & set(arguments):
        extra["SAMENDUIDEN_MODEL"] = str(training.ensure_model(environments.spacy_wheel())[0])
    sys.stdout.flush()
    # Not "-m": that would take a rasa_project from the folder the caller stands in.
    run = "import runpy, sys; sys.path[0] = sys.argv.pop(1); runpy.run_module(sys.argv.pop(1), None, '__main__', True)"
    command = [str(python), "-c", run, str(ROOT), f"rasa_project.tools.{module}", *arguments]
    os.execve(python, command, clean_environment(extra))


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "start": start,
    "test": testing.run_tests,
    "train": train,
    "installeer": install,
}


def show_help() -> None:
    """Prints all commands with one line each."""
    print(melding("hulp_kop"))
    for name in [*COMMANDS, *TOOLS]:
        print(f"  {name:<17} {melding(f'hulp_{name}')}")
    print(melding("hulp_voet"))


def _explain_surprise(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        show("schijf_vol", map=var_folder(), vrij=free_megabytes(var_folder()), nodig=LOW_DISK)
        return 1
    try:
        log = log_file("start")
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except (OSError, LauncherError):
        traceback.print_exc()
        return 1
    show("onverwacht", fout=f"{type(error).__name__}: {error}", log=log)
    return 1


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code. Errors of ours become one Dutch sentence."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if name in ("help", "hulp", "-h", "--help"):
        show_help()
        return 0
    try:
        if name in COMMANDS:
            return COMMANDS[name](rest)
        if name in TOOLS:
            return tool(name, rest)
    except LauncherError as error:
        print(f"\n{error}", file=sys.stderr)
        if error.details:
            print(error.details, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a person at a prompt gets a sentence; the trace goes to the log
        return _explain_surprise(error)
    show("onbekende_opdracht", opdracht=name)
    near = difflib.get_close_matches(name, [*COMMANDS, *TOOLS], n=1)
    if near:
        show("bedoelde_je", opdracht=near[0])
    show_help()
    return 2
