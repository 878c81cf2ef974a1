// Reading the page: which element was meant, and what stands in the fields of a form.

const valueOf = (element) => {
  const kind = element.dataset.field;
  if (kind === "file_input") return JSON.parse(element.dataset.files || "[]");
  if (kind === "radio_buttons") return element.querySelector("input:checked")?.value ?? null;
  if (kind === "checkboxes" || kind.startsWith("multi_")) {
    return [...element.querySelectorAll("input:checked")].map((each) => each.value);
  }
  return element.value;
};

const entryOf = (element) => ({
  block: element.dataset.block,
  action: element.dataset.action,
  kind: element.dataset.field,
  value: valueOf(element),
});

export const entriesOf = (form) =>
  [...form.querySelectorAll(".block.input [data-field]")]
    .filter((element) => element.dataset.field !== "file_input" || element.dataset.files)
    .map(entryOf);

export const fieldsOf = (form) => {
  const fields = {};
  for (const element of form.elements) {
    if (!element.name || element.dataset.field || (element.type === "checkbox" && !element.checked)) continue;
    if (element.closest("[data-field]")) continue;
    fields[element.name] = element.value;
  }
  return fields;
};

export const actOf = (element) => {
  const surface = element.closest("[data-surface]");
  const home = element.closest('[data-area="messages"]') && !surface;
  const modal = element.closest("#modal form");
  return {
    do: element.dataset.do,
    surface: surface?.dataset.surface ?? (home ? "home" : ""),
    channel: surface?.dataset.channel,
    ts: surface?.dataset.ts,
    block: element.dataset.block,
    action: element.dataset.action,
    value: element.dataset.value,
    chosen: element.dataset.field ? entryOf(element) : undefined,
    values: modal ? entriesOf(modal) : undefined,
  };
};

// Back to what was chosen before, when a person thinks better of it.
export const undo = (element) => {
  for (const box of element.querySelectorAll("input")) box.checked = box.defaultChecked;
  for (const line of element.options ?? []) line.selected = line.defaultSelected;
  if (element.matches("input")) element.value = element.defaultValue;
};

export const upload = async (element, person) => {
  const files = [];
  for (const file of element.files) {
    const query = new URLSearchParams({ as: person, name: file.name });
    const answer = await fetch(`/_face/file?${query}`, { method: "POST", body: file });
    if (answer.ok) files.push(await answer.json());
  }
  element.dataset.files = JSON.stringify(files);
};
