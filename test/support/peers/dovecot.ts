import { execFileSync } from 'node:child_process';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LyingFolders } from '../imap-server.ts';
import { freePorts, Processes, until } from './peer.ts';

/** A real Dovecot of its own on loopback; any user exists, with one password. Takes root, as every mail server does. */
export class Dovecot {
  readonly #processes = new Processes();

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly mail: { readonly uid: number; readonly gid: number },
  ) {}

  static readonly password = 'mat-khau-cu';

  static async start(): Promise<Dovecot> {
    const folder = await mkdtemp(join(tmpdir(), 'gnvb-dovecot-'));
    const [port = 0] = await freePorts(1);
    const idOf = (what: string): number => Number(execFileSync('id', [what, 'mail'], { encoding: 'utf8' }));
    const dovecot = new Dovecot(folder, port, { uid: idOf('-u'), gid: idOf('-g') });
    execFileSync('chmod', ['755', folder]);
    await dovecot.#own(join(folder, 'mail'));
    await writeFile(join(folder, 'dovecot.conf'), confOf(folder, port));
    dovecot.#processes.start('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], join(folder, 'out'));
    await until('Dovecot', () => greets(port), 20);
    return dovecot;
  }

  /** Puts mails into somebody's folders, as Maildir++ keeps them. */
  async plant(user: string, folders: LyingFolders): Promise<void> {
    const root = join(this.folder, 'mail', user);
    await this.#own(root);
    for (const [path, mails] of Object.entries(folders)) {
      const folder = path === 'INBOX' ? root : join(root, `.${path.replaceAll('/', '.')}`);
      await this.#own(folder);
      for (const name of ['cur', 'new', 'tmp']) await this.#own(join(folder, name));
      for (const [i, { raw, flags = [] }] of mails.entries()) {
        const file = join(folder, 'cur', `${1_589_000_000 + i}.M${i}P1.gnvb:2,${flags.includes('\\Seen') ? 'S' : ''}`);
        await writeFile(file, Buffer.from(raw, 'latin1'));
        await chown(file, this.mail.uid, this.mail.gid);
      }
    }
  }

  async stop(): Promise<void> {
    // Its own children end with it only when it ends in order.
    await this.#processes.stopAll('SIGTERM');
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #own(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await chown(folder, this.mail.uid, this.mail.gid);
  }
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

const confOf = (folder: string, port: number): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
passdb {
  driver = static
  args = password=${Dovecot.password}
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
