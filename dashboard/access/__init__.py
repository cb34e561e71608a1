"""Who may look: roles out of what an identity provider says, and the gate that asks for them."""
