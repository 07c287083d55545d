import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anotherSession, aPerson, aUnit, type Person } from '../../support/people.ts';
import { Browser, type Answer } from './browser.ts';
import { BadProvider, CALLBACK, CLIENT, deadProvider, realProvider, type Listening, type People } from './providers.ts';

const START = 'http://gnvb.test/api/v1/single-sign-on';
const PASSWORD = 'Cánh đồng lúa chín 2020';
const settings = (issuer: string, more: Record<string, string> = {}) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: 'Cổng tỉnh',
  ...more,
});

const people: People = {};
let provider: Listening;
beforeAll(async () => {
  // The provider's advice to whoever would run it for real.
  for (const level of ['warn', 'info'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
  provider = await realProvider(people);
});
afterAll(() => provider.stop());

const browserOf = (app: TestApp): Browser => new Browser({ 'gnvb.test': app.url });
const codeOf = ({ text }: Answer): string => (JSON.parse(text) as { code: string }).code;

/** Goes through the provider's pages as somebody. @returns the address at gnvb it sends the browser back to */
async function throughProvider(browser: Browser, url: string, login: string): Promise<string> {
  let next = url;
  for (let step = 0; step < 12; step++) {
    const answer = await browser.send(next);
    if (answer.location?.startsWith(CALLBACK)) return answer.location;
    if (answer.location) {
      next = answer.location;
      continue;
    }
    const action = /<form[^>]* action="([^"]+)"/.exec(answer.text)?.[1];
    if (!action) throw new Error(`the provider says ${answer.status}: ${answer.text.slice(0, 300)}`);
    const isLogin = answer.text.includes('name="login"');
    const form = new URLSearchParams(isLogin ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' });
    const done = await browser.send(new URL(action, next).href, {
      method: 'POST',
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    if (done.location?.startsWith(CALLBACK)) return done.location;
    next = done.location ?? next;
  }
  throw new Error('the provider goes round in circles');
}

async function begin(browser: Browser, query = ''): Promise<string> {
  const answer = await browser.send(`${START}${query}`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'no-store']);
  return answer.location ?? '';
}

/** The whole way of somebody at the provider. */
async function signOn(app: TestApp, login: string, browser = browserOf(app)): Promise<Answer> {
  const back = await throughProvider(browser, await begin(browser), login);
  return browser.send(back, { crossSite: true });
}

async function whoIs(browser: Browser): Promise<string | null> {
  const answer = await browser.send('http://gnvb.test/api/v1/sessions/current');
  return answer.status === 200 ? (JSON.parse(answer.text) as { account: { id: string } }).account.id : null;
}

describe('signing in through a provider', () => {
  let app: TestApp;
  let unitId: string;
  let admin: Person;
  beforeAll(async () => {
    app = await startTestApp({ config: settings(provider.url) });
    unitId = (await aUnit(app)).id;
    admin = await aPerson(app, [[unitId, 'admin']]);
  });
  afterAll(() => app.stop());

  const aLinked = async (subject: string): Promise<Person> => {
    people[subject] = { preferred_username: subject };
    const person = await aPerson(app, [[unitId, 'clerk']]);
    await app.db.query(`delete from external_identity where subject = $1`, [subject]);
    await app.db.query(
      `insert into external_identity (id, account_id, issuer, subject, linked_by, linked_at) values (gen_random_uuid(), $1, $2, $3, 'person', now())`,
      [person.id, provider.url, subject],
    );
    return person;
  };
  const acts = async (): Promise<string[]> =>
    (await app.db.query<{ act: string }>(`select act from audit_entry order by at, id`)).rows.map(({ act }) => act);

  it('is offered to everybody', async () => {
    const { body } = await api(app).anonymous().get('/sign-in-methods').expect(200);
    expect(body).toEqual({ password: true, provider: { name: 'Cổng tỉnh', url: '/api/v1/single-sign-on' } });
  });

  it('asks for a code with PKCE, state and nonce, in a cookie no script and no other site reads', async () => {
    const browser = browserOf(app);
    const answer = await browser.send(`${START}?returnTo=/incoming`);
    const asked = new URL(answer.location ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: CALLBACK,
      client_id: CLIENT.id,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^gnvb_sso=[\w-]+; Max-Age=600; Path=\/api\/v1\/single-sign-on; HttpOnly; SameSite=Lax$/);
    expect(Buffer.from(browser.cookie('gnvb_sso') ?? '', 'base64url').toString('latin1')).not.toContain(
      asked.get('state'),
    );
  });

  it('opens a session whose strict cookies work although the way came from another site', async () => {
    const person = await aLinked('an');
    const browser = browserOf(app);
    const back = await throughProvider(browser, await begin(browser, '?returnTo=/incoming?box=unopened'), 'an');
    const answer = await browser.send(back, { crossSite: true });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.text).toContain('<meta http-equiv="refresh" content="0;url=/incoming?box=unopened">');
    expect(browser.cookie('gnvb_session')).toBeDefined();
    expect(browser.cookie('gnvb_refresh')).toBeDefined();
    expect(browser.cookie('gnvb_sso')).toBeUndefined();
    expect(await whoIs(browser)).toBe(person.id);
    expect(await acts()).toContain('session.sign-in-through-provider');
  });

  it('takes each answer once, whoever has the cookie', async () => {
    await aLinked('binh');
    const browser = browserOf(app);
    const url = await begin(browser);
    const cookie = browser.cookie('gnvb_sso') ?? '';
    const back = await throughProvider(browser, url, 'binh');
    expect((await browser.send(back)).status).toBe(200);
    expect(codeOf(await browser.send(back))).toBe('single-sign-on.lost');
    const thief = browserOf(app);
    thief.plant('gnvb.test', '/api/v1/single-sign-on', 'gnvb_sso', cookie);
    const again = await thief.send(back);
    expect([again.status, codeOf(again)]).toEqual([403, 'single-sign-on.lost']);
  });

  it('does not ask the provider twice when the first answer was refused', async () => {
    const browser = browserOf(app);
    await begin(browser);
    const cookie = browser.cookie('gnvb_sso') ?? '';
    const state = (search: string) => browser.send(`${CALLBACK}?${search}`);
    const { state: known } = Object.fromEntries(new URL(await begin(browser)).searchParams);
    expect(cookie).not.toBe(browser.cookie('gnvb_sso'));
    const kept = browser.cookie('gnvb_sso') ?? '';
    const denied = await state(`error=access_denied&state=${known}&iss=${encodeURIComponent(provider.url)}`);
    expect([denied.status, codeOf(denied)]).toEqual([403, 'single-sign-on.denied']);
    browser.plant('gnvb.test', '/api/v1/single-sign-on', 'gnvb_sso', kept);
    expect(codeOf(await state(`code=x&state=${known}&iss=${encodeURIComponent(provider.url)}`))).toBe(
      'single-sign-on.lost',
    );
  });

  it('is bound to the browser it began in', async () => {
    await aLinked('chi');
    const [victim, attacker] = [browserOf(app), browserOf(app)];
    await begin(victim);
    const back = await throughProvider(attacker, await begin(attacker), 'chi');
    expect(codeOf(await victim.send(back))).toBe('single-sign-on.lost');
    expect(codeOf(await browserOf(app).send(back))).toBe('single-sign-on.lost');
    expect(await whoIs(victim)).toBeNull();
    expect((await attacker.send(back)).status).toBe(200);
  });

  it.each(['other state', 'state twice', 'no state', 'forged cookie', 'expired'])('refuses %s', async (what) => {
    await aLinked('dung');
    const browser = browserOf(app);
    const back = new URL(await throughProvider(browser, await begin(browser), 'dung'));
    if (what === 'other state') back.searchParams.set('state', `${back.searchParams.get('state')}x`);
    if (what === 'state twice') back.searchParams.append('state', 'x');
    if (what === 'no state') back.searchParams.delete('state');
    const cookie = browser.cookie('gnvb_sso') ?? '';
    const forged = `${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`;
    if (what === 'forged cookie') browser.plant('gnvb.test', '/api/v1/single-sign-on', 'gnvb_sso', forged);
    if (what === 'expired') app.clock.advance(10 * 60_000);
    const answer = await browser.send(back.href);
    expect([answer.status, await whoIs(browser)]).toEqual([403, null]);
    expect(codeOf(answer)).toBe(what === 'state twice' ? 'single-sign-on.wrong-answer' : 'single-sign-on.lost');
  });

  it.each(['missing', 'another'])('refuses an answer whose issuer is %s', async (what) => {
    await aLinked('dao');
    const browser = browserOf(app);
    const back = new URL(await throughProvider(browser, await begin(browser), 'dao'));
    if (what === 'missing') back.searchParams.delete('iss');
    else back.searchParams.set('iss', 'https://evil.example');
    expect(codeOf(await browser.send(back.href))).toBe('single-sign-on.wrong-answer');
    expect(await whoIs(browser)).toBeNull();
  });

  it('leads to no other site', async () => {
    for (const path of [
      'https://evil.example',
      '//evil.example',
      '/%5Cevil.example',
      '/api/v1/sessions',
      'javascript:1',
    ]) {
      const answer = await browserOf(app).send(`${START}?returnTo=${encodeURIComponent(path)}`);
      expect([path, answer.status, answer.location]).toEqual([path, 400, null]);
    }
  });

  it('makes nobody an account, and finds none for a stranger, a locked one or one unlinked', async () => {
    people['la'] = { preferred_username: admin.username, email: 'la@gnvb.example', email_verified: true };
    const count = async () => (await app.db.query(`select from account`)).rowCount;
    const before = await count();
    expect(codeOf(await signOn(app, 'la'))).toBe('single-sign-on.no-account');
    expect(await count()).toBe(before);
    const locked = await aLinked('khoa');
    await app.db.query(`update account set status = 'locked' where id = $1`, [locked.id]);
    expect(codeOf(await signOn(app, 'khoa'))).toBe('single-sign-on.no-account');
    const left = await aLinked('roi');
    await app.db.query(`update external_identity set ended_at = now() where account_id = $1`, [left.id]);
    expect(codeOf(await signOn(app, 'roi'))).toBe('single-sign-on.no-account');
    expect((await acts()).filter((act) => act === 'single-sign-on.failed').length).toBeGreaterThanOrEqual(3);
  });

  it('shows people a page and programs a problem', async () => {
    const page = await browserOf(app).send(CALLBACK, { headers: { accept: 'text/html,*/*' } });
    expect(page.status).toBe(403);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('Quay lại trang đăng nhập');
    expect(page.text).not.toContain('<script');
    const problem = await browserOf(app).send(CALLBACK);
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
  });

  describe('an identity', () => {
    let person: Person;
    beforeEach(async () => {
      person = await aPerson(app, [[unitId, 'clerk']], { password: PASSWORD });
    });
    const linking = async (browser: Browser, who: Person, password = PASSWORD): Promise<Answer> =>
      browser.send(`${START}/linking`, {
        method: 'POST',
        body: JSON.stringify({ password, returnTo: '/account' }),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${who.token()}` },
      });
    const link = async (who: Person, subject: string): Promise<Answer> => {
      const browser = browserOf(app);
      const { url } = JSON.parse((await linking(browser, who)).text) as { url: string };
      return browser.send(await throughProvider(browser, url, subject), { crossSite: true });
    };
    const linksOf = async (who: Person, as = who) =>
      (
        (await api(app).as(as).get(`/accounts/${who.id}/external-identities`).expect(200)).body as {
          items: { id: string }[];
        }
      ).items;

    it('is linked by its owner with the password, used, seen and unlinked', async () => {
      people['em'] = { preferred_username: 'em.o.cong' };
      expect(codeOf(await linking(browserOf(app), person, 'sai mật khẩu'))).toBe('accounts.wrong-current-password');
      const linked = await link(person, 'em');
      expect([linked.status, linked.text.includes('url=/account')]).toEqual([200, true]);
      expect(linked.headers.getSetCookie().some((cookie) => cookie.startsWith('gnvb_session='))).toBe(false);
      expect(await linksOf(person)).toMatchObject([{ issuer: provider.url, label: 'em.o.cong', linkedBy: 'person' }]);

      const browser = browserOf(app);
      expect((await signOn(app, 'em', browser)).status).toBe(200);
      expect(await whoIs(browser)).toBe(person.id);
      const [identity] = await linksOf(person, admin);
      await api(app).as(admin).delete(`/accounts/${person.id}/external-identities/${identity?.id}`).expect(204);
      await api(app).as(admin).delete(`/accounts/${person.id}/external-identities/${identity?.id}`).expect(204);
      expect(await whoIs(browser)).toBeNull();
      expect(codeOf(await signOn(app, 'em'))).toBe('single-sign-on.no-account');
      expect(await acts()).toEqual(expect.arrayContaining(['external-identity.link', 'external-identity.unlink']));
    });

    it('has one account, and an account one identity', async () => {
      people['giang'] = {};
      people['ha'] = {};
      const other = await aPerson(app, [[unitId, 'clerk']], { password: PASSWORD });
      expect((await link(person, 'giang')).status).toBe(200);
      expect((await link(person, 'giang')).status).toBe(200);
      expect(codeOf(await link(other, 'giang'))).toBe('single-sign-on.identity-taken');
      expect(codeOf(await link(person, 'ha'))).toBe('single-sign-on.already-linked');
    });

    it('is not linked for a session that has ended meanwhile', async () => {
      people['kien'] = {};
      const session = await anotherSession(app, person);
      const browser = browserOf(app);
      const { url } = JSON.parse((await linking(browser, session)).text) as { url: string };
      const back = await throughProvider(browser, url, 'kien');
      await api(app).as(session).delete('/sessions/current').expect(204);
      expect(codeOf(await browser.send(back))).toBe('access.sign-in-first');
      expect(await linksOf(person)).toEqual([]);
    });
  });
});

describe('linking at the first sign-in', () => {
  const apps: TestApp[] = [];
  afterAll(() => Promise.all(apps.map((app) => app.stop())));
  const appThatLinksBy = async (by: string): Promise<TestApp> => {
    const app = await startTestApp({ config: settings(provider.url, { OIDC_LINK_BY: by }) });
    apps.push(app);
    return app;
  };

  it('goes by user name, once, and not again after it was unlinked', async () => {
    const app = await appThatLinksBy('username');
    const unit = await aUnit(app);
    const person = await aPerson(app, [[unit.id, 'clerk']], { username: 'van.thu.1' });
    people['s1'] = { preferred_username: 'Van.Thu.1' };
    people['s2'] = { preferred_username: 'van.thu.1' };
    const browser = browserOf(app);
    expect((await signOn(app, 's1', browser)).status).toBe(200);
    expect(await whoIs(browser)).toBe(person.id);
    expect(codeOf(await signOn(app, 's2'))).toBe('single-sign-on.no-account');
    await app.db.query(`update external_identity set ended_at = now()`);
    expect(codeOf(await signOn(app, 's1'))).toBe('single-sign-on.no-account');
    expect(codeOf(await signOn(app, 's2'))).toBe('single-sign-on.no-account');
  });

  it('goes by an address that is verified and belongs to one account only', async () => {
    const app = await appThatLinksBy('email');
    const unit = await aUnit(app);
    const person = await aPerson(app, [[unit.id, 'clerk']], { email: 'mot@gnvb.example' });
    for (const _ of [1, 2]) await aPerson(app, [[unit.id, 'clerk']], { email: 'hai@gnvb.example' });
    people['e1'] = { email: 'MOT@gnvb.example', email_verified: false };
    people['e2'] = { email: 'hai@gnvb.example', email_verified: true };
    people['e3'] = { email: 'mot@gnvb.example' };
    for (const login of ['e1', 'e2', 'e3']) expect(codeOf(await signOn(app, login))).toBe('single-sign-on.no-account');
    people['e1'] = { email: 'MOT@gnvb.example', email_verified: true };
    const browser = browserOf(app);
    expect((await signOn(app, 'e1', browser)).status).toBe(200);
    expect(await whoIs(browser)).toBe(person.id);
  });

  it('lets no sample account in on the real system', async () => {
    const database = (await appThatLinksBy('username')).database;
    const config = settings('https://cong.gnvb.test', { NODE_ENV: 'production', PUBLIC_URL: 'https://gnvb.test' });
    const real = await startTestApp({ database, config });
    apps.unshift(real);
    const unit = await aUnit(real);
    const person = await aPerson(real, [[unit.id, 'clerk']]);
    await real.db.query(`update account set sample = true where id = $1`, [person.id]);
    const { SignInCandidates } = await import('../../../src/accounts/sign-in-candidates.reader.ts');
    const { UnitOfWork } = await import('../../../src/platform/database/unit-of-work.ts');
    const asked = real.get(UnitOfWork).run((tx) => real.get(SignInCandidates).maySignIn(tx, person.id));
    await expect(asked).rejects.toThrow('accounts.sample-password-refused');
  });
});

describe('a provider gone bad', () => {
  let app: TestApp;
  let bad: BadProvider;
  beforeAll(async () => {
    bad = await BadProvider.start();
    app = await startTestApp({ config: settings(bad.url) });
    const person = await aPerson(app, [[(await aUnit(app)).id, 'clerk']]);
    await app.db.query(
      `insert into external_identity (id, account_id, issuer, subject, linked_by, linked_at) values (gen_random_uuid(), $1, $2, 'bad', 'person', now())`,
      [person.id, bad.url],
    );
  });
  afterAll(async () => {
    await app.stop();
    await bad.stop();
  });

  const outcome = async (forge: BadProvider['forge']): Promise<string> => {
    const browser = browserOf(app);
    const asked = new URL(await begin(browser)).searchParams;
    bad.nonce = asked.get('nonce') ?? '';
    bad.forge = forge;
    const answer = await browser.send(`${CALLBACK}?code=x&state=${asked.get('state')}`);
    return answer.status === 200 ? 'signed in' : codeOf(answer);
  };

  it('is believed as long as its token is right', async () => {
    expect(await outcome((_, own) => own.token({}))).toBe('signed in');
  });

  it.each<[string, BadProvider['forge']]>([
    ['no signature', (_, own) => own.token({}, 'none')],
    ['the signature of a stranger', (_, own) => own.token({}, 'stranger')],
    ['a signature made with the public key', (_, own) => own.token({}, 'hmac')],
    [
      'a changed claim',
      (_, own) => own.token({}).replace(/\.[^.]+\./, `.${own.token({ sub: 'x' }, 'none').split('.')[1]}.`),
    ],
    ['another nonce', (_, own) => own.token({ nonce: 'another' })],
    ['no nonce', (_, own) => own.token({ nonce: undefined })],
    ['another issuer', (_, own) => own.token({ iss: 'https://evil.example' })],
    ['another audience', (_, own) => own.token({ aud: 'another' })],
    ['an end in the past', (_, own) => own.token({ exp: 1 })],
    ['no end', (_, own) => own.token({ exp: undefined })],
    ['no subject', (_, own) => own.token({ sub: undefined })],
    ['no token', () => ''],
  ])('is not believed with %s', async (_, forge) => {
    expect(await outcome(forge)).toBe('single-sign-on.wrong-answer');
  });

  it('is called unavailable when it fails', async () => {
    expect(await outcome(() => 502)).toBe('single-sign-on.provider-unavailable');
  });
});

describe('a provider that is down', () => {
  it('leaves passwords as they are, and says so', async () => {
    const dead = await deadProvider(503);
    const app = await startTestApp({ config: settings(dead.url) });
    const person = await aPerson(app, [[(await aUnit(app)).id, 'clerk']], { password: PASSWORD });
    const page = await browserOf(app).send(START, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60']);
    expect(page.text).toContain('Cổng tỉnh không trả lời');
    await dead.stop();
    const gone = await browserOf(app).send(START);
    expect([gone.status, codeOf(gone)]).toEqual([503, 'single-sign-on.provider-unavailable']);
    await api(app).anonymous().post('/sessions', { username: person.username, password: PASSWORD }).expect(201);
    await app.stop();
  });

  it('is not asked for when none is set up', async () => {
    const app = await startTestApp();
    const { body } = await api(app).anonymous().get('/sign-in-methods').expect(200);
    expect(body).toEqual({ password: true, provider: null });
    for (const path of ['/single-sign-on', '/single-sign-on/callback?code=x&state=y'])
      expect((await api(app).anonymous().get(path).expect(404)).body).toMatchObject({ code: 'single-sign-on.off' });
    await app.stop();
  });
});
