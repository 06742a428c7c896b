# 勾配降下法の1ステップ
def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(x[i] * w[i] for i in range(len(x))) + b
    drelu_dz = dvalue if z > 0 else 0.0

    # 勾配
    dw = [drelu_dz * x[i] for i in range(len(x))]
    db = drelu_dz

    # 更新
    new_w = [w[i] + learning_rate * dw[i] for i in range(len(w))]
    new_b = b + learning_rate * db
    return new_w, new_b
