"""The convention `escnn` of our coupling tables is what escnn computes (with py3nj, or the stand-in beside this suite)."""

import numpy as np
import py3nj
from escnn.group.groups.so3group import _clebsh_gordan_tensor_so3
from support import close, tensors


def test_couplings_of_rotations_in_the_convention_of_escnn():
    table = tensors("cg-escnn")
    for key, tensor in table.items():
        a, b, c = map(int, key.split(","))
        close(np.asarray(_clebsh_gordan_tensor_so3(a, b, c))[:, :, 0, :], tensor, 1e-12)


def test_the_stand_in_knows_a_value_of_the_textbook():
    close(py3nj.clebsch_gordan(2, 2, 4, 2, -2, 0), 1 / np.sqrt(6), 1e-15)
