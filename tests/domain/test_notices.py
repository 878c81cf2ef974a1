"""Laws of notices: what becomes a file, and what is never sent twice on a guess."""

import pytest

from bot.domain.notices import FILES, IfUnsure, NoticeKind, Operation, if_unsure, operation


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_notice_is_a_file_or_a_message(kind: NoticeKind) -> None:
    assert operation(kind) is (Operation.FILE if kind in FILES else Operation.POST)


@pytest.mark.parametrize("kind", [NoticeKind.INTRODUCTION, NoticeKind.RESET, NoticeKind.BEGUN_AGAIN, NoticeKind.DIGEST])
def test_what_several_read_is_not_posted_twice_on_a_guess(kind: NoticeKind) -> None:
    assert if_unsure(kind) is IfUnsure.ASK_LEAD
