"""Stories: real parts only, from a child's phone to the desk and back."""
