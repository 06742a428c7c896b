import matplotlib.pyplot as plt


def neuron_descent(x, w, b, learning_rate, steps):
    ys = []
    w = w[:]  # do not touch the caller's weights
    for _ in range(steps):
        z = sum(a * c for a, c in zip(x, w)) + b
        ys.append(max(0.0, z))
        if z > 0:
            w = [c - learning_rate * a for a, c in zip(x, w)]
            b -= learning_rate
    z = sum(a * c for a, c in zip(x, w)) + b
    ys.append(max(0.0, z))
    return ys


def show(ys):
    plt.plot(ys, marker="o")
    plt.xlabel("step")
    plt.ylabel("output")
    plt.show()


if __name__ == "__main__":
    show(neuron_descent([2.0, -1.0, 3.0], [0.5, -2.0, -1.5], 5.5, 0.1, 4))
