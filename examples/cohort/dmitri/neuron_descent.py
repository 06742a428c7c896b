# задание 9, рекурсией красивее чем циклом
def neuron_descent(x, w, b, learning_rate, steps):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = max(0.0, z)
    if steps == 0:
        return [y]
    slope = 1.0 if z > 0 else 0.0
    new_w = [wi - learning_rate * slope * xi for xi, wi in zip(x, w)]
    new_b = b - learning_rate * slope
    return [y] + neuron_descent(x, new_w, new_b, learning_rate, steps)
