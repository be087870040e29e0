// Starts Blazor, keeps the page connected, and keeps what is typed while the server is away.
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
    keepDrafts();
    location.reload();
  }

  // What is half typed outlives a server that starts again: kept for this tab and this page, and put back where a field of
  // the same name appears, now or when its dialog is opened again.
  const draftKey = () => `SocialProfiles.Drafts ${location.pathname}`;
  const longestDraft = 600000;
  const typed = new Map();

  document.addEventListener("input", event => {
    const name = event.target.dataset?.draft;
    if (name) {
      typed.set(name, event.target.value);
    }
  });

  // What is sent is no draft any more, nor what a dialog was closed over.
  for (const end of ["submit", "close"]) {
    document.addEventListener(end, event => {
      // Without the server nothing is sent.
      const isKept = end === "submit" && document.documentElement.classList.contains("sp-offline");
      for (const field of isKept ? [] : event.target.querySelectorAll("[data-draft]")) {
        typed.delete(field.dataset.draft);
      }
    }, true);
  }

  function keepDrafts() {
    // Only what still stands there: a field that is gone or was changed otherwise has no draft.
    for (const [name, text] of typed) {
      if (document.querySelector(`[data-draft="${CSS.escape(name)}"]`)?.value !== text) {
        typed.delete(name);
      }
    }

    if (typed.size > 0) {
      try {
        sessionStorage.setItem(draftKey(), JSON.stringify([...typed]));
      } catch {
        // A browser that stores nothing cannot keep it.
      }
    }
  }

  function putDraftsBack() {
    let drafts;
    try {
      drafts = new Map(JSON.parse(sessionStorage.getItem(draftKey())) ?? []);
      sessionStorage.removeItem(draftKey());
    } catch {
      return;
    }

    function putBack() {
      for (const field of document.querySelectorAll("[data-draft]")) {
        const text = drafts.get(field.dataset.draft);
        if (text !== undefined) {
          drafts.delete(field.dataset.draft);
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }
      }

      if (drafts.size === 0) {
        watch.disconnect();
      }
    }

    const watch = new MutationObserver(putBack);
    if (drafts.size > 0) {
      watch.observe(document.body, { childList: true, subtree: true });

      // Whoever has not gone back to it by then does something else.
      setTimeout(() => watch.disconnect(), longestDraft);
    }
  }

  // While there is no server a press would be lost without a word: so what needs it says that it waits.
  const needsServer = ".sp-shell :is(button, select, input[type='checkbox'], input[type='radio'])"
    + ":not([data-opens], [data-theme-choice], [data-roster-word], [data-single-keys], [data-copies], [data-share], [data-focuses])";
  const offlineReason = "Not connected to the server. This works again as soon as the connection is back.";

  function setOffline(isOffline) {
    document.documentElement.classList.toggle("sp-offline", isOffline);
    for (const control of document.querySelectorAll(isOffline ? needsServer : "[data-waits]")) {
      if (isOffline) {
        control.dataset.waits = control.title;
        control.dataset.was = control.value;
        control.title = offlineReason;
        control.setAttribute("aria-disabled", "true");
      } else {
        control.title = control.dataset.waits;
        control.title || control.removeAttribute("title");
        delete control.dataset.waits;
        delete control.dataset.was;
        control.removeAttribute("aria-disabled");
      }
    }
  }

  for (const kind of ["click", "submit", "change"]) {
    document.addEventListener(kind, event => {
      const isWaiting = document.documentElement.classList.contains("sp-offline")
        && (event.target.closest?.("[data-waits]") || kind === "submit");
      if (isWaiting) {
        if (event.target.matches("select")) {
          // A choice can't be prevented, only taken back.
          event.target.value = event.target.dataset.was;
        }

        event.preventDefault();
        event.stopImmediatePropagation();
        showBar("Not connected. Nothing was changed; we're still trying to reconnect…");
      }
    }, true);
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
    putDraftsBack();
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
    setOffline(true);
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
      setOffline(false);
      hideBar();
    } else {
      await reloadWhenBack();
    }
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
        onConnectionUp: () => {
          setOffline(false);
          hideBar();
        },
      },
    },
  }).catch(() => {
    showBar("Connection lost. Reconnecting…");
    void reloadWhenBack();
  });
})();
