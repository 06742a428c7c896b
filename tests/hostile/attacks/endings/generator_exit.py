# trick: raises an exception that no handler of Exception sees
# verdict: error
# control: error
def relu_backward(dvalues, z):
    raise GeneratorExit
