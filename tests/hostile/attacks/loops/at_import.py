# trick: never finishes loading
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
while True:
    pass
