// Starts Blazor, keeps the page connected, and does the few things that only a browser can do.
// No build step: this file is served as it is.
(() => {
  "use strict";

  const reconnectDelays = [0, 250, 500, 1000, 2000, 3000];
  const slowStart = 8000;
  const longestOpening = 30000;

  // What the server put on the page opens for five minutes; after that only a reload helps.
  const longestStart = 240000;
  const bar = document.getElementById("connection-bar");

  function showBar(text) {
    bar.textContent = text;
    bar.hidden = false;
  }

  function hideBar() {
    bar.hidden = true;
    bar.textContent = "";
  }

  // Waits, but not longer than until the browser says that the network or the window is back.
  function pause(milliseconds) {
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer);
        window.removeEventListener("online", done);
        document.removeEventListener("visibilitychange", doneWhenVisible);
        resolve();
      };
      const doneWhenVisible = () => document.visibilityState === "visible" && done();
      const timer = setTimeout(done, milliseconds);
      window.addEventListener("online", done);
      document.addEventListener("visibilitychange", doneWhenVisible);
    });
  }

  async function forEver(attempt) {
    for (let i = 0; ; i++) {
      await pause(reconnectDelays[Math.min(i, reconnectDelays.length - 1)]);
      try {
        if (await attempt()) {
          return;
        }
      } catch {
        // Nobody answers yet.
      }
    }
  }

  async function reloadWhenBack() {
    await forEver(async () => (await fetch("health/live", { cache: "no-store" })).ok);
    location.reload();
  }

  // Blazor waits for the first connection of a page and never hears that it failed: so what fails is tried again here, for
  // as long as it takes, and the page says so.
  let isConnecting = false;
  let isCircuitOpen = false;
  let isStartingOver = false;

  async function startOver() {
    if (isStartingOver) {
      return;
    }

    isStartingOver = true;
    showBar("Can't reach the server. Trying again…");
    await pause(2000);
    await reloadWhenBack();
  }

  function startPatiently(connection) {
    const start = connection.start.bind(connection);
    connection.start = async () => {
      if (isCircuitOpen) {
        return start();
      }

      isConnecting = true;
      const began = performance.now();
      const slow = setTimeout(() => isCircuitOpen || showBar("Still connecting…"), slowStart);
      await forEver(async () => {
        try {
          await start();
          return true;
        } catch {
          clearTimeout(slow);
          showBar("Can't reach the server. Trying again…");
          if (performance.now() - began > longestStart) {
            await startOver();
          }

          return false;
        }
      });

      // Connected, and the server opens no circuit for what is on this page: it may be too old.
      setTimeout(() => isCircuitOpen || void startOver(), longestOpening);
    };
    return connection;
  }

  function onCircuitOpened() {
    isCircuitOpen = true;
    hideBar();
  }

  // The same for what Blazor fetches before it connects, also where it keeps a failure to itself and never begins to connect.
  function startOverUnlessOpen() {
    if (!isCircuitOpen && document.querySelector(".boot-skeleton")) {
      void startOver();
    }
  }

  window.addEventListener("unhandledrejection", startOverUnlessOpen);
  setTimeout(() => isConnecting || startOverUnlessOpen(), slowStart);

  let isReconnecting = false;

  async function reconnect() {
    if (isReconnecting) {
      return;
    }

    isReconnecting = true;
    if (!isCircuitOpen) {
      // There is nothing to go back to.
      await startOver();
      return;
    }

    showBar("Connection lost. Reconnecting…");
    let isCircuitThere = false;
    await forEver(async () => {
      // True: the same circuit goes on. False: the server is there, and has no such circuit any more.
      isCircuitThere = await Blazor.reconnect();
      return true;
    });
    isReconnecting = false;
    if (isCircuitThere) {
      hideBar();
    } else {
      await reloadWhenBack();
    }
  }

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
    focusFirst(element) {
      (element?.querySelector(focusable) ?? element)?.focus();
    },
  };

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
      said.textContent = isCopied ? "Copied" : "Your browser doesn't allow copying here. The text is selected: copy it by hand.";
      if (isCopied) {
        button.focus();
      }
    }
  });

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

  // The colours: a cookie, so that the next page's first frame is right already.
  document.addEventListener("click", event => {
    const choice = event.target.closest?.("[data-theme-choice]")?.dataset.themeChoice;
    if (choice) {
      const isSystem = choice === "system";
      document.cookie = `SocialProfiles.Theme=${choice}; path=/; max-age=${isSystem ? 0 : 31536000}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
      if (isSystem) {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = choice;
      }
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

  Blazor.start({
    circuit: {
      configureSignalR: builder => {
        const build = builder.build.bind(builder);
        builder.build = () => startPatiently(build());
      },
      circuitHandlers: [{ onCircuitOpened }],
      reconnectionHandler: {
        onConnectionDown: () => void reconnect(),
        onConnectionUp: hideBar,
      },
    },
  }).catch(() => {
    showBar("Connection lost. Reconnecting…");
    void reloadWhenBack();
  });
})();
