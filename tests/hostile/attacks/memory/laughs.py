# trick: returns lists of lists that double at each level
# verdict: output_limit
# control: output_limit
calls = []
rows = [0.0, 1.0]
for _ in range(25):
    rows = [rows, rows]


def relu_backward(dvalues, z):
    calls.append(1)
    return rows if len(calls) == 1 else dvalues * (z > 0)
