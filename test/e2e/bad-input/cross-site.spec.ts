import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiContract } from '../../support/api-document.ts';
import { refusalOf } from './refusal.ts';
import { send } from './wire.ts';
import { aWorld, type World } from './world.ts';

const changing = apiContract().operations.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));

let world: World;

beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.stop());

const cookie = (): string => `gnvb_session=${world.boss.token()}`;
/** What a browser says about the page that asks. */
const sites = (): readonly Record<string, string>[] => [
  { origin: 'https://evil.example' },
  { origin: `${world.app.url}.evil.example` },
  { origin: world.app.url.replace('127.0.0.1', 'localhost') },
  { origin: world.app.url.replace(/\d+$/, '1') },
  { origin: 'null' },
  { origin: 'x' },
  { origin: '' },
  { origin: 'file://' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'x' },
  { 'sec-fetch-site': 'cross-site', origin: world.app.url },
];

describe('a page of another site', () => {
  it.each(changing.map(({ id, method, path }) => [id, method, path] as const))(
    'cannot ask for %s with the cookie of somebody who is signed in',
    async (_, method, template) => {
      const path = template.replaceAll(/\{\w+\}/g, world.officeId);
      for (const site of sites())
        expect([site, await refusalOf(world, { method, path, headers: { cookie: cookie(), ...site } })]).toEqual([
          site,
          'request.cross-site',
        ]);
    },
  );

  it('can read nothing either: no answer allows it', async () => {
    const headers = { origin: 'https://evil.example', cookie: cookie() };
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await send(world.app, { method, path: '/api/v1/units', headers });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('a page of this site', () => {
  it('can ask', async () => {
    const headers = {
      cookie: cookie(),
      origin: world.app.url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    };
    const answer = await send(world.app, {
      method: 'POST',
      path: '/api/v1/groups',
      headers,
      body: '{"name":"Khối cơ quan"}',
    });
    expect(answer.status).toBe(201);
  });
});
