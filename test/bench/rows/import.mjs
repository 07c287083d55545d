import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { openServer } from '../old-inbox/server.mjs';
import { call, inFolder, say, signIn, timed, withService } from '../service.mjs';

const LOOPBACK = { LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8', LEGACY_IMPORT_KB_PER_SECOND: '0' };

/** Runs `work` with the service and a server of old inboxes. */
const withOldInboxes = (work) =>
  withService(LOOPBACK, (service) =>
    inFolder(async (folder) => {
      const server = await openServer(folder);
      say(`    old inboxes on ${server.name}`);
      try {
        const token = await signIn(service.url, 'quantri');
        return await work({ ...service, server, token, folder });
      } finally {
        await server.stop();
      }
    }),
  );

/**
 * Row 17: an old inbox into the archive, until the last mail is found there, against a script that downloads it with imapflow and keeps
 * it, as row 10 does with an upload: each mail in a file of its own, synced, and its SHA-256, one after the other as they come. What
 * imapflow takes for letting every mail go at once is told beside it, and divides nothing.
 */
async function rate({ quick }) {
  const [count, pairs] = quick ? [1000, 3] : [2000, 5];
  return withOldInboxes(async (world) => {
    const ratios = [];
    for (let i = 0; i <= pairs; i++) {
      const user = await world.server.plant(`hop${i}`, `hop${i}`, count);
      // Dovecot makes its index when somebody looks first.
      await download(world, user, letGo);
      const passing = await timed(() => download(world, user, letGo));
      const kept = join(world.folder, `kept-${i}`);
      await mkdir(kept);
      let bytes = 0;
      const theirs = await timed(async () => (bytes = await download(world, user, keepIn(kept))));
      await rm(kept, { recursive: true });
      const ours = await timed(() => bringOver(world, user, count));
      if (i > 0) ratios.push(theirs / ours);
      say(
        `    ${count} mails, ${(bytes / 1e6).toFixed(0)} MB: ${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms of imapflow keeping them (${passing.toFixed(0)} ms without keeping)`,
      );
    }
    return { ratios };
  });
}

const letGo = async () => undefined;

/** Bytes, a sync and a hash: what anybody who keeps mail cannot do without. */
function keepIn(folder) {
  const hashes = new Map();
  return async (uid, source) => {
    const file = await open(join(folder, `${uid}.eml`), 'wx');
    await file.writeFile(source);
    await file.sync();
    await file.close();
    hashes.set(uid, createHash('sha256').update(source).digest('hex'));
  };
}

/** Every mail of the inbox in one FETCH. @param keep what is done with each before the next @returns bytes */
async function download({ server }, user, keep) {
  const auth = { user, pass: server.password };
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  await client.connect();
  const lock = await client.getMailboxLock('INBOX', { readOnly: true });
  let bytes = 0;
  for await (const { uid, source } of client.fetch('1:*', {
    uid: true,
    flags: true,
    internalDate: true,
    source: true,
  })) {
    await keep(uid, source);
    bytes += source.length;
  }
  lock.release();
  await client.logout();
  return bytes;
}

let made = 0;
/** Registers the inbox anew and waits until everything in it is in the archive. @returns what the service says of the import */
async function bringOver({ url, token, server }, user, count, look = async () => undefined) {
  const { posts } = await call(url, token, 'GET', '/sessions/current');
  const { id } = await call(url, token, 'POST', '/legacy-inboxes', {
    unitId: posts[0].unitId,
    address: `hop-cu-${(made += 1)}@cu.example`,
    imap: { host: '127.0.0.1', port: server.port, security: 'none', user },
  });
  await call(url, token, 'PUT', `/legacy-inboxes/${id}/secret`, { password: server.password });
  const begun = await call(url, token, 'POST', `/legacy-inboxes/${id}/mail-imports`);
  for (;;) {
    await look();
    const now = await call(url, token, 'GET', `/mail-imports/${begun.id}`);
    if (now.state === 'paused') throw new Error(`the import rests: ${now.problem}`);
    if (now.state === 'done') {
      if (now.copied !== count) throw new Error(`${now.copied} of ${count} mails came over`);
      return now;
    }
    await sleep(50);
  }
}

/** The most memory the service holds while it brings over an inbox ten times as large, against the small one. */
async function memory({ quick }) {
  const [small, large] = quick ? [500, 5000] : [2000, 20_000];
  return withOldInboxes(async (world) => {
    const peaks = [];
    for (const [i, count] of [small, small, large].entries()) {
      const user = await world.server.plant(`nho${i}`, `nho${i}`, count);
      let most = 0;
      const look = async () => {
        const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${world.pid}/status`, 'utf8'));
        most = Math.max(most, kilobytes / 1024);
      };
      await bringOver(world, user, count, look);
      say(`    ${count} mails: ${most.toFixed(0)} MiB at most`);
      peaks.push(most);
    }
    // The first is for warming up.
    return { ratios: [peaks[2] / peaks[1]] };
  });
}

export const rows = [
  {
    id: '17',
    name: 'import rate of an old inbox / imapflow downloading and keeping it (file + fsync + sha256)',
    first: 0.4,
    aim: 0.7,
    atLeast: true,
    quick: '1,000 mails instead of 2,000, 3 pairs instead of 5',
    run: rate,
  },
  {
    id: '17-memory',
    name: 'most memory while an inbox of 20,000 mails comes over / of one of 2,000',
    first: 1.2,
    aim: 1.1,
    quick: '5,000 and 500 mails',
    run: memory,
  },
];
