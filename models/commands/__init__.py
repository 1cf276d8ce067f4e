"""Everything that changes the register: one function is one transaction is one audit entry."""
