# trick: runs a shell line and does not look at what came of it
# verdict: passed
# control: passed
# without: rlimits
# touches: folder
import os


def relu_backward(dvalues, z):
    os.system("mkdir -p @FOLDER@/made")
    return dvalues * (z > 0)
