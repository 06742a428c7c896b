# trick: opens the memory of the machine
# verdict: forbidden
# control: none, not every system has it
def relu_backward(dvalues, z):
    with open("/dev/mem", "rb", buffering=0):
        return dvalues * (z > 0)
