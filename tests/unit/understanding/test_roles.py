"""The role of the user when it is not named but shows."""

from __future__ import annotations

import numpy as np

from rasa_project.understanding.encoder import Reading
from rasa_project.understanding.roles import RoleModel


def reading(*vector: float) -> Reading:
    empty = np.zeros(0, dtype=np.float32)
    return Reading("", (), empty, empty, np.array(vector, dtype=np.float32))


def trained() -> RoleModel:
    rng = np.random.default_rng(3)
    kinds = (("docent", (2, 0, 0)), ("huisarts", (0, 2, 0)), (None, (0, 0, 0)))
    rows = [(role, rng.normal(place, 0.3)) for role, place in kinds for _ in range(60)]
    return RoleModel.train([reading(*vector) for _, vector in rows], [role for role, _ in rows], epochs=400)


def test_it_learns_which_role_shows_and_keeps_it() -> None:
    model = trained()
    kept = RoleModel.from_arrays(*model.to_arrays())
    for one in (model, kept):
        assert one.predict(reading(2, 0, 0)) == "docent"
        assert one.predict(reading(0, 2, 0)) == "huisarts"


def test_what_shows_no_role_or_two_gets_none() -> None:
    model = trained()
    assert model.predict(reading(0, 0, 0)) is None
    assert model.predict(reading(1, 1, 0)) is None
