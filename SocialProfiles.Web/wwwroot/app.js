// The few things that only a browser can do, or does better without asking the server.
// No build step: this file is served as it is.
(() => {
  "use strict";

  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";

  window.SocialProfiles = {
    openDialog(dialog) {
      if (dialog?.isConnected && !dialog.open) {
        dialog.showModal();
      }
    },
    closeDialog(dialog) {
      if (dialog?.open) {
        dialog.close();
      }
    },
    timeZone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
    },
    // What is pasted may be megabytes, and goes to the server in pieces.
    textStream(field) {
      return new Blob([field.value]);
    },
    isEmpty(field) {
      return !field?.value.trim();
    },
    focusFirst(element) {
      (element?.querySelector(focusable) ?? element)?.focus();
    },
  };

  // Pages write addresses as if they were at the root. Below a base path, the path comes in front.
  const basePath = new URL(document.baseURI).pathname.replace(/\/$/, "");
  if (basePath) {
    const addresses = ["href", "src", "action"];
    const putBelow = element => {
      for (const name of addresses) {
        const address = element.getAttribute?.(name);
        if (/^\/(?!\/)/.test(address) && address !== basePath && !address.startsWith(`${basePath}/`)) {
          element.setAttribute(name, basePath + address);
        }
      }
    };
    const putAllBelow = element => {
      putBelow(element);
      element.querySelectorAll?.("[href^='/'], [src^='/'], [action^='/']").forEach(putBelow);
    };
    new MutationObserver(changes => {
      for (const change of changes) {
        if (change.type === "attributes") {
          putBelow(change.target);
        } else {
          change.addedNodes.forEach(putAllBelow);
        }
      }
    }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: addresses });
    putAllBelow(document.documentElement);
  }

  // Sharing needs the press itself: asked for over the circuit, it would come too late for some phones.
  if (navigator.share) {
    document.documentElement.classList.add("can-share");
    document.addEventListener("click", event => {
      const share = event.target.closest?.("[data-share]");
      if (share) {
        // Whoever closes the list of apps has decided; there is nothing to say about it.
        navigator.share({ title: share.dataset.shareTitle, url: share.dataset.share }).catch(() => {});
      }
    });
  }

  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-print]")) {
      window.print();
    }
  });

  // On narrow screens a form may stand far below what leads to it.
  document.addEventListener("click", event => {
    const field = document.getElementById(event.target.closest?.("[data-focuses]")?.dataset.focuses);
    field?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  });

  // So does copying. Browsers lend the clipboard to https and localhost only; elsewhere the older way still works in most.
  function copySelected(field) {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }

  async function copy(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return copySelected(field);
    }
  }

  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-copies]");
    const field = button && document.getElementById(button.dataset.copies);
    if (field) {
      const said = document.getElementById(`${field.id}-said`);
      said.textContent = "";
      const isCopied = await copy(field);
      said.textContent = isCopied ? "Copied" : "Your browser doesn't allow copying here. The text is selected, so you can copy it yourself.";
      if (isCopied) {
        button.focus();
      }
    }
  });

  // A field that shows only what has all of its words, on pages that are not live.
  document.addEventListener("input", event => {
    const field = event.target.closest?.("[data-filters]");
    if (field) {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = [...document.querySelectorAll(field.dataset.filters)].filter(element => {
        element.hidden = !words.every(word => element.dataset.call.includes(word));
        return !element.hidden && element.tagName === "SECTION";
      });
      const said = document.getElementById(field.dataset.filtersSaid);
      said.textContent = words.length === 0 ? "" : found.length === 1 ? "1 call matches" : `${found.length} calls match`;
    }
  });

  // The heading of a page that has come gets the focus (Routes.razor), a moment later than it is seen. Whoever was quicker than
  // that keeps it, and the menu that they opened stays open.
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => {
      for (const heading of document.querySelectorAll("h1")) {
        heading.dataset.passed = "";
      }
    }, true);
  }

  // Menus are <details>: they open without asking the server. One closes when something else is wanted.
  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details.sp-menu[open]")) {
      if (menu !== except) {
        menu.open = false;
      }
    }
  }

  document.addEventListener("click", event => {
    const menu = event.target.closest?.("details.sp-menu");
    closeMenus(event.target.closest?.(".sp-menu-item") ? null : menu);
  });

  document.addEventListener("focusin", event => closeMenus(event.target.closest?.("details.sp-menu")));

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.sp-menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary")?.focus();
      }
    }
  });

  // Dialogs that are on every page open without asking the server.
  function show(name) {
    const dialog = document.querySelector(`dialog[data-dialog="${name}"]`);
    if (!dialog || document.querySelector("dialog[open]")) {
      return false;
    }

    // Where the focus goes back to: an item of a menu is gone by then.
    document.activeElement?.closest("details.sp-menu")?.querySelector("summary").focus();
    closeMenus();
    dialog.showModal();
    dialog.querySelector("input[type=search]")?.select();
    return true;
  }

  document.addEventListener("click", event => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) {
      show(opener.dataset.opens);
    } else if (event.target.closest?.("dialog[data-dialog] a")) {
      event.target.closest("dialog").close();
    }
  });

  // Back leads to another page, and what lay over this one goes with it.
  window.addEventListener("popstate", () => document.querySelector("dialog[data-dialog][open]")?.close());

  // Dictation and some keyboards press single keys by mistake, so these can be turned off (WCAG 2.1.4).
  const singleKeys = "SocialProfiles.SingleKeys";

  function usesSingleKeys() {
    try {
      return localStorage.getItem(singleKeys) !== "off";
    } catch {
      return true;
    }
  }

  document.addEventListener("change", event => {
    if (event.target.matches?.("[data-single-keys]")) {
      try {
        localStorage.setItem(singleKeys, event.target.checked ? "on" : "off");
      } catch {
        // A browser that stores nothing forgets it with the page.
      }
    }
  });

  function findByKey(event, finder) {
    const stops = [...finder.querySelectorAll("input, li a, li button")];
    if (event.key === "Enter" && event.target === stops[0]) {
      stops[1]?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    }
  }

  let isGoing = false;

  document.addEventListener("keydown", event => {
    const finder = event.target.closest?.("[data-dialog='quick-find']");
    if (finder) {
      findByKey(event, finder);
    }

    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      if (show("quick-find") || finder) {
        event.preventDefault();
      }

      return;
    }

    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector("dialog[open]") || !usesSingleKeys()) {
      isGoing = false;
      return;
    }

    const key = event.key.toLowerCase();
    if (isGoing) {
      isGoing = false;
      document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();
    } else if (key === "g") {
      isGoing = true;
    } else if (key === "?") {
      show("shortcuts");
    } else if (key === "/") {
      const search = document.querySelector("main input[type=search]");
      search?.focus();
      if (search || show("quick-find")) {
        event.preventDefault();
      }
    }
  });

  // What somebody likes to look at: a cookie, so that the next page's first frame is right already.
  function keep(name, value) {
    document.cookie = `SocialProfiles.${name}=${value}; path=/; max-age=${value ? 31536000 : 0}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  }

  document.addEventListener("click", event => {
    const choice = event.target.closest?.("[data-theme-choice]")?.dataset.themeChoice;
    if (choice) {
      const isSystem = choice === "system";
      keep("Theme", isSystem ? "" : choice);
      if (isSystem) {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = choice;
      }
    }
  });

  // The roster's columns and rows: words on the root, which the styles read.
  const rosterWords = () => (document.documentElement.dataset.roster ?? "").split(" ").filter(word => word);

  document.addEventListener("change", event => {
    const { rosterWord, rosterOff } = event.target.dataset ?? {};
    if (rosterWord) {
      const words = rosterWords().filter(word => word !== rosterWord);
      if (event.target.checked !== (rosterOff === "true")) {
        words.push(rosterWord);
      }

      document.documentElement.dataset.roster = words.join(" ");
      keep("Roster", words.join("."));
    }
  });

  // What is chosen here and not on the server is shown when its menu or dialog opens.
  document.addEventListener("toggle", () => {
    const now = document.documentElement.dataset.theme ?? "system";
    for (const choice of document.querySelectorAll("[data-theme-choice]")) {
      choice.setAttribute("aria-pressed", choice.dataset.themeChoice === now);
    }

    for (const box of document.querySelectorAll("[data-single-keys]")) {
      box.checked = usesSingleKeys();
    }

    for (const box of document.querySelectorAll("[data-roster-word]")) {
      box.checked = rosterWords().includes(box.dataset.rosterWord) !== (box.dataset.rosterOff === "true");
    }
  }, true);

  // Fetching an invitation's page is no proof that somebody reads it; this is.
  const visit = document.querySelector("[data-visit]")?.dataset.visit;

  function tellOfVisit() {
    if (document.visibilityState === "visible") {
      document.removeEventListener("visibilitychange", tellOfVisit);
      // Nothing on the page depends on it.
      fetch(visit, { method: "POST", keepalive: true }).catch(() => {});
    }
  }

  if (visit) {
    document.addEventListener("visibilitychange", tellOfVisit);
    tellOfVisit();
  }
})();
