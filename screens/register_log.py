"""The register's log: everything that was ever done in it, the newest at once and the rest as it is read."""

from textual import work

from models.queries.log import RegisterLine, register_log
from screens.host import open_register
from screens.log import LogScreen
from screens.widgets.line_table import Column, LineTable
from screens.words import moment

_THEN = 10_000  # a page after the first: read beside the keys, each while other queries wait


class RegisterLogScreen(LogScreen):
    """Who did what, when, and about whom."""

    TAB = "registerlogg"
    HELP = """\
Allt som har gjorts i registret, det senaste först: när, om vem, vad och av vem. Här står också det som inte gäller \
någon kandidat: användare, lösenord och roller, nycklar, återläsningar, gallring och vårdcentralens uppgifter. Rutan \
bredvid visar vad händelsen i fokus ändrade, fält för fält: först som det var, och efter pilen som det blev.

/ filtrerar på dag, ord och namn. Tabb går till rutan, där pilarna rullar. Loggen går inte att ändra: det som \
ångras står kvar, och ångrandet är en ny händelse. Av det som är raderat syns bara när något gjordes; st-kollen \
check säger om det var enligt beslut, och om någon har ändrat i loggen utanför programmet."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[RegisterLine, ...] = ()
        self._is_whole = False

    def table(self) -> LineTable[RegisterLine]:
        return LineTable(
            (
                Column("När", lambda line: (moment(line.at), "muted"), 16),
                Column("Om", lambda line: (line.about, "strong"), 14, grow=1, from_width=56),
                Column("Vad", lambda line: (line.said, "" if line.actor else "muted"), 22, grow=4),
                Column("Vem", lambda line: (line.actor, "muted"), 14, grow=1, from_width=74),
            ),
            key=lambda line: line.id,
            folded=lambda line: line.folded,
            id="entries",
        )

    async def load(self) -> None:
        newest = await open_register(self).ask(register_log)
        if self._is_whole and newest == self._lines[: len(newest)]:
            return  # nothing was done since: an erasure is an entry too
        if not self._is_whole:
            self._take(newest)
        self._read_the_rest(newest)

    @work(exclusive=True, group="rest")
    async def _read_the_rest(self, lines: tuple[RegisterLine, ...]) -> None:
        """Page by page as far back as there is anything; a log that is in sight whole stays so meanwhile."""
        page = lines
        while page:
            page = await open_register(self).ask(register_log, page[-1].seq, _THEN)
            lines = (*lines, *page)
            if page and not self._is_whole:
                self._take(lines)
        self._is_whole = True
        self._take(lines)

    def _take(self, lines: tuple[RegisterLine, ...]) -> None:
        self._lines = lines
        self.show(lines)

    def count(self, total: int) -> str:
        return f" Registrets logg · {super().count(total)}{'' if self._is_whole else ', läser fler …'}"
