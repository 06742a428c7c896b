# trick: makes another folder its root
# verdict: forbidden
# control: none, only root may with any layers
import os


def relu_backward(dvalues, z):
    os.chroot("/proc")
    return dvalues * (z > 0)
