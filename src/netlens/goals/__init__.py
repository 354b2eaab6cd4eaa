"""Goals: what they need, who may have it, what nobody has, and what to do this week."""
