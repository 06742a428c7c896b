drelu_dz = lambda dvalue, z: dvalue * (z > 0)
