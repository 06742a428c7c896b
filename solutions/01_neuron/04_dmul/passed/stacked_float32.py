import numpy as np


def dmul(drelu_dxw, x, w):
    local = np.array([w, x], dtype=np.float32)
    return local * np.array(drelu_dxw, dtype=np.float32)
