"""The last good content keeps serving while an editor works; a start by a person refuses wrong content."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rasa_project.errors import ContentError
from rasa_project.knowledge.serveren import FOLDER, load_and_keep, load_to_serve
from rasa_project.settings import Settings, load_settings

KLEIN = Path(__file__).parent / "klein"
TEKST = "data/teksten/gesprek.yml"


@pytest.fixture()
def settings(tmp_path: Path) -> Settings:
    shutil.copytree(KLEIN, tmp_path / "project")
    return load_settings({"SAMENDUIDEN_VAR": str(tmp_path / "var")}, tmp_path / "project")


def edit(settings: Settings, old: str, new: str) -> None:
    path = settings.root / TEKST
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_restart_half_way_an_edit_serves_the_content_of_the_start(settings: Settings) -> None:
    load_and_keep(settings)
    edit(settings, '"]}', '"}')
    again = replace(settings, herstart=True)
    for load in (load_to_serve, load_and_keep):
        assert load(again).teksten["begroeting"].varianten[0] == "Hallo, {naam}."


def test_a_restart_serves_the_same_as_the_processes_that_went_on(settings: Settings) -> None:
    load_and_keep(settings)
    edit(settings, "Hallo", "Dag")
    assert load_to_serve(replace(settings, herstart=True)).teksten["begroeting"].varianten[0] == "Hallo, {naam}."


def test_a_start_by_a_person_takes_the_new_words(settings: Settings) -> None:
    load_and_keep(settings)
    edit(settings, "Hallo", "Dag")
    assert load_and_keep(settings).teksten["begroeting"].varianten[0] == "Dag, {naam}."


def test_a_start_by_a_person_refuses_wrong_content_and_keeps_the_last_good(settings: Settings) -> None:
    load_and_keep(settings)
    edit(settings, '"]}', '"}')
    for load in (load_to_serve, load_and_keep):
        with pytest.raises(ContentError, match="is vanaf hier niet te lezen"):
            load(settings)
    assert load_to_serve(replace(settings, herstart=True)).teksten
    assert [path.name for path in settings.var.iterdir()] == [FOLDER], "no half copies are left"


def test_a_restart_with_nothing_kept_reads_what_is_there(settings: Settings) -> None:
    assert load_to_serve(replace(settings, herstart=True)).teksten
