// Passkeys: the browser makes and shows them, the server checks them.
// No build step: this file is served as it is.
(() => {
  "use strict";

  // They belong to a name, and browsers offer them over https and on localhost only.
  const isPossible = window.isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);
  const unknown = "That didn't work. Try again, or use your password.";

  const bytesOf = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));

  const textOf = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const listed = list => (list ?? []).map(each => ({ ...each, id: bytesOf(each.id) }));

  // We may be served below a path.
  const base = new URL(document.baseURI).pathname.replace(/\/$/, "");

  // An address to return to has the path in front already where the server noted it.
  const below = path => path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`) ? path : base + path;

  async function post(path, body) {
    const answer = await fetch(base + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new Error(answer.status === 429 ? "Too many tries. Wait a minute, then try again." : said.problem ?? unknown);
    }

    return said;
  }

  function written(credential) {
    const { response } = credential;
    const parts = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) {
        parts[name] = textOf(response[name]);
      }
    }

    if (response.getTransports) {
      parts.transports = response.getTransports();
    }

    return {
      id: credential.id,
      rawId: textOf(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: parts,
    };
  }

  async function make(options) {
    const publicKey = { ...options, challenge: bytesOf(options.challenge), user: { ...options.user, id: bytesOf(options.user.id) }, excludeCredentials: listed(options.excludeCredentials) };
    return written(await navigator.credentials.create({ publicKey }));
  }

  async function show(options) {
    const publicKey = { ...options, challenge: bytesOf(options.challenge), allowCredentials: listed(options.allowCredentials) };
    return written(await navigator.credentials.get({ publicKey }));
  }

  // Gives null where it is done, else a sentence for the person.
  async function tried(work) {
    try {
      await work();
      return null;
    } catch (fault) {
      if (fault instanceof DOMException) {
        return {
          NotAllowedError: "Nothing was done: the passkey wasn't confirmed, or it took too long. Try again.",
          InvalidStateError: "This device already has a passkey for your account.",
          SecurityError: "Passkeys don't work at this address. Open SocialProfiles by its name, over https.",
        }[fault.name] ?? unknown;
      }

      return fault instanceof TypeError ? unknown : fault.message;
    }
  }

  window.SocialProfiles = Object.assign(window.SocialProfiles ?? {}, {
    passkeys: {
      isPossible: () => isPossible,
      add: name => tried(async () => post("/account/passkeys", { credential: await make(await post("/account/passkeys/new-options")), name })),
      prove: () => tried(async () => post("/account/passkeys/proof", { credential: await show(await post("/account/passkeys/options")) })),
    },
  });

  // Signing in is a page without a circuit.
  const button = document.querySelector("[data-passkey-sign-in]");
  if (button && isPossible) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = document.getElementById("passkey-said");
      said.textContent = "";
      button.disabled = true;
      said.textContent = await tried(async () => {
        const credential = await show(await post("/sign-in/passkey/options"));
        const stay = document.querySelector("[name='Form.Stay']")?.checked ?? false;
        const { location: next } = await post("/sign-in/passkey", { credential, stay, returnUrl: button.dataset.passkeySignIn });
        location.assign(below(next));
      });
      button.disabled = false;
    });
  }
})();
