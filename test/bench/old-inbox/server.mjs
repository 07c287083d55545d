// Where old inboxes lie: Dovecot where it is installed (and we are root), otherwise hoodiecrow-imap in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from '../ends.mjs';
import { missing, startMail } from '../mail/server.mjs';
import { mailOf } from './mails.mjs';

/**
 * @returns `{ name, port, password, plant(user, seed, count, make), stop() }`; `plant` gives the login of the inbox; Dovecot alone takes
 * another maker of mails than `mailOf`
 */
export function openServer(folder) {
  return missing() === null ? openDovecot(folder) : openHoodiecrow();
}

async function openDovecot(folder) {
  const mail = await startMail(folder);
  const plant = async (user, seed, count, make = mailOf) => {
    const root = mail.mailbox(user);
    const { uid, gid } = await stat(join(folder, 'mail'));
    for (const name of ['', 'cur', 'new', 'tmp']) {
      await mkdir(join(root, name), { recursive: true });
      await chown(join(root, name), uid, gid);
    }
    for (let i = 0; i < count; i++) {
      const path = join(root, 'cur', `${1_589_000_000 + i}.M${i}P1.gnvb:2,S`);
      await writeFile(path, make(seed, i));
      await chown(path, uid, gid);
    }
    return mail.address(user);
  };
  return { name: 'Dovecot', port: mail.imap, password: mail.password, plant, stop: mail.stop };
}

async function openHoodiecrow() {
  const child = fork(fileURLToPath(new URL('hoodiecrow.mjs', import.meta.url)), { stdio: 'inherit' });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  atEnd(stop);
  const answer = async () => (await once(child, 'message'))[0];
  const { port, password } = await answer();
  const plant = async (user, seed, count) => {
    child.send({ user, seed, count });
    return (await answer()).user;
  };
  return { name: 'hoodiecrow-imap', port, password, plant, stop };
}
