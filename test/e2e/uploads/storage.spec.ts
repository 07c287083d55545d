import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { download, MB, pdf, sha256, staged, tusOn, type Answer } from './world.ts';

interface Unit {
  readonly id: string;
  readonly clerk: Person;
}

let app: TestApp;
let tus: ReturnType<typeof tusOn>;
let office: string;
let boss: Person;

beforeAll(async () => {
  app = await startTestApp({ config: { UNIT_QUOTA_MB: '2', MAX_UPLOAD_MB: '8', UPLOAD_STAGED_MB: '1000' } });
  tus = tusOn(app);
  office = (await aUnit(app)).id;
  boss = await aPerson(app, [[office, 'admin']]);
});
afterAll(() => app.stop());

const as = (person: Person) => api(app).as(person);
const said = ({ status, body }: Pick<Answer, 'status' | 'body'>): string => `${status} ${body.code}`;

async function aBelow(): Promise<Unit> {
  const { id } = await aUnit(app, { parentId: office });
  return { id, clerk: await aPerson(app, [[id, 'clerk']]) };
}
const used = async ({ id, clerk }: Unit): Promise<number> =>
  (await as(clerk).get(`/units/${id}/storage`).expect(200)).body.usedBytes;
const send = (person: Person, bytes: Buffer, name = 'a.pdf') =>
  as(person).post('/attachments').attach('file', bytes, name);
const attachments = async (unitId: string): Promise<number> =>
  (await app.db.query('select from attachment where unit_id = $1', [unitId])).rowCount ?? 0;

describe('the quota of a unit', () => {
  it('counts each content once, however it came and whoever else has it', async () => {
    const [a, b] = [await aBelow(), await aBelow()];
    const bytes = pdf(300_000);
    await send(a.clerk, bytes).attach('file', bytes, 'b.pdf').attach('file', pdf(1000), 'c.pdf').expect(201);
    const path = await tus.begin(a.clerk, 'd.pdf', bytes.length);
    await tus.patch(a.clerk, path, 0, bytes);
    await send(b.clerk, bytes).expect(201);
    expect([await used(a), await used(b)]).toEqual([301_000, 300_000]);
    await as(boss)
      .get(`/units/${a.id}/storage`)
      .expect(200, { unitId: a.id, usedBytes: 301_000, quotaMb: 2, isOwnQuota: false });
  });

  it('refuses what does not fit before it is sent, and says what to do', async () => {
    const { clerk } = await aBelow();
    const refusal = await tus.create(clerk, 'a.pdf', 2 * MB + 1);
    expect(said(refusal)).toBe('507 attachments.quota-exceeded');
    expect((refusal.body as unknown as { detail: string }).detail).toContain('đề nghị quản trị cấp trên nâng hạn mức');
    const { body } = await send(clerk, pdf(4 * MB)).expect(507);
    expect(body.code).toBe('attachments.quota-exceeded');
    await send(clerk, pdf(2 * MB)).expect(201);
    expect(said((await send(clerk, pdf(10))) as never)).toBe('507 attachments.quota-exceeded');
  });

  it('is not passed by 20 uploads that end at once', async () => {
    const unit = await aBelow();
    const people = await Promise.all(Array.from({ length: 10 }, () => aPerson(app, [[unit.id, 'member']])));
    const bytes = Array.from({ length: 20 }, () => pdf(300_000));
    const paths = await Promise.all(
      bytes.slice(0, 10).map((one, i) => tus.begin(people[i] ?? unit.clerk, `${i}.pdf`, one.length)),
    );
    const statuses = await Promise.all([
      ...paths.map(async (path, i) => (await tus.patch(people[i] ?? unit.clerk, path, 0, bytes[i] ?? pdf())).status),
      ...bytes.slice(10).map(async (one) => (await send(unit.clerk, one)).status),
    ]);
    expect(statuses.filter((status) => status < 300)).toHaveLength(6);
    expect(statuses.filter((status) => status === 507)).toHaveLength(14);
    expect([await used(unit), await attachments(unit.id)]).toEqual([1_800_000, 6]);
  });

  it('lets an upload end once it has been raised, without sending it again', async () => {
    const unit = await aBelow();
    const bytes = pdf(MB);
    const path = await tus.begin(unit.clerk, 'a.pdf', bytes.length);
    await send(unit.clerk, pdf(1_500_000)).expect(201);
    expect(said(await tus.patch(unit.clerk, path, 0, bytes))).toBe('507 attachments.quota-exceeded');
    expect((await tus.head(unit.clerk, path)).status).toBe(507);
    await as(boss).put(`/units/${unit.id}/quota`, { quotaMb: 0 }).expect(200, {
      unitId: unit.id,
      usedBytes: 1_500_000,
      quotaMb: null,
      isOwnQuota: true,
    });
    const { headers } = await tus.head(unit.clerk, path);
    expect((await download(app, unit.clerk, headers['upload-attachment-id'])).equals(bytes)).toBe(true);
    expect(await staged(app)).not.toContain(path.slice(1));
    const { body } = await as(boss).put(`/units/${unit.id}/quota`, { quotaMb: null }).expect(200);
    expect([body.quotaMb, body.usedBytes]).toEqual([2, 1_500_000 + MB]);
    const acts = await app.db.query(
      `select detail from audit_entry where act = 'unit.quota' and unit_id = $1 order by at, id`,
      [unit.id],
    );
    expect(acts.rows).toHaveLength(2);
  });

  it('goes to a unit at the top of its tree from its own administrator', async () => {
    await as(boss).put(`/units/${office}/quota`, { quotaMb: 5 }).expect(200);
    const unit = await aBelow();
    const admin = await aPerson(app, [[unit.id, 'admin']]);
    const { body } = await as(admin).put(`/units/${unit.id}/quota`, { quotaMb: 500 }).expect(403);
    expect(body.code).toBe('attachments.quota-from-above');
  });
});

