"""Official documents: text, clauses, and the policy file that carries them."""
