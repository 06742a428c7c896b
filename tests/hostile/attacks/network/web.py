# trick: fetches a page
# verdict: forbidden, error
# control: none, no page is served
import urllib.request


def relu_backward(dvalues, z):
    urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
    return dvalues * (z > 0)
