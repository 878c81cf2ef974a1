// Around the page: light and dark, and the two drawers.

const THEME = "workspace-face-theme";
const THEMES = ["auto", "light", "dark"];

export const useTheme = () => {
  const theme = localStorage.getItem(THEME) || "auto";
  document.documentElement.dataset.theme = theme;
  const button = document.getElementById("switch-theme");
  if (button) {
    button.setAttribute("aria-label", `Colours: ${theme}`);
    button.title = `Colours: ${theme}`;
  }
};

export const nextTheme = () => {
  const now = localStorage.getItem(THEME) || "auto";
  localStorage.setItem(THEME, THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
  useTheme();
};

export const toggle = (root, name, wanted) => {
  const drawer = root.querySelector(`#${name}`);
  const opener = root.querySelector(`#open-${name}`);
  const open = wanted ?? opener.getAttribute("aria-expanded") !== "true";
  opener.setAttribute("aria-expanded", String(open));
  drawer.classList.toggle("open", open);
  if (name === "developer") drawer.hidden = !open;
  return open;
};
