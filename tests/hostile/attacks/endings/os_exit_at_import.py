# trick: ends the process with status 0 while it is loaded
# verdict: exited
# control: exited
import os

os._exit(0)
