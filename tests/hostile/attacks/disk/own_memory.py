# trick: opens its memory as a file, to write where nothing may be written
# verdict: forbidden
# control: none, who may not be traced may not open it, unless it is root
def relu_backward(dvalues, z):
    with open("/proc/self/mem", "r+b", buffering=0):
        return dvalues * (z > 0)
