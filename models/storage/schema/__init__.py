"""The schema steps, each as it was when it was first taken: SQL, or a function of the connection."""
