error-marked = This holds something that falls under the Wpg or the WGS: { $words }. It may not leave the dossier. Write it without those words.
