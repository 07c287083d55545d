// An old inbox of 100,000 mails on Dovecot: brought over, proven, searched. By hand, as root with postfix and dovecot-imapd; about ten
// minutes and 2 GB of disk for a while: `node test/bench/old-inbox/large.mjs [mails]`. Ends with 1 when a mail is missing, a difference
// is unexplained, or what may not grow has grown.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { endAll, endOnSignal } from '../ends.mjs';
import { missing } from '../mail/server.mjs';
import { call, inFolder, say, signIn, timed, withService } from '../service.mjs';
import { REPEATED, smallMailOf } from './mails.mjs';
import { openServer } from './server.mjs';

const LOOPBACK = { LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8', LEGACY_IMPORT_KB_PER_SECOND: '0' };
const TENTHS = 10;
/** The second half may hold so much more memory than the first, and the last tenths take so much longer than the first. */
const MOST_GROWTH = { memory: 1.2, time: 1.5 };
const SIGNED_IN_MS = 5 * 60_000;
const broken = [];

const count = Number(process.argv[2] ?? 100_000);

async function play(service, folder) {
  const server = await openServer(folder);
  const admin = signedIn(service.url, 'quantri');
  const user = await server.plant('lon', 'lon', count, smallMailOf);
  const distinct = count - Math.floor((count - 1) / REPEATED);
  const inbox = await register(admin, server, user);
  await bringOver(service, admin, inbox, distinct);
  await prove(service, admin, inbox);
  await search(service);
  const again = await admin('POST', `/legacy-inboxes/${inbox}/mail-imports`);
  const ms = await timed(() => ended(admin, `/mail-imports/${again.id}`));
  const { seen } = await admin('GET', `/mail-imports/${again.id}`);
  holds(seen === 0, `once more, nothing new: ${seen} mails seen, ${seconds(ms)}`);
}

async function register(admin, server, user) {
  const { posts } = await admin('GET', '/sessions/current');
  const imap = { host: '127.0.0.1', port: server.port, security: 'none', user };
  const { id } = await admin('POST', '/legacy-inboxes', { unitId: posts[0].unitId, address: 'lon@cu.example', imap });
  await admin('PUT', `/legacy-inboxes/${id}/secret`, { password: server.password });
  return id;
}

async function bringOver({ pid }, admin, inbox, distinct) {
  const { id } = await admin('POST', `/legacy-inboxes/${inbox}/mail-imports`);
  const began = performance.now();
  const marks = [{ seen: 0, ms: 0, most: 0 }];
  let most = 0;
  let now;
  do {
    await sleep(250);
    most = Math.max(most, await rss(pid));
    now = await admin('GET', `/mail-imports/${id}`);
    if (now.state === 'paused') throw new Error(`the import rests: ${now.problem}`);
    if (now.seen < (count * marks.length) / TENTHS && now.state !== 'done') continue;
    const ms = performance.now() - began;
    const last = marks.at(-1);
    if (now.seen === last.seen) continue;
    say(`  ${now.seen} mails: ${perSecond(now.seen - last.seen, ms - last.ms)}, ${most.toFixed(0)} MiB at most`);
    marks.push({ seen: now.seen, ms, most });
    most = 0;
  } while (now.state !== 'done');
  const { ms } = marks.at(-1);
  say(`brought over: ${count} mails in ${seconds(ms)}, ${perSecond(count, ms)}`);
  holds(
    now.seen === count && now.copied === distinct && now.failed === 0,
    `all there: ${now.seen} seen, ${now.copied} kept`,
  );
  const half = Math.ceil(marks.length / 2);
  const grown =
    Math.max(...marks.slice(half).map((mark) => mark.most)) /
    Math.max(...marks.slice(0, half).map((mark) => mark.most));
  holds(grown <= MOST_GROWTH.memory, `memory of the second half / of the first: ${grown.toFixed(2)}`);
  const slower = pace(marks, marks.length - 3, marks.length - 1) / pace(marks, 0, 2);
  holds(slower <= MOST_GROWTH.time, `time of a mail at the end / at the beginning: ${slower.toFixed(2)}`);
}

const pace = (marks, from, to) => (marks[to].ms - marks[from].ms) / (marks[to].seen - marks[from].seen);

async function prove({ pid }, admin, inbox) {
  const { id } = await admin('POST', `/legacy-inboxes/${inbox}/mail-proofs`, { everyHash: false });
  let most = 0;
  const ms = await timed(() => ended(admin, `/mail-proofs/${id}`, async () => (most = Math.max(most, await rss(pid)))));
  const proof = await admin('GET', `/mail-proofs/${id}`);
  say(`proven: ${seconds(ms)}, ${perSecond(count, ms)}, ${most.toFixed(0)} MiB at most`);
  const isWhole = proof.state === 'done' && proof.agrees && proof.unexplained === 0 && proof.onServer === count;
  holds(isWhole, `${proof.onServer} on the server, ${proof.unexplained} unexplained, ${proof.explained} explained`);
  for (const path of ['differences?limit=50', 'report', 'report.pdf'])
    say(`  ${path}: ${Math.round(await timed(() => fetched(admin, `/mail-proofs/${id}/${path}`)))} ms`);
}

/** As somebody of the unit looks for things: by a rare word, by frequent ones, by none, and far down the list. */
async function search({ url }) {
  const clerk = signedIn(url, 'vanthu.dk');
  const rare = `so${Math.floor(count / 2) - 1}`;
  const asked = { rare, frequent: 'cong van', three: 'co quan thanh nien', none: '', nothing: 'khongcotunay' };
  for (const [name, words] of Object.entries(asked)) {
    const path = `/archived-mails?limit=50${words && `&q=${encodeURIComponent(words)}`}`;
    let found;
    const times = [];
    for (let i = 0; i < 5; i++) times.push(await timed(async () => (found = await clerk('GET', path))));
    say(`  search, ${name} ("${words}"): ${found.items.length} on the page, ${median(times).toFixed(0)} ms`);
    if (name === 'rare') holds(found.items.length === 1, `"${rare}" is found once`);
  }
  const times = [];
  let path = '/archived-mails?limit=100';
  for (let page = 0; page < 200; page++) {
    let found;
    times.push(await timed(async () => (found = await clerk('GET', path))));
    if (found.next === null) break;
    path = `/archived-mails?limit=100&after=${found.next}`;
  }
  const ratio = median(times.slice(-20)) / median(times.slice(0, 20));
  holds(ratio <= 3, `page 200 / page 1: ${ratio.toFixed(2)}, ${median(times).toFixed(0)} ms each`);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const perSecond = (mails, ms) => `${Math.round((mails * 1000) / ms)} mails/s`;

function holds(isSo, what) {
  say(`${isSo ? '✔' : '✘'} ${what}`);
  if (!isSo) broken.push(what);
}

/** Calls of one person, who signs in again before the token ends. */
function signedIn(url, username) {
  let [token, since] = [null, 0];
  return async (method, path, body) => {
    if (token === null || performance.now() - since > SIGNED_IN_MS)
      [token, since] = [await signIn(url, username), performance.now()];
    return method === null ? { url, token, path } : call(url, token, method, path, body);
  };
}

async function fetched(person, path) {
  const { url, token } = await person(null, path);
  const answer = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await answer.arrayBuffer();
}

async function ended(admin, path, look = async () => undefined) {
  while (['waiting', 'running'].includes((await admin('GET', path)).state)) {
    await look();
    await sleep(100);
  }
}

/** In MiB. */
async function rss(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'));
  return kilobytes / 1024;
}

const reason = missing();
if (reason !== null) throw new Error(reason);
endOnSignal();
try {
  await withService(LOOPBACK, (service) => inFolder((folder) => play(service, folder)));
} finally {
  await endAll();
}
for (const what of broken) say(`✘ ${what}`);
process.exitCode = broken.length > 0 ? 1 : 0;
