error-file-large = ‘{ $name }’ is groter dan 10 MB.
error-file-type = ‘{ $name }’ is geen JPEG, PNG, WebP of PDF.
error-file-broken = ‘{ $name }’ is beschadigd en kan niet gelezen worden.
error-file-heavy = ‘{ $name }’ is te groot of te ingewikkeld om te controleren. Maak het bestand kleiner, of maak er een foto van.
error-file-busy = ‘{ $name }’ kon niet gecontroleerd worden: het is te druk. Probeer het over een minuut opnieuw.

file-kind-photo = foto
file-kind-pdf = PDF
