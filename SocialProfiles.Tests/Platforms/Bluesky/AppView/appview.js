// Starts Bluesky's own servers (DID directory, PDS, AppView) on this machine with the accounts that BlueskyAppViewTests reads.
// Needs Postgres and Redis: DB_POSTGRES_URL, and REDIS_HOST as host:port. Prints the AppView's address once all is there.
const path = require('node:path');
process.env.DB_POSTGRES_SCHEMA ??= 'bluesky';
const { TestNetwork } = require('@atproto/dev-env');

async function main() {
  const network = await TestNetwork.create({});
  const seed = network.getSeedClient();
  for (const name of ['alice', 'bob', 'gone', 'banned']) {
    await seed.createAccount(name, { email: `${name}@example.com`, handle: `${name}.test`, password: 'password' });
  }

  const { alice, bob, gone, banned } = seed.dids;
  await seed.createProfile(alice, 'Alice', 'Films about films', []);
  const first = await seed.post(alice, 'The first post of all');
  const picture = path.join(path.dirname(require.resolve('@atproto/dev-env/package.json')), 'assets', 'key-portrait-small.jpg');
  const image = await seed.uploadFile(alice, picture, 'image/jpeg');
  await seed.post(alice, '', undefined, [image]);
  const others = await seed.post(bob, 'By Bob');
  await seed.reply(alice, others.ref, others.ref, 'A reply');
  await seed.repost(alice, others.ref);
  await seed.follow(bob, alice);
  await seed.like(bob, first.ref);
  await seed.repost(bob, first.ref);
  await seed.reply(bob, first.ref, first.ref, 'Well said');
  await seed.post(bob, 'Look at this', undefined, undefined, first.ref);

  const agent = network.pds.getClient();
  await agent.com.atproto.server.deactivateAccount({}, { encoding: 'application/json', headers: seed.getHeaders(gone) });
  await agent.com.atproto.admin.updateSubjectStatus(
    { subject: { $type: 'com.atproto.admin.defs#repoRef', did: banned }, takedown: { applied: true } },
    { encoding: 'application/json', headers: network.pds.adminAuthHeaders() });
  await network.processAll();
  console.log(network.bsky.url);
}

main().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
