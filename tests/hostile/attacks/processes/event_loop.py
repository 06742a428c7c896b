# trick: starts an event loop, which needs descriptors of its own
# verdict: forbidden
# control: passed
import asyncio


async def later(value):
    return value


def relu_backward(dvalues, z):
    return asyncio.run(later(dvalues * (z > 0)))
