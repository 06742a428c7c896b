# trick: imports the grader, knowing where it is
# verdict: error
# control: passed
import sys


def relu_backward(dvalues, z):
    sys.path.insert(0, "@COURSE@")
    import grader

    assert grader.__version__
    return dvalues * (z > 0)
