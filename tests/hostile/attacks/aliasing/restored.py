# trick: writes into its inputs and puts everything back, which does no harm
# verdict: passed
# control: passed
def relu_backward(dvalues, z):
    kept = dvalues.copy()
    dvalues[z <= 0] = 0
    result = dvalues.copy()
    dvalues[...] = kept
    return result
