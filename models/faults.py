"""The fault that every layer may meet: something is wrong with the file or the folder."""


class StorageFault(Exception):
    """Something is wrong with the register's file or folder; the message is Swedish and says what to do."""
