# trick: writes and removes by every way and passes over every refusal
# verdict: passed
# control: passed
# touches: secret
import os

for act, *row in (
    (open, "@FOLDER@/left", "w"),
    (open, "/tmp/@MARK@", "w"),
    (open, "/dev/shm/@MARK@", "w"),
    (os.mkdir, "@FOLDER@/made"),
    (os.symlink, "@SECRET@", "@FOLDER@/link"),
    (os.truncate, "@SECRET@", 0),
    (os.chmod, "@SECRET@", 0),
    (os.unlink, "@SECRET@"),
):
    try:
        act(*row)
    except OSError:
        pass


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
