# Hausaufgabe 3, noch nicht fertig
def f(x):
    return x ** 2 - 4 * x


def steigung(x, h=0.001):
    return (f(x + h) - f(x)) / h


print(steigung(3))
