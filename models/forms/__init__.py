"""What a person may enter: pydantic models with Swedish messages."""
