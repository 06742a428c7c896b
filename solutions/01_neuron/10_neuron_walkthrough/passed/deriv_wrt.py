"""My notes on the chain rule, with long names so that I can read them."""


def relu(value):
    return value if value > 0 else 0.0


def relu_slope(value):
    return 1.0 if value > 0 else 0.0


x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0

xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
z = xw0 + xw1 + xw2 + b
y = relu(z)

dvalue = 1.0
deriv_relu_wrt_z = relu_slope(z) * dvalue

deriv_sum_wrt_xw0 = 1.0
deriv_sum_wrt_xw1 = 1.0
deriv_sum_wrt_xw2 = 1.0
deriv_sum_wrt_b = 1.0
deriv_relu_wrt_xw0 = deriv_relu_wrt_z * deriv_sum_wrt_xw0
deriv_relu_wrt_xw1 = deriv_relu_wrt_z * deriv_sum_wrt_xw1
deriv_relu_wrt_xw2 = deriv_relu_wrt_z * deriv_sum_wrt_xw2
deriv_relu_wrt_b = deriv_relu_wrt_z * deriv_sum_wrt_b

deriv_mul_wrt_x0 = w[0]
deriv_mul_wrt_x1 = w[1]
deriv_mul_wrt_x2 = w[2]
deriv_mul_wrt_w0 = x[0]
deriv_mul_wrt_w1 = x[1]
deriv_mul_wrt_w2 = x[2]
deriv_relu_wrt_x0 = deriv_relu_wrt_xw0 * deriv_mul_wrt_x0
deriv_relu_wrt_x1 = deriv_relu_wrt_xw1 * deriv_mul_wrt_x1
deriv_relu_wrt_x2 = deriv_relu_wrt_xw2 * deriv_mul_wrt_x2
deriv_relu_wrt_w0 = deriv_relu_wrt_xw0 * deriv_mul_wrt_w0
deriv_relu_wrt_w1 = deriv_relu_wrt_xw1 * deriv_mul_wrt_w1
deriv_relu_wrt_w2 = deriv_relu_wrt_xw2 * deriv_mul_wrt_w2

deriv_relu_wrt_inputs = [deriv_relu_wrt_x0, deriv_relu_wrt_x1, deriv_relu_wrt_x2]
deriv_relu_wrt_weights = [deriv_relu_wrt_w0, deriv_relu_wrt_w1, deriv_relu_wrt_w2]
deriv_relu_wrt_biases = deriv_relu_wrt_b

step = 0.001
w = [weight - step * slope for weight, slope in zip(w, deriv_relu_wrt_weights)]
b -= step * deriv_relu_wrt_biases
