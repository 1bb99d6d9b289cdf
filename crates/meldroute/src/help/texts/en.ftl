help-parts = Parts of the manual
help-own = for you
