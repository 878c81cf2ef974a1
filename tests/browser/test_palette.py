"""Laws of small pictures: what had few colours keeps each, whatever filter its rows had."""

from playwright.sync_api import Browser

from tests.browser.palette import SIGNATURE, reduced

PAGE = """
<body style="margin: 0; background: #123456"><div style="width: 40px; height: 20px; background: #fedcba"></div></body>
"""
SEEN = """
async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return [[10, 10], [60, 10], [10, 30]].map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
}
"""


def test_a_reduced_picture_looks_the_same_and_is_smaller(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 80, "height": 40})
    page.set_content(PAGE)
    small = reduced(page.screenshot())
    assert small.startswith(SIGNATURE)
    inside, outside = [0xFE, 0xDC, 0xBA, 255], [0x12, 0x34, 0x56, 255]
    assert page.evaluate(SEEN, list(small)) == [inside, outside, outside]
    page.close()
