"""Luodi 落地: employment policy that runs, from the official document to the person who is owed."""
