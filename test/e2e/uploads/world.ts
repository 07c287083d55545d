import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readlink, stat } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { api, type SignedIn } from '../../support/api.ts';
import { checkAnswer } from '../../support/check-answer.ts';
import { noteSeen } from '../../support/seen.ts';
import type { TestApp } from '../../support/app.ts';

export const MB = 1024 * 1024;
export const pdf = (size = 1000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const PIECE = { 'content-type': 'application/offset+octet-stream' };

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Record<string, never> & { readonly code?: string };
}

export interface Ask {
  readonly method: string;
  readonly path?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: Buffer;
}

/** Upload-Metadata of these values. */
export const metadata = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Speaks tus by hand, for what a well-behaved client never does. Answers are held against the API document. */
export function tusOn(app: Pick<TestApp, 'url'>) {
  const open = (person: SignedIn, { method, path = '', headers = {} }: Ask): http.ClientRequest =>
    http.request(`${app.url}/api/v1/uploads${path}`, {
      method,
      agent: false,
      headers: { authorization: `Bearer ${person.token()}`, 'tus-resumable': '1.0.0', ...headers },
    });

  const ask = async (person: SignedIn, asked: Ask): Promise<Answer> => {
    const call = open(person, { ...asked, headers: { 'content-length': asked.body?.length ?? 0, ...asked.headers } });
    call.on('error', () => undefined);
    call.end(asked.body);
    const [response] = (await once(call, 'response')) as [http.IncomingMessage];
    const text = Buffer.concat(await response.toArray()).toString();
    const status = response.statusCode ?? 0;
    const type = text === '' ? '' : (response.headers['content-type']?.split(';')[0] ?? '');
    const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
    const path = `/api/v1/uploads${asked.path ?? ''}`;
    const { operationId, mistake } = checkAnswer({
      method: asked.method,
      path,
      status,
      type: asked.method === 'HEAD' ? '' : type,
      body,
    });
    if (operationId) noteSeen(operationId, status);
    if (mistake) throw new Error(mistake);
    return { status, headers: response.headers, body };
  };

  const create = (
    person: SignedIn,
    name: string,
    size: number,
    more: { readonly meta?: Record<string, string>; readonly body?: Buffer; readonly headers?: object } = {},
  ): Promise<Answer> =>
    ask(person, {
      method: 'POST',
      headers: {
        'upload-length': size,
        'upload-metadata': metadata({ filename: name, ...more.meta }),
        ...(more.body && PIECE),
        ...more.headers,
      },
      ...(more.body && { body: more.body }),
    });

  /** Begins an upload. @returns its path below /uploads */
  const begin = async (person: SignedIn, name: string, size: number, meta = {}): Promise<string> => {
    const answer = await create(person, name, size, { meta });
    if (answer.status !== 201) throw new Error(`not begun: ${answer.status} ${answer.body.code}`);
    return pathOf(answer);
  };
  const patch = (person: SignedIn, path: string, offset: number, body: Buffer, headers = {}): Promise<Answer> =>
    ask(person, { method: 'PATCH', path, headers: { ...PIECE, 'upload-offset': offset, ...headers }, body });
  const head = (person: SignedIn, path: string): Promise<Answer> => ask(person, { method: 'HEAD', path });
  const offset = async (person: SignedIn, path: string): Promise<number> =>
    Number((await head(person, path)).headers['upload-offset']);
  const remove = (person: SignedIn, path: string): Promise<Answer> => ask(person, { method: 'DELETE', path });
  return { open, ask, create, begin, patch, head, offset, remove };
}

export const pathOf = ({ headers }: Answer): string => (headers.location ?? '').replace('/api/v1/uploads', '');

/** The content of a file, as its unit downloads it. */
export async function download(app: TestApp, person: SignedIn, attachmentId: unknown): Promise<Buffer> {
  const answer = await api(app)
    .as(person)
    .get(`/attachments/${String(attachmentId)}/content`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  return answer.body as Buffer;
}

/** Staged files and folders of uploads. */
export const staged = (app: TestApp): Promise<string[]> => readdir(join(app.dataDir, 'uploads')).catch(() => []);

/** Bytes on disk of all uploads together. */
export async function stagedBytes(app: TestApp): Promise<number> {
  const root = join(app.dataDir, 'uploads');
  const paths = await readdir(root, { recursive: true }).catch(() => []);
  const found = await Promise.all(paths.map((path) => stat(join(root, path)).catch(() => null)));
  return found.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0);
}

/** Files below the data folder this process holds open, two seconds after all work has ended at the latest. */
export async function heldOpen(app: TestApp): Promise<string[]> {
  for (let i = 0; ; i++) {
    const links = (await readdir('/proc/self/fd').catch(() => [])).map((fd) =>
      readlink(`/proc/self/fd/${fd}`).catch(() => ''),
    );
    const found = (await Promise.all(links)).filter((path) => path.startsWith(app.dataDir));
    if (found.length === 0 || i === 100) return found;
    await sleep(20);
  }
}
