# trick: returns a promise
# verdict: bad_type
# control: bad_type
async def relu_backward(dvalues, z):
    return dvalues * (z > 0)
