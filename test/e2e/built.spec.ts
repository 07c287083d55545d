import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/sample/sample-passwords.ts';
import { type Client, api } from '../support/api.ts';
import { apiContract } from '../support/api-document.ts';
import { type Service, startService } from '../support/service.ts';
import { sharedServer } from '../support/shared-server.ts';

const NO_ID = '00000000-0000-7000-8000-000000000000';

/** The build puts the service together out of two thousand files (src/build/bundle-service.mjs): nothing of it may be lost on the way. */
describe('the service as it is built', () => {
  let dataDir: string;
  let service: Service;
  const people = new Map<string, Client>();

  beforeAll(async () => {
    dataDir = await mkdtemp(join(sharedServer().folder, 'built-'));
    await chmod(dataDir, 0o711);
    service = await startService(dataDir, { SAMPLE: 'on' });
    for (const username of ['quantri', 'vanthu.dk', 'vanthu.cq01']) {
      const { body } = await api(service)
        .anonymous()
        .post('/sessions', { username, password: SAMPLE_PASSWORD })
        .expect(201);
      const { accessToken } = body as { accessToken: string };
      people.set(username, api(service).as({ token: () => accessToken }));
    }
  });
  afterAll(async () => {
    service.process.kill('SIGTERM');
    if (service.process.exitCode === null) await once(service.process, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  });

  const as = (username: string): Client => people.get(username) as Client;

  /** A path with the ids of something that is in the list above it, or of nothing. */
  async function filled(client: Client, path: string): Promise<string> {
    const [before = '', after] = path.split(/\{\w+\}(.*)/s);
    if (after === undefined) return path;
    const known = apiContract().find('GET', before.replace(/\/$/, ''));
    const { body } = known ? await client.get(known.path) : { body: null };
    const { items = [] } = (body ?? {}) as { items?: { id?: string }[] };
    return filled(client, `${before}${items[0]?.id ?? NO_ID}${after}`);
  }

  it('answers every question of the API as the document says', async () => {
    // A live line does not end by itself; tests of its own listen to it.
    const paths = apiContract()
      .operations.filter(({ method, path }) => method === 'GET' && !path.endsWith('/live'))
      .map(({ path }) => path);
    const answered = new Map<number, number>();
    for (const client of people.values())
      for (const path of paths) {
        const { status } = await client.get(await filled(client, path));
        answered.set(status, (answered.get(status) ?? 0) + 1);
      }
    expect([...answered.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(answered.get(200)).toBeGreaterThan(150);
  });

  it('draws papers and pictures, reads tables and knows files, with what it loads when asked', async () => {
    const { body: factor } = await as('vanthu.cq01').post('/second-factor', { password: SAMPLE_PASSWORD }).expect(201);
    expect(JSON.stringify(factor)).toMatch(/data:image|<svg/);
    const { body: accounts } = await as('quantri').get('/accounts?limit=200').expect(200);
    const { items } = accounts as { items: { id: string; username: string }[] };
    const accountId = items.find(({ username }) => username === 'canbo.dk')?.id;
    const paper = await as('quantri').post('/handouts', { accountId });
    expect([paper.status, paper.type]).toEqual([200, 'application/pdf']);
    const template = await as('quantri').get('/imports/templates/units.csv').expect(200);
    const list = await as('quantri')
      .post('/imports')
      .field('kind', 'units')
      .attach('file', Buffer.from(template.text), 'don-vi.csv')
      .expect(201);
    expect(list.body).toHaveProperty('id');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const file = await as('vanthu.dk').post('/attachments').attach('file', png, 'anh.png').expect(201);
    expect(file.body).toMatchObject({ items: [{ mediaType: 'image/png' }] });
  });
});
