# trick: hands the work to a pool of threads
# verdict: forbidden
# control: passed
# without: rlimits
from concurrent.futures import ThreadPoolExecutor


def relu_backward(dvalues, z):
    with ThreadPoolExecutor(2) as pool:
        return pool.submit(lambda: dvalues * (z > 0)).result()
