"""Widgets that several screens share; each can be tried in a ten-line app."""
