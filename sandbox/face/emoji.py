"""The emoji people use most, by Slack's short names. Any other name stays as it was written."""

import re

NAME = re.compile(r":([a-z0-9_+'-]+):")
# fmt: off
SIGNS = {
    "smile": "😄", "smiley": "😃", "grinning": "😀", "grin": "😁", "blush": "😊", "slightly_smiling_face": "🙂",
    "wink": "😉", "joy": "😂", "sweat_smile": "😅", "heart_eyes": "😍", "thinking_face": "🤔", "neutral_face": "😐",
    "pensive": "😔", "cry": "😢", "sob": "😭", "tired_face": "😫", "relieved": "😌", "hugging_face": "🤗",
    "sunglasses": "😎", "partying_face": "🥳", "wave": "👋", "+1": "👍", "thumbsup": "👍", "-1": "👎",
    "thumbsdown": "👎", "clap": "👏", "raised_hands": "🙌", "pray": "🙏", "handshake": "🤝", "muscle": "💪",
    "ok_hand": "👌", "point_right": "👉", "point_down": "👇", "eyes": "👀", "heart": "❤️", "yellow_heart": "💛",
    "green_heart": "💚", "blue_heart": "💙", "sparkles": "✨", "star": "⭐", "tada": "🎉", "confetti_ball": "🎊",
    "rocket": "🚀", "fire": "🔥", "zap": "⚡", "sunny": "☀️", "rainbow": "🌈", "seedling": "🌱", "herb": "🌿",
    "evergreen_tree": "🌲", "deciduous_tree": "🌳", "cherry_blossom": "🌸", "sunflower": "🌻", "coffee": "☕",
    "white_check_mark": "✅", "heavy_check_mark": "✔️", "ballot_box_with_check": "☑️", "x": "❌", "warning": "⚠️",
    "no_entry": "⛔", "question": "❓", "exclamation": "❗", "bulb": "💡", "memo": "📝", "pencil": "📝",
    "pencil2": "✏️", "book": "📖", "books": "📚", "calendar": "📅", "date": "📅", "spiral_calendar_pad": "🗓️",
    "alarm_clock": "⏰", "hourglass": "⌛", "bell": "🔔", "no_bell": "🔕", "mag": "🔍", "lock": "🔒", "key": "🔑",
    "link": "🔗", "paperclip": "📎", "pushpin": "📌", "envelope": "✉️", "inbox_tray": "📥", "speech_balloon": "💬",
    "dart": "🎯", "trophy": "🏆", "medal": "🏅", "gift": "🎁", "balloon": "🎈", "house": "🏠", "anchor": "⚓",
    "arrow_right": "➡️", "arrow_left": "⬅️", "arrow_up": "⬆️", "arrow_down": "⬇️", "repeat": "🔁",
    "chart_with_upwards_trend": "📈", "chart_with_downwards_trend": "📉", "bar_chart": "📊", "large_green_circle": "🟢",
    "large_yellow_circle": "🟡", "red_circle": "🔴", "large_blue_circle": "🔵", "white_circle": "⚪",
    "black_circle": "⚫", "gear": "⚙️", "wrench": "🔧", "compass": "🧭", "world_map": "🗺️", "earth_africa": "🌍",
}
# fmt: on


def with_signs(words: str) -> str:
    """Words with the short names we know turned into signs."""
    return NAME.sub(lambda found: SIGNS.get(found[1], found[0]), words)
