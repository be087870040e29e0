'use strict';
// The replaced stack's driver has no refresh. This runs beside its own files, against its own server, worker and
// platform: N connections as its load posts them, then the same N posted again, as its page's Refresh does.
//   node replaced-stack-refresh.js N[,N...] RUNS
const http = require('http');
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const cfg = require('./config');
const db = require('./db').open();

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const children = [];
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function start(file) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    child.stdout.on('data', (text) => String(text).includes('ready') && done());
    child.on('exit', () => fail(new Error(`${file} ended`)));
  });
}

function post(handle, k) {
  const body = JSON.stringify({ userId: `user_${k % 100}`, platform: 'instagram', handle });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((done, fail) => {
    const request = http.request({ host: '127.0.0.1', port: cfg.appPort, path: '/api/connections', method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode === 202 ? done() : fail(new Error(`answered ${answer.statusCode}`))));
    });
    request.on('error', fail);
    request.end(body);
  });
}

async function load(prefix, n) {
  const started = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    for (let k = next++; k < n; k = next++) await post(`${prefix}_${k}`, k);
  }));
  const posted = performance.now();
  // Every row is PENDING once its POST is answered, so all READY after the last POST means all synced anew.
  while (((await db.counts()).READY || 0) < n) await wait(50);
  const seconds = (performance.now() - started) / 1000;
  return { ready_per_s: n / seconds, all_ready_s: seconds, post_per_s: (n * 1000) / (posted - started) };
}

async function main() {
  const [sizes, runs] = process.argv.slice(2);
  await db.drop();
  await db.init();
  for (const file of ['fake-platform.js', 'server.js', 'worker.js']) await start(file);
  await load('warm', 300);
  for (const n of sizes.split(',').map(Number)) {
    for (let run = 1; run <= Number(runs); run++) {
      await db.truncate();
      await db.checkpoint();
      await wait(300);
      await load(`r${n}_${run}`, n);
      await wait(300);
      const line = { cmd: 'refresh', db: cfg.db, concurrency: cfg.concurrency, latencyMs: cfg.latencyMs, run, n, ...(await load(`r${n}_${run}`, n)) };
      console.log(JSON.stringify(line));
      fs.appendFileSync(path.join(__dirname, '.run', 'results.jsonl'), `${JSON.stringify(line)}\n`);
    }
  }
}

const end = (code) => {
  for (const child of children) {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
  process.exit(code);
};
main().then(() => end(0), (error) => { console.error(error); end(1); });
