import numpy as np

def dense_dinputs(dvalues, weights):
    # 形状要对得上: (输入, 神经元) x (神经元, 样本)
    return weights.dot(dvalues.T)
