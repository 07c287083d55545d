import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, programOf, until } from './peer.ts';

/** A real Postfix of its own on loopback: takes mail for one domain by SMTP and hands all of it on to one place. Takes root. */
export class Postfix {
  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** @param onward Postfix's word for where mail goes, as `lmtp:inet:127.0.0.1:24` or `smtp:[127.0.0.1]:25` */
  static async start(domain: string, onward: string): Promise<Postfix> {
    const folder = await mkdtemp(join(tmpdir(), 'gnvb-postfix-'));
    await chmod(folder, 0o755);
    const [port = 0] = await freePorts(1);
    for (const name of ['conf', 'queue', 'data']) await mkdir(join(folder, name), { mode: 0o755 });
    execFileSync('chown', ['postfix', join(folder, 'data')]);
    await writeFile(join(folder, 'conf', 'main.cf'), mainCf(folder, domain, onward));
    await writeFile(join(folder, 'conf', 'master.cf'), await masterCf(port));
    const postfix = new Postfix(folder, port);
    try {
      postfix.#run('start');
      await until('Postfix', async () => (await postfix.log()).includes('daemon started'), 20);
    } catch (error) {
      await postfix.stop();
      throw error;
    }
    return postfix;
  }

  log(): Promise<string> {
    return readFile(join(this.folder, 'postfix.log'), 'utf8').catch(() => '');
  }

  /** What became of mails to an address, in the order of its log: `sent`, `deferred`, `bounced`, with what the other side said. */
  async outcomes(address: string): Promise<{ readonly status: string; readonly said: string }[]> {
    const lines = (await this.log()).split('\n').filter((line) => line.includes(`to=<${address}>`));
    return lines.flatMap((line) => {
      const [, status, said] = /status=(\w+) \((.*)\)/.exec(line) ?? [];
      return status === undefined ? [] : [{ status, said: said ?? '' }];
    });
  }

  /** Tries once more what waits. */
  flush(): void {
    execFileSync(programOf('postqueue') ?? 'postqueue', ['-c', join(this.folder, 'conf'), '-f'], { stdio: 'pipe' });
  }

  async stop(): Promise<void> {
    const pid = Number(await readFile(join(this.folder, 'queue', 'pid', 'master.pid'), 'utf8').catch(() => '0'));
    if (pid > 1) {
      process.kill(pid, 'SIGTERM');
      await until('the end of Postfix', async () => !isAlive(pid), 20);
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #run(command: string): void {
    execFileSync(programOf('postfix') ?? 'postfix', ['-c', join(this.folder, 'conf'), command], { stdio: 'ignore' });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const mainCf = (folder: string, domain: string, onward: string): string => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.truoc.example
mydestination =
relay_domains = ${domain}
relay_transport = ${onward}
default_transport = error:no outside delivery
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_forbid_bare_newline = yes
smtpd_forbid_bare_newline_exclusions =
lmtp_tls_security_level = may
notify_classes =
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
`;

/** Shared with the bench. */
const SERVICES = new URL('postfix-master.cf', import.meta.url);
const masterCf = async (port: number): Promise<string> =>
  `127.0.0.1:${port} inet n - n - - smtpd\n${await readFile(SERVICES, 'utf8')}`;
