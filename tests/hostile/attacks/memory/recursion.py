# trick: calls itself with the guard taken away, a megabyte a call
# verdict: out_of_memory
# control: out_of_memory
import sys


def deeper(number):
    held = bytearray(1 << 20)
    return deeper(number + len(held))


sys.setrecursionlimit(10**6)
deeper(0)


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
