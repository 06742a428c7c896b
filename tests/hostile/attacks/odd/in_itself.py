# trick: returns a list that holds itself
# verdict: output_limit
# control: output_limit
def relu_backward(dvalues, z):
    rows = []
    rows.append(rows)
    return rows
