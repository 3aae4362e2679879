print("mcf")
