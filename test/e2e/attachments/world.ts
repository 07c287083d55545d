import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { ShowcaseModule } from './showcase.ts';

export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
}

export const pdf = (size = 1000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const MB = 1024 * 1024;

export let app: TestApp;
export let clerk: Person;
export let stranger: Person;
export let admin: Person;
export let busy: Person;
export let unitIds: readonly string[];

/** Files may be 4 MiB large; `clerk` and `admin` are of one unit, `stranger` of the other, `busy` of both. */
export async function startWorld(): Promise<void> {
  app = await startTestApp({ config: { MAX_UPLOAD_MB: '4' }, imports: [ShowcaseModule] });
  const [a, b] = [await aUnit(app), await aUnit(app)];
  unitIds = [a.id, b.id];
  clerk = await aPerson(app, [[a.id, 'clerk']]);
  stranger = await aPerson(app, [[b.id, 'leader']]);
  admin = await aPerson(app, [[a.id, 'admin']]);
  busy = await aPerson(app, [
    [a.id, 'member'],
    [b.id, 'member'],
  ]);
}

export const as = (person: Person) => api(app).as(person);
export const post = (person: Person) => as(person).post('/attachments');

export async function upload(bytes: Buffer, name = 'Thông báo.pdf', person = clerk): Promise<Uploaded> {
  return (await post(person).attach('file', bytes, name).expect(201)).body.items[0];
}

export const waiting = (): Promise<string[]> => readdir(join(app.dataDir, 'blobs', 'incoming')).catch(() => []);
export const blobPath = (hash: string): string => join(app.dataDir, 'blobs', hash.slice(0, 2), hash.slice(2, 4), hash);
export const count = async (table: 'attachment' | 'blob'): Promise<number> =>
  Number((await app.db.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);

/** Blob files this process holds open. */
async function heldOpen(): Promise<string[]> {
  const links = (await readdir('/proc/self/fd').catch(() => [])).map((fd) =>
    readlink(`/proc/self/fd/${fd}`).catch(() => ''),
  );
  return (await Promise.all(links)).filter((path) => path.startsWith(join(app.dataDir, 'blobs')));
}

/** What uploads and downloads have not tidied up, two seconds after they ended at the latest. */
export async function leftOvers(): Promise<string[]> {
  for (let i = 0; ; i++) {
    const found = [...(await waiting()), ...(await heldOpen())];
    if (found.length === 0 || i === 100) return found;
    await sleep(20);
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Node's own client: nothing is decoded, followed or added. */
export async function raw(path: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  const call = http.request(`${app.url}${path}`, { method, headers, agent: false });
  call.end();
  const [answer] = (await once(call, 'response')) as [http.IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(await answer.toArray()) };
}

export const content = ({ id }: Uploaded, headers: http.OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> =>
  raw(`/api/v1/attachments/${id}/content`, { authorization: `Bearer ${clerk.token()}`, ...headers }, method);

export function openUpload(headers: http.OutgoingHttpHeaders = {}): http.ClientRequest {
  const call = http.request(`${app.url}/api/v1/attachments`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: `Bearer ${clerk.token()}`,
      'content-type': 'multipart/form-data; boundary=x',
      ...headers,
    },
  });
  call.on('error', () => undefined);
  return call;
}

export async function codeOf(call: http.ClientRequest): Promise<string> {
  const [answer] = (await once(call, 'response')) as [http.IncomingMessage];
  const problem = JSON.parse(Buffer.concat(await answer.toArray()).toString()) as { status: number; code: string };
  call.destroy();
  return `${problem.status} ${problem.code}`;
}

export const PART = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n';
