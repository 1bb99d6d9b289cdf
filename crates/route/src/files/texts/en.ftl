error-file-large = ‘{ $name }’ is larger than 10 MB.
error-file-type = ‘{ $name }’ is not a JPEG, PNG, WebP or PDF.
error-file-broken = ‘{ $name }’ is damaged and cannot be read.
error-file-heavy = ‘{ $name }’ is too large or too complicated to check. Make it smaller, or take a photo of it.
error-file-busy = ‘{ $name }’ could not be checked: too much is going on. Try again in a minute.

file-kind-photo = photo
file-kind-pdf = PDF
