// Postfix and Dovecot as Debian ships them, with a configuration, folders and ports of their own on loopback. What is set differs from
// their defaults only where it must: where things lie, who exists, and how large a mail may be. Syncing to disk is left as it is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../service.mjs';
import { atEnd } from '../ends.mjs';

export const DOMAIN = 'test.local';
const PASSWORD = 'matkhau';
const PROGRAMS = ['/usr/sbin/postfix', '/usr/sbin/dovecot', '/usr/lib/dovecot/lmtp', '/usr/lib/dovecot/imap'];

/** Why mail cannot be measured here; null when it can. */
export function missing() {
  const absent = PROGRAMS.filter((path) => !existsSync(path));
  if (absent.length > 0) return `not installed: ${absent.join(', ')}`;
  return process.getuid?.() === 0 ? null : 'Postfix takes root';
}

/**
 * Starts both in a folder.
 * @returns ports, `mailbox(user)` (its Maildir), `delivered()` (how many deliveries Postfix has been told of so far) and `stop()`
 */
export async function startMail(folder) {
  const [smtp, imap, lmtp] = await Promise.all([freePort(), freePort(), freePort()]);
  const at = (name) => join(folder, name);
  for (const name of ['pf', 'queue', 'data', 'mail', 'dv']) await mkdir(at(name), { mode: 0o755 });
  await run('chown', 'mail:mail', at('mail'));
  await run('chown', 'postfix', at('data'));
  await writeFile(at('dv/dovecot.conf'), dovecotConf(folder, imap, lmtp));
  await writeFile(at('pf/main.cf'), mainCf(folder, lmtp));
  await writeFile(at('pf/master.cf'), await masterCf(smtp));
  const dovecot = spawn('/usr/sbin/dovecot', ['-F', '-c', at('dv/dovecot.conf')], { stdio: 'inherit' });
  const log = () => readFile(at('pf.log'), 'utf8').catch(() => '');
  const stop = async () => {
    const master = Number(await readFile(at('queue/pid/master.pid'), 'utf8').catch(() => '0'));
    if (master > 1) await end(master);
    const ended = new Promise((resolve) => dovecot.once('exit', resolve));
    if (dovecot.exitCode === null && dovecot.signalCode === null && dovecot.kill('SIGTERM')) await ended;
  };
  atEnd(stop);
  try {
    await run('/usr/sbin/postfix', '-c', at('pf'), 'start');
    for (const port of [smtp, imap, lmtp]) await answers(port);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}; ${(await log()).split('\n').slice(-5).join(' | ')}`, { cause: error });
  }
  return {
    smtp,
    imap,
    password: PASSWORD,
    address: (user) => `${user}@${DOMAIN}`,
    mailbox: (user) => join(folder, 'mail', `${user}@${DOMAIN}`),
    delivered: async () => (await log()).split('status=sent').length - 1,
    trouble: async () =>
      (await log()).split('\n').filter((line) => /status=(deferred|bounced)|warning:|fatal:/.test(line)),
    stop,
  };
}

async function end(pid) {
  // Stopped before, or by somebody else.
  if (!existsSync(`/proc/${pid}`)) return;
  process.kill(pid, 'SIGTERM');
  for (let i = 0; existsSync(`/proc/${pid}`) && i < 200; i++) await sleep(50);
}

async function answers(port) {
  for (let i = 0; i < 200; i++) {
    const open = await fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(500) }).then(
      () => true,
      // Something that does not speak HTTP is there; a refused connection is not.
      (error) => error.cause?.code !== 'ECONNREFUSED',
    );
    if (open) return;
    await sleep(50);
  }
  throw new Error(`nothing answers on port ${port}`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const dovecotConf = (folder, imap, lmtp) => `base_dir = ${folder}/dv/run
state_dir = ${folder}/dv/state
log_path = ${folder}/dv/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`;

const mainCf = (folder, lmtp) => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.${DOMAIN}
mydestination =
virtual_mailbox_domains = ${DOMAIN}
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
default_transport = error:no outside delivery
message_size_limit = 0
mailbox_size_limit = 0
maillog_file = ${folder}/pf.log
maillog_file_prefixes = ${folder}
smtputf8_enable = yes
`;

const SERVICES = new URL('../../support/peers/postfix-master.cf', import.meta.url);
const masterCf = async (smtp) =>
  `127.0.0.1:${smtp}      inet  n       -       n       -       -       smtpd\n${await readFile(SERVICES, 'utf8')}`;
