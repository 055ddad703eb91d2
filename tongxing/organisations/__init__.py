"""单位: employers, institutions, departments, theatres, foundations, donors; who speaks for them."""
