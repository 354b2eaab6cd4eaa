"""Figures: each takes one table and answers the question in its title."""
