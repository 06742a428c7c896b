# trick: goes to a folder and reads a file by its bare name
# verdict: forbidden, error
# control: passed
import os


def relu_backward(dvalues, z):
    os.chdir("/etc")
    with open("passwd") as file:
        file.read()
    return dvalues * (z > 0)
