"""When what is no longer in use is let go of: not while somebody types."""

import gc
from weakref import ref

from tui.collecting import CollectsWhenIdle


class _Ring:
    """Holds on to itself, as a closed screen and its parts hold on to each other."""

    def __init__(self) -> None:
        self.itself = self


async def test_a_closed_ring_is_let_go_of_in_the_first_pause_after_a_key() -> None:
    app = CollectsWhenIdle()
    async with app.run_test() as pilot:
        gc.disable()
        try:
            ring = ref(_Ring())
            app._collect_if_idle()
            assert ring() is not None  # nothing was typed: there is nothing to collect
            await pilot.press("a")
            app._collect_if_idle()
            assert ring() is not None  # somebody is typing
            app._collect_if_idle()
            assert ring() is None
        finally:
            gc.enable()


async def test_full_collections_are_seldom_while_the_program_runs_and_as_usual_when_it_has_ended() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        app = CollectsWhenIdle()
        async with app.run_test():
            app.keep_what_is_loaded()
            assert gc.get_freeze_count() > 0
            assert gc.get_threshold() == (700, 10, 1_000)
        assert (gc.get_freeze_count(), gc.get_threshold()) == (0, (700, 10, 10))
    finally:
        gc.set_threshold(*before)


async def test_what_an_earlier_register_left_behind_goes_at_the_first_pause() -> None:
    app = CollectsWhenIdle()
    async with app.run_test():
        ring = ref(_Ring())
        app.keep_what_is_loaded()
        app.keep_what_is_loaded()
        app._collect_if_idle()
        assert ring() is None


async def test_so_it_does_where_another_program_in_this_process_left_all_of_it_frozen() -> None:
    gc.freeze()
    await test_what_an_earlier_register_left_behind_goes_at_the_first_pause()
    assert gc.get_freeze_count() == 0
