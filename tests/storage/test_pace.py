"""Laws of who paces a workspace: one at a time, and never nobody for long."""

from datetime import timedelta

from bot.services.ports import Store
from tests.support.people_of_the_house import NOW

UNTIL = NOW + timedelta(seconds=30)
INSTANT = timedelta(microseconds=1)


def test_a_workspace_is_held_by_one(store: Store) -> None:
    with store.batch() as tx:
        assert tx.paces.hold(["T1", "T2"], "one", NOW, UNTIL) == {"T1", "T2"}
        assert tx.paces.hold(["T1", "T3"], "two", NOW, UNTIL) == {"T3"}
        assert tx.paces.hold(["T1", "T2", "T3"], "one", NOW, UNTIL) == {"T1", "T2"}
        assert tx.paces.hold([], "two", NOW, UNTIL) == frozenset()


def test_who_says_nothing_loses_it_at_the_end_and_not_before(store: Store) -> None:
    with store.batch() as tx:
        tx.paces.hold(["T1"], "one", NOW, UNTIL)

        assert tx.paces.next_free("two", NOW) == UNTIL
        assert tx.paces.next_free("one", NOW) is None, "its own are free to it"
        assert tx.paces.hold(["T1"], "two", UNTIL - INSTANT, UNTIL + timedelta(seconds=30)) == frozenset()
        assert tx.paces.hold(["T1"], "two", UNTIL, UNTIL + timedelta(seconds=30)) == {"T1"}
        assert tx.paces.hold(["T1"], "one", UNTIL, UNTIL + timedelta(seconds=30)) == frozenset()


def test_who_goes_on_keeps_it(store: Store) -> None:
    with store.batch() as tx:
        for seconds in range(0, 120, 10):
            now = NOW + timedelta(seconds=seconds)
            assert tx.paces.hold(["T1"], "one", now, now + timedelta(seconds=30)) == {"T1"}
            assert tx.paces.hold(["T1"], "two", now, now + timedelta(seconds=30)) == frozenset()


def test_who_ends_lets_go_of_its_own_alone(store: Store) -> None:
    with store.batch() as tx:
        tx.paces.hold(["T1"], "one", NOW, UNTIL)
        tx.paces.hold(["T2"], "two", NOW, UNTIL)
        tx.paces.release("one")

        assert tx.paces.hold(["T1", "T2"], "three", NOW, UNTIL) == {"T1"}
