import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProjectionVerifier } from '../../src/incoming/projection-verifier.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { ChainVerifier } from '../../src/receipts/chain-verifier.ts';
import { loadSample, SampleRefused } from '../../src/sample/load-sample.ts';
import { SAMPLE_PASSWORD } from '../../src/sample/sample-passwords.ts';
import { api, type SignedIn } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

const A_WEDNESDAY = new Date('2026-03-11T10:00:00+07:00');
const JUST_AFTER_A_SATURDAY = new Date('2026-03-15T00:10:00+07:00');

async function withSample(now: Date): Promise<TestApp> {
  const clock = new MovableClock(now);
  const app = await startTestApp({ clock });
  await loadSample(app.app, clock, now);
  return app;
}

async function signIn(app: TestApp, username: string): Promise<SignedIn> {
  const { body } = await api(app).anonymous().post('/sessions', { username, password: SAMPLE_PASSWORD }).expect(201);
  return { token: () => body.accessToken };
}

const counts = async (app: TestApp) =>
  (
    await app.db.query(
      `select (select count(*) from unit) as units, (select count(*) from account) as accounts, (select count(*) from receipt) as receipts`,
    )
  ).rows[0];

describe('the sample organisation', () => {
  let app: TestApp;
  let clerk: SignedIn;
  const documents = async (q: string) =>
    (
      await api(app)
        .as(clerk)
        .get(`/outgoing-documents?q=${encodeURIComponent(q)}`)
        .expect(200)
    ).body.items;
  const board = async (symbol: string, query = '') => {
    const [{ id }] = await documents(symbol);
    return (await api(app).as(clerk).get(`/outgoing-documents/${id}/tracking${query}`).expect(200)).body;
  };
  const codes = (rows: { unitCode: string }[]) => rows.map(({ unitCode }) => unitCode);

  beforeAll(async () => {
    app = await withSample(A_WEDNESDAY);
    clerk = await signIn(app, 'vanthu.dk');
  });
  afterAll(() => app.stop());

  it('has some forty units in three sectors, one of them below another, one merged', async () => {
    const { rows } = await app.db.query(
      `select u.kind, count(*)::int as units, count(u.successor_id)::int as merged, count(*) filter (where p.kind <> 'block')::int as deep
       from unit u join unit p on p.id = u.parent_id where u.kind in ('agency', 'enterprise', 'school') group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { kind: 'agency', units: 18, merged: 1, deep: 0 },
      { kind: 'enterprise', units: 15, merged: 0, deep: 1 },
      { kind: 'school', units: 9, merged: 0, deep: 0 },
    ]);
  });

  it('lets everybody sign in with the one public password, which is marked as such', async () => {
    for (const username of ['quantri', 'bithu.dk', 'canbo.dk', 'vanthu.cq01', 'bithu.dn15', 'canbo.th01'])
      await signIn(app, username);
    expect((await app.db.query(`select 1 from account where not sample`)).rowCount).toBe(0);
  });

  it('keeps the dates and numbers of the notice and of its basis', async () => {
    const [decision] = await documents('137-QĐ/ĐTN');
    expect(decision).toMatchObject({ symbol: '137-QĐ/ĐTN', documentDate: '2020-04-27' });
    const [listed] = await documents('42-TB/ĐTN');
    const { body: notice } = await api(app).as(clerk).get(`/outgoing-documents/${listed.id}`).expect(200);
    expect(notice).toMatchObject({
      symbol: '42-TB/ĐTN',
      documentDate: '2020-05-12',
      signerCapacity: 'TM. BAN THƯỜNG VỤ',
      state: 'dispatched',
    });
    expect(notice.attachments).toMatchObject([{ mediaType: 'application/pdf' }]);
    expect(notice.relations).toMatchObject([{ relation: 'basis', symbol: '137-QĐ/ĐTN' }]);
  });

  it('shows on the notice who was late, who refused, who returned it and who never opened it', async () => {
    const { summary, rows } = await board('42-TB/ĐTN');
    expect(summary).toMatchObject({ recipients: 47, refused: 2, overdue: 1, acknowledged: 44, done: 40 });
    expect(codes((await board('42-TB/ĐTN', '?waiting=open')).rows)).toEqual(['DN-07']);
    expect(codes(rows.filter((row: { refusal: unknown }) => row.refusal))).toEqual(['DN-10', 'TH-09']);
    const inside = rows.filter((row: { channel: string }) => row.channel === 'system');
    expect(inside.filter((row: { late: { acknowledge: boolean } }) => row.late.acknowledge).length).toBe(8);
    expect(codes(rows.filter((row: { repliedAt: unknown }) => row.repliedAt))).toEqual(['CQ-05']);
  });

  it('has boards that are alive today', async () => {
    const plan = (await board('62-KH/ĐTN')).summary;
    expect(plan.overdue).toBeGreaterThan(5);
    expect(plan.done).toBeGreaterThan(20);
    expect(codes((await board('62-KH/ĐTN', '?waiting=refused')).rows)).toEqual(['DN-04']);
    expect((await board('204-CV/ĐTN')).summary).toMatchObject({ recipients: 10, opened: 5 });
    const { body: inbox } = await api(app).as(clerk).get('/incoming-documents?box=unopened').expect(200);
    expect(inbox.items.length).toBe(1);
    const states = (await api(app).as(clerk).get('/outgoing-documents').expect(200)).body.items.map(
      (d: { state: string }) => d.state,
    );
    expect(states).toEqual(expect.arrayContaining(['draft', 'submitted', 'issued', 'dispatched']));
  });

  it('has a leader who is away, and a clerk who stands in', async () => {
    const { body } = await api(app)
      .as(await signIn(app, 'vanthu.cq02'))
      .get('/sessions/current')
      .expect(200);
    expect(body.posts).toMatchObject([
      { role: 'clerk', delegation: null },
      { role: 'leader', delegation: { accountName: expect.stringMatching(/^Bí thư /) } },
    ]);
  });

  it('has no receipt and no state that is not proven, and leaves no work behind', async () => {
    const chains = await app.get(ChainVerifier).verifyAll();
    const states = await app.get(ProjectionVerifier).verifyAll();
    expect({ chains: chains.faults, states: states.faults }).toEqual({ chains: [], states: [] });
    expect(chains.receipts).toBeGreaterThan(400);
    expect(
      (await app.db.query(`select from graphile_worker.jobs where task_identifier <> 'outgoing.release'`)).rowCount,
    ).toBe(0);
    expect((await app.db.query(`select from mail_message where state <> 'sent'`)).rowCount).toBe(0);
  });

  it('is made once', async () => {
    const before = await counts(app);
    expect(await loadSample(app.app, app.clock, A_WEDNESDAY)).toBe(false);
    expect(await counts(app)).toEqual(before);
    expect(app.clock.now()).toEqual(A_WEDNESDAY);
  });
});

it('can be made in the first minutes of a Sunday', async () => {
  const app = await withSample(JUST_AFTER_A_SATURDAY);
  const { rows } = await app.db.query(
    `select symbol, state from outgoing_document where document_date = '2026-03-15' order by symbol`,
  );
  expect(rows).toEqual([
    { symbol: '01-BC/ĐTN', state: 'dispatched' },
    { symbol: '204-CV/ĐTN', state: 'dispatched' },
    { symbol: '35-GM/ĐTN', state: 'issued' },
  ]);
  await app.stop();
});

it('is refused in production', async () => {
  const app = await startTestApp({ config: { NODE_ENV: 'production' } });
  await expect(loadSample(app.app, app.clock, A_WEDNESDAY)).rejects.toThrow(SampleRefused);
  expect((await app.db.query(`select from unit`)).rowCount).toBe(0);
  await app.stop();
});
