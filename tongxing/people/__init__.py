"""人员: regions, accounts and roles, disabled people, what they need, and what they consent to."""
