// The message box: Enter sends, Shift+Enter breaks the line, and "/" offers the commands.

const boxOf = (event) => event.target.closest?.("#say");

const offer = (box) => {
  const list = document.getElementById("hints");
  const words = box.value;
  const hints = JSON.parse(box.dataset.hints || "[]");
  const fitting = words.startsWith("/") && !words.includes("\n") ? hints.filter(([hint]) => hint.startsWith(words)) : [];
  list.replaceChildren(
    ...fitting.map(([hint, typed, about], index) => {
      const line = document.createElement("li");
      line.id = `hint-${index}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.dataset.words = typed;
      const strong = document.createElement("strong");
      strong.textContent = hint;
      const small = document.createElement("span");
      small.textContent = about;
      line.append(strong, " ", small);
      return line;
    }),
  );
  list.hidden = !fitting.length;
  box.removeAttribute("aria-activedescendant");
};

const close = (box) => {
  document.getElementById("hints").hidden = true;
  box.removeAttribute("aria-activedescendant");
};

const take = (box, line) => {
  box.value = line.dataset.words;
  close(box);
  box.focus();
};

const move = (box, step) => {
  const lines = [...document.getElementById("hints").children];
  const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  const next = lines.at((at + step + lines.length) % lines.length);
  for (const line of lines) line.setAttribute("aria-selected", String(line === next));
  box.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
};

const keyed = (event, box) => {
  const list = document.getElementById("hints");
  const chosen = list.querySelector('[aria-selected="true"]');
  if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const none = !chosen && event.key === "ArrowUp";
    move(box, none ? 0 : event.key === "ArrowDown" ? 1 : -1);
  } else if (!list.hidden && (event.key === "Tab" || event.key === "Enter") && chosen) {
    event.preventDefault();
    take(box, chosen);
  } else if (!list.hidden && event.key === "Escape") {
    close(box);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    close(box);
    box.form.requestSubmit();
  }
};

export const watchComposer = (root) => {
  root.addEventListener("input", (event) => boxOf(event) && offer(boxOf(event)));
  root.addEventListener("keydown", (event) => boxOf(event) && keyed(event, boxOf(event)));
  root.addEventListener("click", (event) => {
    const line = event.target.closest?.("#hints [role=option]");
    if (line) take(document.getElementById("say"), line);
  });
  root.addEventListener("focusout", (event) => {
    const box = boxOf(event);
    if (box) setTimeout(() => document.activeElement !== box && document.getElementById("hints") && close(box), 150);
  });
};
