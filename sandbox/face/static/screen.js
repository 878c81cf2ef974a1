// The page's one component: keeps areas filled with keyed fragments, and sends what people do in them.
import { patchArea, stayAtEnd } from "/_face/static/areas.js";
import { actOf, fieldsOf, entriesOf, undo, upload } from "/_face/static/acts.js";
import { ask, followDialogs, openWelcome } from "/_face/static/dialogs.js";
import { watchComposer } from "/_face/static/composer.js";
import { useTheme, nextTheme, toggle } from "/_face/static/chrome.js";

export default {
  template: '<div class="face"></div>',
  props: { skeleton: String, areas: Object, marks: Object },
  emits: ["act"],
  mounted() {
    this.waiting = new Map();
    this.token = 0;
    this.sending = null;
    this.$el.innerHTML = this.skeleton;
    // Beside the library's frame, whose landmarks would stand around ours.
    document.body.prepend(this.$el);
    for (const [name, fragments] of Object.entries(this.areas)) {
      patchArea(this.$el, name, fragments.map(([key]) => key), Object.fromEntries(fragments), true);
    }
    useTheme();
    this.listen();
    watchComposer(this.$el);
    stayAtEnd(this.$el.querySelector("#messages"));
    followDialogs(this.$el);
    this.address(this.marks.as, this.marks.in, true);
    openWelcome(this.$el);
    this.$el.dataset.ready = "yes";
  },
  methods: {
    listen() {
      const root = this.$el;
      root.addEventListener("click", (event) => this.clicked(event));
      root.addEventListener("change", (event) => this.changed(event));
      root.addEventListener("input", (event) => this.typed(event));
      root.addEventListener("submit", (event) => this.submitted(event));
      root.addEventListener("keydown", (event) => this.keyed(event));
      root.querySelector("#modal").addEventListener("cancel", (event) => {
        event.preventDefault();
        if (!this.sending) this.send(root.querySelector("#modal"), { do: "close" });
      });
      root.querySelector("#curtain").addEventListener("cancel", (event) => event.preventDefault());
      document.addEventListener("visibilitychange", () => {
        this.send(root, { do: "seen", value: document.hidden ? "hidden" : "shown" });
      });
      window.addEventListener("popstate", () => {
        const query = new URLSearchParams(location.search);
        this.send(root, { do: "back", fields: { as: query.get("as") || "", in: query.get("in") || "" } });
      });
    },
    // Sending.
    send(element, act) {
      const token = ++this.token;
      this.waiting.set(token, { id: element.id, area: element.closest("[data-area]")?.dataset.area });
      element.setAttribute("aria-busy", "true");
      if (element.closest("#modal")) this.$el.querySelector("#modal").setAttribute("aria-busy", "true");
      this.$emit("act", { ...act, token });
    },
    async clicked(event) {
      const own = event.target.closest("[data-ui]");
      if (own) return this.ui(own);
      const element = event.target.closest("button[data-do], a[data-do]");
      if (!element || element.getAttribute("aria-busy") === "true") return;
      // As in Slack, a form that is on its way takes no more clicks.
      if (this.sending && element.closest("#modal")) return;
      if (element.dataset.confirm && !(await ask(this.$el, JSON.parse(element.dataset.confirm)))) return;
      element.closest("details.overflow")?.removeAttribute("open");
      if (element.closest("#side")) toggle(this.$el, "side", false);
      element.closest("dialog:not(#modal)")?.close();
      this.send(element, actOf(element));
    },
    async changed(event) {
      const element = event.target.closest("[data-field]");
      if (!element) return;
      if (element.dataset.field === "file_input") return void upload(element, this.person());
      const typed = element.matches("textarea, input[type=text], input[type=email], input[type=url], input[type=number]");
      if (!element.dataset.do || typed) return;
      const asks = element.dataset.confirm;
      if (asks && !(await ask(this.$el, JSON.parse(asks)))) return undo(element);
      this.send(element, actOf(element));
    },
    typed(event) {
      const element = event.target.closest("[data-field][data-do]");
      if (!element?.dataset.at?.includes("on_character_entered")) return;
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.send(element, actOf(element)), 250);
    },
    keyed(event) {
      const menu = event.key === "Escape" && event.target.closest("details.overflow[open]");
      if (menu) {
        event.preventDefault();
        menu.removeAttribute("open");
        menu.querySelector("summary").focus();
      }
      const element = event.target.closest("input[data-field][data-do]");
      if (event.key !== "Enter" || !element?.dataset.at?.includes("on_enter_pressed")) return;
      if (!element.matches("[type=text], [type=email], [type=url], [type=number]")) return;
      event.preventDefault();
      this.send(element, actOf(element));
    },
    submitted(event) {
      event.preventDefault();
      const form = event.target;
      if (this.sending && form.dataset.form === "submit") return;
      const act = { do: form.dataset.form, fields: fieldsOf(form), ts: form.dataset.thread };
      if (form.dataset.form === "submit") act.values = entriesOf(form);
      if (["say", "reply"].includes(form.dataset.form)) {
        if (!act.fields.text?.trim()) return;
        form.elements.text.value = "";
      }
      this.send(form.querySelector("button:not([type=button])") || form, act);
      if (form.dataset.form === "submit") this.sending = this.token;
    },
    ui(element) {
      const what = element.dataset.ui;
      if (what === "theme") nextTheme();
      else if (what === "side") toggle(this.$el, "side");
      else if (what === "developer") {
        const open = toggle(this.$el, "developer");
        this.send(element, { do: "drawer", value: open ? "open" : "closed" });
      } else if (what === "again") this.$el.querySelector("#again").showModal();
      else if (what === "close-dialog") element.closest("dialog").close();
    },
    person() {
      return new URLSearchParams(location.search).get("as") || "";
    },
    // Called by the server.
    draw(changes, done) {
      for (const [name, keys, changed, fresh] of changes) {
        patchArea(this.$el, name, keys, changed, fresh);
        if (name === "modal" || name === "curtain") followDialogs(this.$el);
      }
      if (done.length) this.done(...done);
    },
    done(token, warning, text) {
      const waited = this.waiting.get(token);
      this.waiting.delete(token);
      if (token === this.sending) this.sending = null;
      for (const element of [this.$el, ...this.$el.querySelectorAll('[aria-busy="true"]')]) {
        if (!waited || element.id === waited.id || element.id === "modal" || !element.id) element.removeAttribute("aria-busy");
      }
      if (warning) this.tell(warning);
      const box = this.$el.querySelector("#say");
      if (text && box && !box.value) box.value = text;
      this.$el.querySelector("#modal [aria-invalid=true]")?.focus();
    },
    tell(words) {
      const toast = document.createElement("div");
      toast.className = "toast";
      toast.textContent = words;
      this.$el.querySelector("[data-area=notices]").append(toast);
      setTimeout(() => toast.remove(), 8000);
    },
    address(person, place, first) {
      const query = new URLSearchParams({ as: person, in: place });
      if (`?${query}` === location.search) return;
      if (first) history.replaceState(null, "", `?${query}`);
      else history.pushState(null, "", `?${query}`);
    },
    reopen(person) {
      location.assign(person ? `/?as=${encodeURIComponent(person)}` : "/");
    },
  },
};
