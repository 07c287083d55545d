import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { fromBuffer, type Entry } from 'yauzl';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { Mail } from '../../../src/platform/mail/mail.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { startMailServer, type BadMailServer } from '../mail-server.ts';
import { NAMES, type NameCase } from './names.ts';

let app: TestApp;
let server: BadMailServer;
let clerk: Person;
/** The files of the accepted names, in their order. */
const files: { id: string; name: string }[] = [];

type Kept = Extract<NameCase, { zip?: string }> & { readonly refused?: never };
const accepted = NAMES.filter((one): one is Kept => !('refused' in one));
const stored = accepted.map(({ name }) => name.normalize('NFC'));

beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({ config: { SMTP_URL: server.url, MAIL_FROM: 'gnvb@hanam.vn' } });
  clerk = await aPerson(app, [[(await aUnit(app)).id, 'clerk']]);
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** RFC 8187, so that every name gets as far as the service. */
const extended = (name: string): string =>
  `filename*=UTF-8''${Array.from(Buffer.from(name), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
/** As browsers write it (WHATWG): raw UTF-8, three characters escaped. */
const quoted = (name: string): string => `filename="${name}"`;

async function send(dispositions: readonly string[]) {
  const parts = dispositions.map(
    (said, i) => `--x\r\nContent-Disposition: form-data; name="file"; ${said}\r\n\r\nnội dung ${i}\r\n`,
  );
  const answer = await fetch(`${app.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${clerk.token()}`, 'content-type': 'multipart/form-data; boundary=x' },
    body: `${parts.join('')}--x--\r\n`,
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { code?: string; items?: { id: string; name: string }[] },
  };
}

function* inGroups<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += size) yield all.slice(i, i + size);
}

/** RFC 6266 §4.3 read from the specification: the extended parameter counts, the other one is for old programs. */
function nameIn(header: string | null): { readonly name: string; readonly plain: string | null } {
  const found = /^attachment((?:;\s*[\w*]+=(?:"(?:[^"\\]|\\.)*"|[^\s;"]+))+)$/.exec(header ?? '');
  if (!found) throw new Error(`not a Content-Disposition: ${header}`);
  const parameters = new Map<string, string>();
  for (const [, key = '', text, token] of (found[1] ?? '').matchAll(/;\s*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/g))
    parameters.set(key.toLowerCase(), text === undefined ? (token ?? '') : text.replace(/\\(.)/g, '$1'));
  const plain = parameters.get('filename') ?? null;
  const long = parameters.get('filename*');
  if (long === undefined) return { name: plain ?? '', plain };
  expect(long).toMatch(/^UTF-8''[\w!#$&+.^`|~%-]*$/);
  return { name: decodeURIComponent(long.slice("UTF-8''".length)), plain };
}

function entriesOf(zip: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: false, strictFileNames: true }, (error, file) => {
      if (error) return reject(error);
      const names: string[] = [];
      file.on('entry', (entry: Entry) => void names.push(entry.fileName));
      file.on('end', () => resolve(names)).on('error', reject);
    });
  });
}

describe('file names', () => {
  it('are many, of both kinds', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(139);
    expect([accepted.length > 90, NAMES.length - accepted.length > 40]).toEqual([true, true]);
    expect(new Set(stored.map((name) => name.toLowerCase())).size).toBe(stored.length);
  });

  it('are refused with what is wrong with them, or taken', async () => {
    const said: unknown[] = [];
    for (const one of NAMES) {
      if (!('refused' in one)) continue;
      const { status, body } = await send([extended(one.name)]);
      said.push([one.what, status, body.code]);
    }
    const wanted = NAMES.flatMap((one) =>
      'refused' in one ? [[one.what, one.refused === 'type-refused' ? 415 : 400, `attachments.${one.refused}`]] : [],
    );
    expect(said).toEqual(wanted);
  });

  it('come through an upload unchanged, in NFC', async () => {
    for (const group of inGroups(accepted, 20)) {
      const { body } = await send(group.map(({ name }) => extended(name)));
      files.push(...(body.items ?? []));
    }
    expect(files.map(({ name }) => name)).toEqual(stored);
    const plain = accepted.map(({ name }) => name).filter((name) => !/["%]/.test(name));
    const again: string[] = [];
    for (const group of inGroups(plain, 20))
      again.push(...((await send(group.map(quoted))).body.items ?? []).map((one) => one.name));
    expect(again).toEqual(plain.map((name) => name.normalize('NFC')));
  });

  it('are the same in lists and when downloaded', async () => {
    const shown: string[] = [];
    const saved: string[] = [];
    for (const { id } of files) {
      const one = await api(app).as(clerk).get(`/attachments/${id}`).expect(200);
      shown.push((one.body as { name: string }).name);
      const headers = { authorization: `Bearer ${clerk.token()}` };
      const answer = await fetch(`${app.url}/api/v1/attachments/${id}/content`, { method: 'HEAD', headers });
      const { name, plain } = nameIn(answer.headers.get('content-disposition'));
      saved.push(name);
      expect(plain).toMatch(/^[\x20-\x7E]+$/);
    }
    expect(shown).toEqual(stored);
    expect(saved).toEqual(stored);
  });

  it('are the same in a zip, but for what Windows cannot unpack', async () => {
    const names: string[] = [];
    for (const group of inGroups(files, 50)) {
      const body = {
        typeCode: 'cong_van',
        subject: 'Tên tệp',
        attachmentIds: group.map(({ id }) => id),
        recipients: [],
      };
      const { body: draft } = await api(app).as(clerk).post('/outgoing-documents', body).expect(201);
      const { id, attachments } = draft as { id: string; attachments: { name: string }[] };
      expect(attachments.map(({ name }) => name)).toEqual(group.map(({ name }) => name));
      const zip = await api(app)
        .as(clerk)
        .get(`/outgoing-documents/${id}/attachments.zip`)
        .buffer(true)
        .parse((answer, done) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
          answer.on('end', () => done(null, Buffer.concat(chunks)));
        });
      names.push(...(await entriesOf(zip.body as Buffer)));
    }
    expect(names).toEqual(accepted.map(({ name, zip }) => zip ?? name.normalize('NFC')));
  });

  it('are the same in a mail', async () => {
    const groups = [...inGroups(files, 50)];
    await app.get(UnitOfWork).run((tx) =>
      app.get(Mail).queue(
        tx,
        groups.map((group) => ({
          purpose: 'test',
          purposeKey: randomUUID(),
          recipient: { name: 'Văn thư', address: 'vanthu@tinhdoan.test' },
          subject: 'Tên tệp',
          text: 'Kính gửi',
          html: null,
          attachmentIds: group.map(({ id }) => id),
        })),
      ),
    );
    await app.get(Jobs).drain();
    const parsed = await Promise.all(server.taken.map(({ text }) => simpleParser(text)));
    const received = parsed.flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
    expect(received.toSorted()).toEqual(stored.toSorted());
  });
});
