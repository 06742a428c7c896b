import numpy as np

def dense_relu_backward(inputs, weights, biases, dvalues):
    # 前向
    z = inputs.dot(weights) + biases
    # ReLU 反向: z <= 0 的地方梯度为零
    drelu = dvalues
    drelu[z <= 0] = 0
    # 全连接层反向
    dinputs = drelu.dot(weights.T)
    dweights = inputs.T.dot(drelu)
    dbiases = drelu.sum(axis=0, keepdims=True)
    return dinputs, dweights, dbiases
