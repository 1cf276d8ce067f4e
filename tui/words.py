"""What the command line understands, and its help. Read before first paint: nothing heavy is imported here."""

from collections.abc import Iterable, Iterator, Sequence

from tui.arguments import Asked, BadUse, Command, Option, parse

PROGRAM = "st-kollen"


def _demos() -> tuple[str, ...]:
    from models.demo import demo_regions  # noqa: PLC0415  seldom asked for, and not before the first paint

    return demo_regions()


DATA = Option("--data", "mappen där registret ligger; annars datorns egen mapp för programdata", "MAPP")
DEMO = Option(
    "--demo",
    "ett tillfälligt register med påhittade personer; REGION som i regions list, annars orebro",
    "REGION",
    default="orebro",
    may_be=lambda word: word in _demos(),
)
VERSION = Option("--version", "visa programmets version")
_SHARED = (DATA, DEMO)
_ALONE = (VERSION,)

REGION = Option("--region", "regionens kod, se regions list", "KOD", required=True)
CLINIC = Option("--clinic", "vårdcentralens namn", "NAMN", required=True)
LISTED = Option("--listed", "antal listade", "ANTAL", required=True)
PRIVATE = Option("--private", "vårdcentralen är privat; annars är den regiondriven")
CHIEF = Option("--chief", "chefens namn", "NAMN", required=True)
EXPORT_TO = Option("--to", "mappen som filerna skrivs i", "MAPP", required=True)
PERSONNUMMER = Option("--personnummer", "ta med personnummer")
BACKUP_TO = Option("--to", "filen som säkerhetskopian skrivs till", "FIL")
FILE = "FIL"

USER = Option("--user", "användarnamn, där registret är krypterat", "NAMN")

INIT = Command("init", "lägg upp ett nytt register", (REGION, CLINIC, LISTED, PRIVATE, CHIEF, USER))
EXPORT = Command("export", "skriv alla CSV-filer", (EXPORT_TO, PERSONNUMMER, USER))
CHECK_EXPORT = Option("--export", "jämför loggen också med en export som har lämnat datorn", "MAPP")
CHECK = Command("check", "kontrollera att registret är helt och stämmer", (CHECK_EXPORT, USER))
BACKUP = Command("backup", "skriv en kontrollerad säkerhetskopia; går även när programmet är öppet", (BACKUP_TO, USER))
YES = Option("--yes", "återläs utan att fråga")
RESTORE = Command(
    "restore",
    "återläs en säkerhetskopia, eller den nyaste hela i en mapp; det som ersätts sparas",
    (USER, YES),
    argument=FILE,
)
REGIONS_LIST = Command("regions list", "visa regionerna som finns, även egna")
REGIONS_CHECK = Command("regions check", "kontrollera ett eget regionpaket", argument=FILE)
_COMMANDS = (INIT, EXPORT, CHECK, BACKUP, RESTORE, REGIONS_LIST, REGIONS_CHECK)


def understand(words: Sequence[str]) -> Asked:
    """What the command line asks for. Raises BadUse."""
    asked = parse(words, _SHARED, _ALONE, _COMMANDS)
    if DATA.name in asked.values and DEMO.name in asked.values:
        raise BadUse("Välj antingen --data eller --demo.")
    region = asked.values.get(DEMO.name, DEMO.default)
    if region != DEMO.default and region not in _demos():
        *first, last = _demos()
        raise BadUse(f"{DEMO.name}: regionen finns inte. Välj {', '.join(first)} eller {last}.")
    return asked


def help_text(command: Command | None) -> str:
    """The help for the program, or for one command."""
    if command is not None:
        lines = [
            f"Användning: {PROGRAM} [{DATA} | {DEMO}] {command}",
            "",
            f"{PROGRAM} {command.name}: {command.about}.",
        ]
        return "\n".join((*lines, *_block("Alternativ", ((str(option), option.about) for option in command.options))))
    return "\n".join(
        (
            f"Användning: {PROGRAM} [{DATA} | {DEMO}] [KOMMANDO]",
            "",
            "ST-kollen: rekrytera och följ ST-läkare i allmänmedicin. Utan kommando startar programmet.",
            *_block("Alternativ", ((str(option), option.about) for option in (*_SHARED, *_ALONE))),
            *_block("Kommandon", ((f"{one.name} {one.argument}".strip(), one.about) for one in _COMMANDS)),
            "",
            "ST_KOLLEN_PASSWORD_FILE pekar ut en fil med lösenordet till ett krypterat register; annars frågas det.",
            f"{PROGRAM} KOMMANDO --hjälp visar vad ett kommando tar.",
            "Slutstatus: 0 när allt är bra, 1 när något är fel, 2 när kommandoraden inte går att förstå.",
        )
    )


def _block(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = (*rows, ("--hjälp, -h", "visa den här hjälpen")) if title == "Alternativ" else tuple(rows)
    width = max(len(name) for name, _about in rows)
    yield from ("", f"{title}:", *(f"  {name:<{width}}  {about}" for name, about in rows))
