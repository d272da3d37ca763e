"""The screens of the wizard, and the pages that the filling screen shows one at a time."""
