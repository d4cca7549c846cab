3in []
