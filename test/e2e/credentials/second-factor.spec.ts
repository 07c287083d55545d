import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondFactorCheck } from '../../../src/accounts/second-factor-check.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anotherSession, aPerson, type Person } from '../../support/people.ts';
import {
  actsOn,
  anOffice,
  codeOf,
  OLD,
  said,
  signIn,
  storedSecret,
  tablesWith,
  totpAt,
  trySignIn,
  withSecondFactor,
  type Office,
} from './kit.ts';

const STEP = 30_000;

let app: TestApp;
let office: Office;
beforeAll(async () => {
  app = await startTestApp();
  office = await anOffice(app);
});
afterAll(() => app.stop());

const someone = (email?: string): Promise<Person> =>
  aPerson(app, [[office.unitId, 'clerk']], { password: OLD, ...(email !== undefined && { email }) });
const codeNow = (secret: string): string => totpAt(secret, app.clock.now());

describe('setting up the second factor', () => {
  it('takes the password, shows the secret once, and counts from the first right code on', async () => {
    const person = await someone();
    const client = api(app).as(person);
    const other = await anotherSession(app, person);
    expect(codeOf(await client.post('/second-factor', { password: 'không phải' }).expect(422))).toBe(
      'accounts.wrong-current-password',
    );
    const { body } = await client.post('/second-factor', { password: OLD }).expect(201);
    const { secret, uri, qrSvg } = body as { secret: string; uri: string; qrSvg: string };
    expect(uri).toBe(`otpauth://totp/gnvb:${person.username}?secret=${secret}&issuer=gnvb`);
    expect(qrSvg).toMatch(/^<svg[^]*<path[^]*<\/svg>\s*$/);
    await signIn(app, person.username, OLD);
    expect(codeOf(await client.post('/second-factor/confirmation', { code: '000000' }).expect(422))).toBe(
      'accounts.wrong-proof',
    );
    expect((await client.get('/second-factor').expect(200)).body).toEqual({
      state: 'off',
      confirmedAt: null,
      recoveryCodesLeft: 0,
    });
    const code = codeNow(secret);
    const confirmed = await client.post('/second-factor/confirmation', { code }).expect(201);
    const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await client.get('/second-factor').expect(200)).body).toMatchObject({ state: 'on', recoveryCodesLeft: 10 });
    expect((await client.get('/sessions/current').expect(200)).body).toMatchObject({ secondFactor: 'on' });
    await api(app).as(other).get('/sessions/current').expect(401);
    expect(codeOf(await client.post('/second-factor', { password: OLD }).expect(409))).toBe(
      'accounts.second-factor-on',
    );
    // The code that turned it on is used up.
    expect(codeOf(await trySignIn(app, person.username, OLD, code).expect(401))).toBe('accounts.wrong-second-factor');
    expect(await storedSecret(app, person)).toBe(secret);
    expect(
      await tablesWith(app, secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.replaceAll('-', ''))),
    ).toEqual([]);
  });
});

