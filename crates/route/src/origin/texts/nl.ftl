error-marked = Hierin staat iets wat onder de Wpg of de WGS valt: { $words }. Dat mag het dossier niet uit. Schrijf het zonder die woorden.
