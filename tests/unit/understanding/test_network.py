"""The small networks: features kept as places and values teach the same as full rows."""

import numpy as np
import pytest

from rasa_project.understanding.network import Evening, Perceptron, Rows, any_of, one_of

FULL, WIDTH, EXAMPLES = 3, 40, 60


@pytest.fixture
def features() -> tuple[np.ndarray, Rows]:
    rng = np.random.default_rng(5)
    full = rng.standard_normal((EXAMPLES, FULL)).astype(np.float32)
    few = []
    for number in range(EXAMPLES):
        places = np.sort(rng.choice(WIDTH, size=number % 5, replace=False))  # every fifth has none
        few.append((places, rng.random(len(places), dtype=np.float32)))
    dense = np.zeros((EXAMPLES, FULL + WIDTH), dtype=np.float32)
    dense[:, :FULL] = full
    for row, (places, values) in zip(dense, few, strict=True):
        row[FULL + places] = values
    return dense, Rows(full, few, WIDTH)


@pytest.mark.parametrize("hidden", [0, 7])
@pytest.mark.parametrize("loss", [one_of, any_of])
def test_places_and_values_teach_what_full_rows_teach(features, hidden, loss):
    dense, rows = features
    targets = np.eye(4, dtype=np.float32)[np.arange(EXAMPLES) % 4]
    options = {"hidden": hidden, "epochs": 3, "size": 16, "dropout": 0.0}
    one = Perceptron.train(dense, targets, loss, **options).params
    other = Perceptron.train(rows, targets, loss, **options).params
    assert one.keys() == other.keys()
    for name in one:
        assert np.allclose(one[name], other[name], atol=1e-5), name
    assert rows.shape == dense.shape


@pytest.mark.parametrize("hidden", [0, 7])
def test_weights_learned_on_evened_features_fit_them_as_they_come(hidden):
    rng = np.random.default_rng(3)
    x = (rng.standard_normal((EXAMPLES, 5)) * 0.01 + 0.9).astype(np.float32)  # all vectors point one way
    targets = np.eye(2, dtype=np.float32)[(x[:, 0] > 0.9).astype(int)]
    evening = Evening.of(x)
    options = {"hidden": hidden, "epochs": 200, "size": 16, "rate": 5e-3}
    folded = Perceptron.train(x, targets, one_of, even=5, **options).scores(x)
    plain = Perceptron.train(evening(x), targets, one_of, **options).scores(evening(x))
    assert np.allclose(folded, plain, atol=2e-2)
    assert (folded.argmax(axis=1) == targets.argmax(axis=1)).mean() > 0.9
    assert np.allclose(evening(x).std(axis=0), 0.25, atol=1e-2)
