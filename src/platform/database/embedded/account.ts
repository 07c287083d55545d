import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The system account PostgreSQL runs under instead of root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface Access {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses uid 0: as root it runs as `postgres`, else as `nobody`. No account is ever added. */
export async function unprivilegedAccount(): Promise<Account> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return findAccount(passwd, 'postgres') ?? findAccount(passwd, 'nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** The account `name` in the text of /etc/passwd; null when it is not there or is root under another name. */
export function findAccount(passwd: string, name: string): Account | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  const [uid, gid] = [Number(fields?.[2] || Number.NaN), Number(fields?.[3] || Number.NaN)];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : null;
}

/** The nearest folder on the way to `folder` (itself included) that the account may not pass; null when there is none. */
export async function closedFolder(folder: string, account: Account): Promise<string | null> {
  if (!mayPass(await stat(folder), account)) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : closedFolder(parent, account);
}

/** Whether the account may pass a folder with this mode and owner; access lists are not looked at. */
export function mayPass(folder: Access, account: Account): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
