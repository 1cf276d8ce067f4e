"""A throwaway register of invented people, lived through the real commands so that it is always consistent."""
