import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const get = (path: string) => api(app).anonymous().get(path);
const status = async (path: string): Promise<number> => (await get(path)).status;

describe('the description of the API', () => {
  it('is served as the build made it', async () => {
    const { body, headers } = await get('/api/openapi.json').expect(200).expect('content-type', /json/);
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'gnvb' } });
    await get('/api/openapi.json').set('if-none-match', String(headers['etag'])).expect(304);
  });

  it('has a page for people, with nothing inline and nothing from elsewhere', async () => {
    const { text, headers } = await get('/api/docs').expect(200).expect('content-type', /html/);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(text).not.toMatch(/<script>|<style|\son\w+=|https?:/);
    for (const [, asset = ''] of text.matchAll(/(?:src|href)="([^"]+)"/g)) await get(asset).expect(200);
  });

  it.each(['index.html', 'package.json', '..%2fpackage.json', '%2e%2e', 'constructor'])(
    'gives no other file: %s',
    async (name) => {
      const { body } = await get(`/api/docs/${name}`).expect(404);
      expect(body).toMatchObject({ code: 'request.no-such-route' });
    },
  );

  it('stays outside the versioned API, as health does', async () => {
    expect(await Promise.all(['/health/live', '/health/ready'].map(status))).toEqual([200, 200]);
    expect(await Promise.all(['/api/v1/health/live', '/api/v1/docs'].map(status))).toEqual([404, 404]);
  });
});
