"""Laws of bundles: what one message said together is kept as it was said."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.domain.bundles import Bundle, Part
from bot.domain.notices import NoticeKind
from bot.services.ports import Store
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ben


def a_bundle() -> Bundle:
    """A check-in and a rung of the ladder, for Ben."""
    return Bundle(
        id=uuid4(),
        workspace=WORKSPACE,
        person=ben().id,
        made_at=NOW,
        parts=(
            Part(kind=NoticeKind.CHECK_IN, pair=a_pair().id, facts={"number": 3}),
            Part(kind=NoticeKind.SILENCE, pair=a_pair().id, facts={"rung": 1, "word": "x"}),
        ),
        is_weekly=False,
    )


def test_a_bundle_comes_back_as_it_was_kept(store: Store) -> None:
    bundle = a_bundle()
    with store.write() as tx:
        tx.bundles.add(bundle)

    with store.reads() as tx:
        assert tx.bundles.get(bundle.id) == bundle
        with pytest.raises(KeyError):
            tx.bundles.get(uuid4())


def test_old_bundles_are_forgotten_and_young_ones_are_not(store: Store) -> None:
    bundle = a_bundle()
    with store.write() as tx:
        tx.bundles.add(bundle)
        assert tx.bundles.prune(NOW) == 0
        assert tx.bundles.prune(NOW + timedelta(seconds=1)) == 1
        with pytest.raises(KeyError):
            tx.bundles.get(bundle.id)
