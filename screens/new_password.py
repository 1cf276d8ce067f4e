"""What a new password is asked for with, wherever one is chosen; the door needs no more of it before it is shown."""

from screens.widgets.form import FieldSpec, Kind

CHOSEN = (
    FieldSpec("password", "Nytt lösenord", Kind.PASSWORD, "Minst 10 tecken, gärna flera ord"),
    FieldSpec("again", "Samma en gång till", Kind.PASSWORD),
)
RULE = """\
Lösenordet ska ha minst tio tecken. Välj hellre fyra eller fem ord som inte hör ihop än ett ord med siffror och \
tecken: de är lättare att minnas och svårare att gissa. Mellanslag, å, ä och ö går bra."""
