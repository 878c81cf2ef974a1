// Areas of keyed fragments: only what changed is replaced; focus, typing, folds and the place in the scroll stay.

const parse = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
};

const TYPED = "input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea";

// What a person typed since the fragment was drawn is theirs, unless the new drawing says something new.
const keepTyping = (before, after) => {
  for (const old of before.querySelectorAll(TYPED)) {
    const now = old.id && after.querySelector(`#${CSS.escape(old.id)}`);
    if (now && old.value !== old.defaultValue && (now.defaultValue === old.defaultValue || old === document.activeElement)) {
      now.value = old.value;
    }
  }
  for (const old of before.querySelectorAll("details[open][id]")) {
    after.querySelector(`#${CSS.escape(old.id)}`)?.setAttribute("open", "");
  }
  if (before.matches("details[open]")) after.setAttribute("open", "");
};

const focusOf = (area) => {
  const element = document.activeElement;
  if (!element || !area.contains(element) || !element.id) return null;
  return { id: element.id, start: element.selectionStart, end: element.selectionEnd };
};

const focusAgain = (area, focus) => {
  const element = focus && area.querySelector(`#${CSS.escape(focus.id)}`);
  if (!element || element === document.activeElement) return;
  element.focus({ preventScroll: true });
  if (focus.start != null && element.setSelectionRange) {
    try {
      element.setSelectionRange(focus.start, focus.end);
    } catch {
      // Fields for numbers and dates have no caret to put back.
    }
  }
};

export const patchArea = (root, name, keys, changed, fresh) => {
  const area = root.querySelector(`[data-area="${name}"]`);
  const focus = focusOf(area);
  const atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < 80;
  const fromEnd = area.scrollHeight - area.scrollTop;
  // A whole other conversation is not news to be read out.
  area.setAttribute("aria-live", fresh || name !== "messages" ? "off" : "polite");
  if (name === "news" || name === "curtain") area.setAttribute("aria-live", "polite");
  if (fresh) area.replaceChildren();
  const there = new Map([...area.children].map((child) => [child.dataset.key, child]));
  const wanted = new Set(keys);
  for (const [key, child] of there) if (!wanted.has(key)) child.remove();
  let next = area.firstElementChild;
  let earlier = false;
  for (const key of keys) {
    let child = there.get(key);
    if (key in changed) {
      const drawn = parse(changed[key]);
      drawn.dataset.key = key;
      if (child && !fresh) {
        keepTyping(child, drawn);
        if (child === next) next = drawn;
        child.replaceWith(drawn);
      } else {
        if (next) earlier = true;
        area.insertBefore(drawn, next);
      }
      child = drawn;
    } else if (child !== next) {
      area.insertBefore(child, next);
    }
    if (child === next) next = next.nextElementSibling;
  }
  if (name === "messages") {
    if (fresh || atEnd) area.scrollTop = root.querySelector("#messages .message") ? area.scrollHeight : 0;
    else if (earlier) area.scrollTop = area.scrollHeight - fromEnd;
  }
  focusAgain(area, focus);
};

// Who read to the end stays there when the area around the messages grows or shrinks.
export const stayAtEnd = (area) => {
  let atEnd = true;
  area.addEventListener("scroll", () => {
    atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < 80;
  });
  new ResizeObserver(() => {
    if (atEnd && area.querySelector(".message")) area.scrollTop = area.scrollHeight;
  }).observe(area);
};
