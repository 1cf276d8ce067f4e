"""The palette: people by name, and what the program can do."""

from textual.command import DiscoveryHit, Hit, Hits, Provider

from models.queries.candidates import candidate_lines
from screens.host import host_of, open_register
from tui.theme import THEMES

_MOST = 30


class StKollenProvider(Provider):
    """Candidates first, then the program's own commands."""

    async def startup(self) -> None:
        register = open_register(self.screen)
        self._people = [
            (line.name, line.id)
            for archived in (False, True)
            for line in await register.ask(candidate_lines, archived=archived)
        ]

    def _commands(self) -> list[tuple[str, str]]:
        return [
            ("Idag", "app.show('idag')"),
            ("Kandidater", "app.show('kandidater')"),
            ("Checklistor", "app.show('checklistor')"),
            ("Handledare, studierektorer och kontakter", "app.show('personer')"),
            ("Export", "app.show('export')"),
            ("Ny kandidat", "app.new_candidate"),
            ("Vårdcentralens uppgifter", "app.clinic"),
            *((f"Utseende: {title.lower()}", f"app.look('{theme.name}')") for title, theme in THEMES.items()),
            ("Avsluta", "app.quit"),
        ]

    async def discover(self) -> Hits:
        for title, action in self._commands():
            yield DiscoveryHit(title, self._runner(action))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        found = [(matcher.match(name), name, key) for name, key in self._people]
        best = sorted((hit for hit in found if hit[0] > 0), key=lambda hit: -hit[0])
        for score, name, key in best[:_MOST]:
            yield Hit(
                score, matcher.highlight(name), lambda key=key: host_of(self.screen).look_at(key), help="Öppna personen"
            )
        for title, action in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._runner(action))

    def _runner(self, action: str):  # type: ignore[no-untyped-def]
        async def run() -> None:
            await self.app.run_action(action)

        return run
