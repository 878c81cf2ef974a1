// Dialogs: native ones, which keep the focus inside and give it back.

const SEEN = "workspace-face-seen";
let opener = null;

export const followDialogs = (root) => {
  const modal = root.querySelector("#modal");
  const view = modal.querySelector("[data-key]")?.dataset.key ?? "";
  if (view && !modal.open) {
    opener = document.activeElement?.id || null;
    modal.showModal();
  }
  if (view && modal.dataset.view !== view) firstField(modal)?.focus();
  if (!view && modal.open) {
    modal.close();
    modal.removeAttribute("aria-busy");
    if (document.activeElement === document.body && opener) root.querySelector(`#${CSS.escape(opener)}`)?.focus();
  }
  modal.dataset.view = view;
  const curtain = root.querySelector("#curtain");
  const waits = curtain.querySelector("[data-key]");
  if (waits && !curtain.open) curtain.showModal();
  if (!waits && curtain.open) curtain.close();
};

const firstField = (modal) =>
  modal.querySelector("[autofocus]") ||
  modal.querySelector(".block :is(input, select, textarea, button, summary)") ||
  modal.querySelector("#modal-title");

export const ask = (root, question) =>
  new Promise((resolve) => {
    const dialog = root.querySelector("#question");
    const confirm = dialog.querySelector("#question-confirm");
    const deny = dialog.querySelector("#question-deny");
    dialog.querySelector("#question-title").textContent = question.title;
    dialog.querySelector("#question-text").textContent = question.text;
    confirm.textContent = question.confirm;
    confirm.className = `button ${question.style}`;
    deny.textContent = question.deny;
    let answer = false;
    confirm.onclick = () => {
      answer = true;
      dialog.close();
    };
    deny.onclick = () => dialog.close();
    dialog.onclose = () => resolve(answer);
    dialog.showModal();
    deny.focus();
  });

export const openWelcome = (root) => {
  const welcome = root.querySelector("#welcome");
  if (!welcome || localStorage.getItem(SEEN)) return;
  welcome.addEventListener("close", () => localStorage.setItem(SEEN, "yes"));
  welcome.showModal();
  root.querySelector("#tour").focus();
};