describe('a content that is known', () => {
  const ask = (person: Person, bytes: Buffer, more = {}) =>
    as(person).post('/attachments/known', { sha256: sha256(bytes), size: bytes.length, name: 'Bản sao.pdf', ...more });

  it('becomes a file of the unit that has it, without being sent', async () => {
    const unit = await aBelow();
    const bytes = pdf(5000);
    await send(unit.clerk, bytes).expect(201);
    const { body } = await ask(unit.clerk, bytes, { name: 'Bản sao lần hai.pdf' }).expect(201);
    expect(body).toMatchObject({
      name: 'Bản sao lần hai.pdf'.normalize('NFC'),
      sha256: sha256(bytes),
      unitId: unit.id,
    });
    expect((await download(app, unit.clerk, body.id)).equals(bytes)).toBe(true);
    expect(await used(unit)).toBe(5000);
    const again = ask(unit.clerk, bytes).set('idempotency-key', 'known-1');
    const first = (await again.expect(201)).body.id;
    expect((await ask(unit.clerk, bytes).set('idempotency-key', 'known-1').expect(201)).body.id).toBe(first);
  });

  it('is as unknown to another unit as what nobody has', async () => {
    const [owner, other] = [await aBelow(), await aBelow()];
    const bytes = pdf(5000);
    await send(owner.clerk, bytes).expect(201);
    const known = await ask(other.clerk, bytes).expect(404);
    const unknown = await ask(other.clerk, pdf(5000)).expect(404);
    const told = ({ body }: { body: object }) => JSON.stringify({ ...body, instance: '' });
    expect(told(known)).toBe(told(unknown));
    expect(known.body.code).toBe('attachments.not-known');
    await ask(other.clerk, bytes, { unitId: owner.id }).expect(404);
    await ask(owner.clerk, bytes, { size: 5001 }).expect(404);
    expect(await attachments(other.id)).toBe(0);
  });

  it('is still judged by its new name', async () => {
    const { clerk } = await aBelow();
    const bytes = pdf(5000);
    await send(clerk, bytes).expect(201);
    for (const name of ['a.exe', 'a.docx', 'a']) await ask(clerk, bytes, { name }).expect(415);
    await ask(clerk, bytes, { name: '../a.pdf' }).expect(400);
  });
});
