inputs = [1.0, -2.0, 3.0]
weights = [-3.0, -1.0, 2.0]
bias = 1.0
deriv_from_next_layer = 1.0

x0w0 = inputs[0] * weights[0]
x1w1 = inputs[1] * weights[1]
x2w2 = inputs[2] * weights[2]
res = x0w0 + x1w1 + x2w2 + bias
relu = max(0, res)

drelu_dsum = deriv_from_next_layer * (1 if res > 0 else 0)

dsum_dx0w0 = 1
dsum_dx1w1 = 1
dsum_dx2w2 = 1
dsum_dbias = 1

drelu_dx0w0 = drelu_dsum * dsum_dx0w0
drelu_dx1w1 = drelu_dsum * dsum_dx1w1
drelu_dx2w2 = drelu_dsum * dsum_dx2w2
drelu_dbias = drelu_dsum * dsum_dbias

dmul_di0 = weights[0]
dmul_di1 = weights[1]
dmul_di2 = weights[2]
dmul_dw0 = inputs[0]
dmul_dw1 = inputs[1]
dmul_dw2 = inputs[2]

drelu_di0 = drelu_dx0w0 * dmul_di0
drelu_di1 = drelu_dx1w1 * dmul_di1
drelu_di2 = drelu_dx2w2 * dmul_di2
drelu_dw0 = drelu_dx0w0 * dmul_dw0
drelu_dw1 = drelu_dx1w1 * dmul_dw1
drelu_dw2 = drelu_dx2w2 * dmul_dw2

gradient_inputs = [drelu_di0, drelu_di1, drelu_di2]
gradient_weights = [drelu_dw0, drelu_dw1, drelu_dw2]
gradient_bias = drelu_dbias

learning_rate = 0.001
for i in range(3):
    weights[i] -= learning_rate * gradient_weights[i]
bias -= learning_rate * gradient_bias
print("new weights", weights, "new bias", bias)
