# trick: returns the function
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return relu_backward
