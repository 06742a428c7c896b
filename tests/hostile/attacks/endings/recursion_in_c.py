# trick: overflows the C stack by a hash that has no guard
# verdict: crashed
# control: crashed
def relu_backward(dvalues, z):
    nested = ()
    for _ in range(10**6):
        nested = (nested,)
    hash(nested)
    return dvalues * (z > 0)
