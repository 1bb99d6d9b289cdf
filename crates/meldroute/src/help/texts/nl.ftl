help-parts = Delen van de handleiding
help-own = voor u
