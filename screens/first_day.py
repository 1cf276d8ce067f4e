"""The first day: ten steps through a demo, for a chief who has used a spreadsheet and nothing like this.

They hold in every region's demo, so they name no person: the candidate that most of them need is made on the way.
"""

from dataclasses import dataclass

from textual.content import Content

TITLE = "Första dagen: tio steg"
_INTRO = """\
Tjugo minuter bland påhittade personer: starta programmet med st-kollen --demo, eller tryck F5 när programmet \
startar första gången. Inget du gör i demon finns kvar efteråt, utom filer som du skriver: de hamnar i mappen \
ST-kollen demo. Läs ett steg, stäng hjälpen med esc, prova, och tryck ? och d igen: sidan öppnas där du var."""


@dataclass(frozen=True)
class Lesson:
    """One of the ten: what to press, what is seen then, and why it matters."""

    title: str
    press: str
    sees: str
    why: str


LESSONS = (
    Lesson(
        "Läs dagen",
        "1 visar Idag. Pilarna går upp och ned.",
        "Överst det som är försenat, sedan det som ligger på er, och därefter det ni väntar på. v byter vy.",
        "Uppifrån och ned är listan din dag: du behöver inte leta efter vad som är bråttom.",
    ),
    Lesson(
        "Öppna det som är försenat",
        "Ställ dig på den första raden med ett namn och tryck enter.",
        "Personens checklista, med markören på steget. I rutan intill: vems tur det är, hur sent det är, regeln och "
        "var den står.",
        "Du ser vad regionen kräver utan att slå i pärmen. r visar alla regionens regler.",
    ),
    Lesson(
        "Lägg in en kandidat",
        "1, sedan n. Skriv ett påhittat namn, Utbildad i: Polen, Svensk legitimation: 2024-05-01 och Svensk AT gjord: "
        "nej (tryck n). Tabb går till nästa fält, ctrl+s sparar.",
        "Kandidatens sida. Rutan om BT säger att bastjänstgöring krävs, varför, och vad dokumenten säger.",
        "Programmet räknar på det du vet. Där dokumenten är oense säger det så, och gissar inte.",
    ),
    Lesson(
        "Välj väg",
        "v på kandidatens sida, sedan ctrl+s. Tryck enter för checklistan.",
        "Regionens steg i ordning. Markören står på det som hindrar nu.",
        "Härifrån vet programmet vad som kommer härnäst, och vems tur det är.",
    ),
    Lesson(
        "Markera ett steg",
        "Mellanslag på steget som hindrar. Öppnas ett formulär, tryck ctrl+s: det säger vad som saknas. Fyll i det "
        "(idag duger som datum) och tryck ctrl+s igen.",
        "Steget får ✓ och dagens datum. Formuläret kommer bara när rutinen frågar efter något mer.",
        "Det som är klart försvinner ur Idag, och nästa steg kommer fram av sig självt.",
    ),
    Lesson(
        "Möt en spärr",
        "Gå nedåt till det första steget med ⊘ och tryck mellanslag. h går tillbaka till det som hindrar.",
        "Steget blir inte klart: programmet säger vilken spärr (▣) som är före, och vem den hänger på.",
        "Det som måste komma först går inte att glömma.",
    ),
    Lesson(
        "Skicka ett brev",
        "Gå till ett steg där rutan säger brev: b, och tryck b.",
        "Brevet ifyllt, och överst det som saknas. s sparar ett utkast för e-postprogrammet, c kopierar. esc stänger.",
        "Programmet skickar inget: du läser igenom och skickar själv.",
    ),
    Lesson(
        "Låt något vila",
        "1, ställ dig på en rad med ett namn och tryck z. Markören står på dagen: tabb går vidare till "
        "anteckningen. Skriv varför, och spara med ctrl+s.",
        "Raden ligger under Vilar, längst ned, tills dagen du valde.",
        "Det du inte kan göra något åt i dag stör inte, och glöms inte.",
    ),
    Lesson(
        "Skriv ut till pärmen",
        "p på samma rad öppnar personen. Tryck f.",
        "Var filen finns: ett kandidatblad som PDF. f i checklistan skriver ut den i stället.",
        "Den som vill läsa på papper, eller granska, får ett blad med datum och sidnummer.",
    ),
    Lesson(
        "Ångra, lämna vidare, börja",
        "u ångrar det du gjorde senast. 6 visar filerna till studierektor, och ctrl+s skriver dem. q avslutar.",
        "Raden som vilade är tillbaka, och filerna öppnas i Excel.",
        "Nu kan du programmet: starta st-kollen utan --demo, eller lämna demon med ctrl+p, och svara på fem frågor. "
        "Lägg sedan in er första kandidat.",
    ),
)


def first_day() -> Content:
    """The ten steps, to read."""
    return Content("\n").join([Content(_INTRO), *(_lesson(*numbered) for numbered in enumerate(LESSONS, start=1))])


def _lesson(number: int, lesson: Lesson) -> Content:
    rows = (("Tryck: ", lesson.press), ("Du ser: ", lesson.sees), ("Därför: ", lesson.why))
    head = Content.styled(f"\n{number}. {lesson.title}", "bold $primary")
    return Content("\n").join([head, *(Content.assemble((label, "$foreground 60%"), text) for label, text in rows)])