describe('signing in with a second factor', () => {
  it('takes a code of now, the step before or the one after, each once and never an earlier one', async () => {
    const person = await someone();
    const { secret } = await withSecondFactor(app, person, OLD);
    expect(codeOf(await trySignIn(app, person.username, OLD).expect(401))).toBe('accounts.second-factor-needed');
    app.clock.advance(3 * STEP);
    const now = app.clock.now().getTime();
    const [late, current, early, tooEarly] = [-1, 0, 1, 2].map((steps) => totpAt(secret, new Date(now + steps * STEP)));
    await trySignIn(app, person.username, OLD, tooEarly).expect(401);
    await signIn(app, person.username, OLD, late);
    await signIn(app, person.username, OLD, `${current?.slice(0, 3)} ${current?.slice(3)}`);
    expect(codeOf(await trySignIn(app, person.username, OLD, current).expect(401))).toBe(
      'accounts.wrong-second-factor',
    );
    await trySignIn(app, person.username, OLD, late).expect(401);
    await signIn(app, person.username, OLD, early);
    await trySignIn(app, person.username, OLD, current).expect(401);
  });

  it('accepts one of twenty requests with the same code', async () => {
    const person = await someone();
    const { secret, recoveryCodes } = await withSecondFactor(app, person, OLD);
    app.clock.advance(2 * STEP);
    const accept = (code: string): Promise<boolean[]> =>
      Promise.all(
        Array.from({ length: 20 }, () => app.get(SecondFactorCheck).accept(app.get(Database), person.id, code)),
      );
    expect((await accept(codeNow(secret))).filter(Boolean)).toHaveLength(1);
    expect((await accept(recoveryCodes[0] ?? '')).filter(Boolean)).toHaveLength(1);
    app.clock.advance(2 * STEP);
    const signIns = await Promise.all(
      Array.from({ length: 20 }, () => trySignIn(app, person.username, OLD, codeNow(secret))),
    );
    expect(signIns.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('takes each recovery code once, however it is typed, and new ones in the place of the old', async () => {
    const person = await someone();
    const { secret, recoveryCodes } = await withSecondFactor(app, person, OLD);
    const [first = '', second = ''] = recoveryCodes;
    const session = await signIn(app, person.username, OLD, first.toLowerCase().replaceAll('-', ' '));
    await trySignIn(app, person.username, OLD, first).expect(401);
    expect((await api(app).as(session).get('/second-factor').expect(200)).body).toMatchObject({ recoveryCodesLeft: 9 });
    app.clock.advance(2 * STEP);
    const wrong = await api(app)
      .as(session)
      .post('/second-factor/recovery-codes', { password: 'không phải', code: codeNow(secret) })
      .expect(422);
    const alsoWrong = await api(app)
      .as(session)
      .post('/second-factor/recovery-codes', { password: OLD, code: '000000' })
      .expect(422);
    expect(said(wrong)).toEqual(said(alsoWrong));
    const renewed = await api(app)
      .as(session)
      .post('/second-factor/recovery-codes', { password: OLD, code: codeNow(secret) })
      .expect(201);
    await trySignIn(app, person.username, OLD, second).expect(401);
    await signIn(app, person.username, OLD, (renewed.body as { recoveryCodes: string[] }).recoveryCodes[0]);
  });

  it('does not tell whether a wrong password came with a right code, and counts wrong codes as wrong passwords', async () => {
    const person = await someone();
    const { secret } = await withSecondFactor(app, person, OLD);
    app.clock.advance(2 * STEP);
    const withRight = await trySignIn(app, person.username, 'không phải', codeNow(secret)).expect(401);
    const withNone = await trySignIn(app, person.username, 'không phải').expect(401);
    const unknown = await trySignIn(app, 'khong-co-nguoi-nay', 'không phải', '123456').expect(401);
    expect(said(withRight)).toEqual(said(unknown));
    expect(said(withNone)).toEqual(said(unknown));
    for (let i = 0; i < 3; i++) await trySignIn(app, person.username, OLD, '000000').expect(401);
    expect(codeOf(await trySignIn(app, person.username, OLD, codeNow(secret)).expect(429))).toBe(
      'accounts.too-many-tries',
    );
  });

  it('is not locked out by forgetting the code', async () => {
    const person = await someone();
    const { secret } = await withSecondFactor(app, person, OLD);
    app.clock.advance(2 * STEP);
    for (let i = 0; i < 8; i++) await trySignIn(app, person.username, OLD).expect(401);
    await signIn(app, person.username, OLD, codeNow(secret));
  });
});

describe('the second factor', () => {
  it('is turned off with password and code', async () => {
    const person = await someone();
    const { secret } = await withSecondFactor(app, person, OLD);
    const client = api(app).as(person);
    app.clock.advance(2 * STEP);
    await client.post('/second-factor/ending', { password: OLD, code: '000000' }).expect(422);
    await client.post('/second-factor/ending', { password: OLD, code: codeNow(secret) }).expect(204);
    await client.post('/second-factor/ending', { password: OLD, code: codeNow(secret) }).expect(409);
    await signIn(app, person.username, OLD);
    expect(await actsOn(app, person.id)).toEqual(['account.turn-on-second-factor', 'account.turn-off-second-factor']);
  });

  it('is removed by an administrator, who ends the sessions and has the person told', async () => {
    const person = await someone('mat-dien-thoai@gnvb.example');
    const { secret } = await withSecondFactor(app, person, OLD);
    const foreign = await anOffice(app);
    const remove = (by: Person) => api(app).as(by).delete(`/accounts/${person.id}/second-factor`);
    await remove(foreign.admin).expect(404);
    expect(
      codeOf(await api(app).as(office.admin).delete(`/accounts/${office.admin.id}/second-factor`).expect(403)),
    ).toBe('accounts.own-second-factor');
    await remove(office.admin).expect(204);
    await remove(office.admin).expect(204);
    await api(app).as(person).get('/sessions/current').expect(401);
    await signIn(app, person.username, OLD);
    expect(await actsOn(app, person.id)).toContain('account.remove-second-factor');
    const { rows } = await app.db.query<{ text_body: string }>(
      `select text_body from mail_message where recipient_address = $1`,
      ['mat-dien-thoai@gnvb.example'],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text_body).not.toContain(secret);
  });
});
