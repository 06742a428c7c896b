def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = max(0, z)
    print(z, y)
