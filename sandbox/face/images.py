"""Pictures: drawn when the workspace itself serves them; otherwise their words and address, so nothing is fetched."""

from sandbox.face.html import Node, tag
from sandbox.face.marked import link, plain
from sandbox.face.surfaces import Surface
from sandbox.wire import Json


def picture(image: Json, surface: Surface, class_: str) -> Node:
    """An image element or block with its alternative text."""
    address, words = str(image.get("image_url", "")), str(image["alt_text"])
    if surface.address and address.startswith(f"{surface.address}/"):
        return tag("img", src=address, alt=words, class_=class_)
    where = link(address, "picture elsewhere") if address else "picture in Slack"
    frame = tag("span", "🖼", role="img", aria_label=words)
    return tag("span", frame, " ", words, " (", where, ")", class_=f"picture {class_}", data_image=address)


def image_block(block: Json, surface: Surface) -> Node:
    """A picture with its title above."""
    title = tag("figcaption", plain(block["title"]["text"])) if "title" in block else None
    return tag("figure", title, picture(block, surface, class_="wide"))
