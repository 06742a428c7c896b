# trick: runs a program
# verdict: forbidden
# control: passed
# without: rlimits
# touches: folder
import subprocess


def relu_backward(dvalues, z):
    subprocess.run(["/bin/mkdir", "-p", "@FOLDER@/made"], check=True)
    return dvalues * (z > 0)
