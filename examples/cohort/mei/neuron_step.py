def neuron_step(x, w, b, dvalue, learning_rate):
    # 前向
    z = b
    for xi, wi in zip(x, w):
        z += xi * wi
    grad = dvalue * (1 if z > 0 else 0)
    # 更新权重和偏置
    for i in range(len(w)):
        w[i] -= learning_rate * grad * x[i]
    b -= learning_rate * grad
    return w, b
