# trick: reads the exercise, knowing where it is
# verdict: forbidden
# control: passed
def relu_backward(dvalues, z):
    with open("@COURSE@/exercises/02_layer/05_relu_mask/exercise.yaml") as file:
        assert "cases" in file.read()
    return dvalues * (z > 0)
