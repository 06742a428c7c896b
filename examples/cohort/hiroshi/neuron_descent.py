# 出力を小さくしていく
def neuron_descent(x, w, b, learning_rate, steps):
    weights = list(w)
    outputs = []
    for step in range(steps + 1):
        z = sum(x[i] * weights[i] for i in range(len(x))) + b
        y = max(0.0, z)
        outputs.append(y)
        # 重みの更新
        if z > 0:
            for i in range(len(weights)):
                weights[i] = weights[i] - learning_rate * x[i]
    return outputs
