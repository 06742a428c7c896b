# trick: prints without end while it is loaded
# verdict: output_limit
# control: output_limit
while True:
    print("x" * 10_000)
