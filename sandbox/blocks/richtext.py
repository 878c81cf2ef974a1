"""Rich text: sections, lists, quotes and preformatted text, and the pieces inside them."""

from sandbox.blocks.checks import Check, boolean, by_type, list_of, one_of, record, string, whole
from sandbox.blocks.objects import URL

STYLE = {
    "style": record(
        may=dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), boolean)
    )
}
MANY = 10_000
PIECES: dict[str, Check] = {
    "text": record(must={"text": string(MANY)}, may=STYLE),
    "link": record(must={"url": URL}, may=STYLE | {"text": string(MANY), "unsafe": boolean}),
    "emoji": record(must={"name": string(100)}, may=STYLE | {"unicode": string(100), "skin_tone": whole(1, 6)}),
    "user": record(must={"user_id": string(32)}, may=STYLE),
    "usergroup": record(must={"usergroup_id": string(32)}, may=STYLE),
    "channel": record(must={"channel_id": string(32)}, may=STYLE),
    "broadcast": record(must={"range": one_of("here", "channel", "everyone")}, may=STYLE),
    "date": record(
        must={"timestamp": whole(0, 9_999_999_999), "format": string(200)},
        may=STYLE | {"url": URL, "fallback": string(200)},
    ),
}
PIECE_LIST = list_of(by_type(PIECES, "piece of rich text"), MANY, least=0)
BORDER = {"border": whole(0, 1)}
SECTION = record(must={"elements": PIECE_LIST})
PARTS: dict[str, Check] = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": record(must={"elements": PIECE_LIST}, may=BORDER | {"language": string(40)}),
    "rich_text_quote": record(must={"elements": PIECE_LIST}, may=BORDER),
    "rich_text_list": record(
        must={
            "style": one_of("bullet", "ordered"),
            "elements": list_of(by_type({"rich_text_section": SECTION}, "item of a list"), MANY),
        },
        may=BORDER | {"indent": whole(0, 8), "offset": whole(0, MANY)},
    ),
}
RICH_TEXT = list_of(by_type(PARTS, "part of rich text"), MANY, least=0)
