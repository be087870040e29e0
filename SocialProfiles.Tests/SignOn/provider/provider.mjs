// A certified OpenID provider for the tests of single sign-on. Its clients and accounts are given on the command line, as JSON, and
// may be changed by PUT /test: the addresses of an application are known only once it runs. Nothing here is for real use.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { port = 0 } = JSON.parse(process.argv[2] ?? "{}");
let { clients = [], accounts = {} } = JSON.parse(process.argv[2] ?? "{}");

const server = createServer();
await new Promise(done => server.listen(port, "127.0.0.1", done));
const issuer = `http://localhost:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [],
  pkce: { required: () => true },
  claims: { openid: ["sub", "groups"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["only for tests"] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },

  // It calls no private addresses by itself, and the application under test is at one.
  fetch: (address, { dispatcher, ...rest }) => fetch(address, rest),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
  loadExistingGrant: async context => {
    const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

// Clients are looked up each time, so that they can be given later.
const find = provider.Client.find.bind(provider.Client);
provider.Client.find = async id => {
  const given = clients.find(client => client.client_id === id);
  return given ? new provider.Client({ token_endpoint_auth_method: "client_secret_post", backchannel_logout_session_required: true, ...given }) : find(id);
};

async function read(request) {
  let text = "";
  for await (const part of request) {
    text += part;
  }

  return text;
}

const handle = provider.callback();
server.on("request", async (request, response) => {
  try {
    const url = new URL(request.url, issuer);
    if (url.pathname === "/test" && request.method === "PUT") {
      ({ clients = clients, accounts = accounts } = JSON.parse(await read(request)));
      response.writeHead(204).end();
    } else if (url.pathname.startsWith("/interaction/") && request.method === "GET") {
      const names = Object.keys(accounts).map(name => `<option>${name}</option>`).join("");
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><html lang="en"><title>Test provider</title><h1>Test provider</h1><form method="post"><label>Account <select name="account">${names}</select></label><button>Continue</button></form>`);
    } else if (url.pathname.startsWith("/interaction/")) {
      const accountId = new URLSearchParams(await read(request)).get("account");
      await provider.interactionFinished(request, response, { login: { accountId } });
    } else {
      handle(request, response);
    }
  } catch (fault) {
    response.writeHead(500).end(`${fault}`);
  }
});

console.log(`listening ${issuer}`);
process.stdin.on("end", () => process.exit(0)).resume();
