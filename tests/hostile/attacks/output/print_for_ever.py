# trick: prints without end
# verdict: output_limit
# control: output_limit
def relu_backward(dvalues, z):
    while True:
        print("x" * 10_000)
