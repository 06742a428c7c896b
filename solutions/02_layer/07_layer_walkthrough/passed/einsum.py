import numpy as np

rng = np.random.default_rng(1)
dvalues = rng.normal(size=(6, 2))
weights = rng.normal(size=(5, 2))
inputs = rng.normal(size=(6, 5))
z = rng.normal(size=(6, 2))

# n sample, i input, j neuron
dinputs = np.einsum('nj,ij->ni', dvalues, weights)
dweights = np.einsum('ni,nj->ij', inputs, dvalues)
dbiases = np.einsum('nj->j', dvalues)[None, :]
drelu = np.einsum('nj,nj->nj', dvalues, (z > 0).astype(float))
