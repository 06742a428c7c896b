# trick: raises what an operator's interrupt raises
# verdict: error
# control: error
def relu_backward(dvalues, z):
    raise KeyboardInterrupt
