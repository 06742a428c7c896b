# trick: hands the work to a process of the standard library
# verdict: forbidden
# control: passed
# without: rlimits
import multiprocessing


def relu_backward(dvalues, z):
    process = multiprocessing.get_context("fork").Process(target=int)
    process.start()
    process.join()
    return dvalues * (z > 0)
