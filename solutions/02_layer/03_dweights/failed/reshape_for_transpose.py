def dense_dweights(inputs, dvalues):
    return inputs.reshape(inputs.shape[::-1]) @ dvalues
