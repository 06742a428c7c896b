# trick: returns a mapping of row numbers to rows
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return {str(i): row for i, row in enumerate((dvalues * (z > 0)).tolist())}
