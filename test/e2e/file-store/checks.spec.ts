import { rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileChecks } from '../../../src/attachments/file-checks.ts';
import { runCommand } from '../../../src/cli/run.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';
import { DAY, flipBit, pathOf, pdf, upload, uploadAll, type Uploaded } from './world.ts';

interface Damage {
  readonly sha256: string;
  readonly state: string;
  readonly attachments: { readonly id: string; readonly name: string; readonly unitName: string }[];
  readonly documents: { readonly id: string; readonly symbol: string | null; readonly unitName: string }[];
}

let app: TestApp;
let rootAdmin: Person;
let branchAdmin: Person;
let otherAdmin: Person;
let clerk: Person;
let unitName: string;
let files: Uploaded[];
const contents = Array.from({ length: 50 }, (_, i) => pdf(2000 + i));
const never = new AbortController().signal;

const damaged = async (person: Person): Promise<Damage[]> =>
  ((await api(app).as(person).get('/damaged-files?limit=200').expect(200)).body as { items: Damage[] }).items;
const ready = async (): Promise<{ damagedFiles: number }> =>
  (await api(app).anonymous().get('/health/ready').expect(200)).body as { damagedFiles: number };
const namesOf = (found: readonly { readonly sha256: string }[]): string[] => found.map((one) => one.sha256).toSorted();
const checkAllDue = () => app.get(FileChecks).checkDue(1e12, never);

beforeAll(async () => {
  app = await startTestApp({ config: { FILE_CHECK_MB_PER_SECOND: '1000' } });
  const root = await aUnit(app);
  const branch = await aUnit(app, { parentId: root.id });
  const other = await aUnit(app);
  unitName = branch.name;
  rootAdmin = await aPerson(app, [[root.id, 'admin']], { email: 'quan.tri@khoi.test' });
  branchAdmin = await aPerson(app, [[branch.id, 'admin']], { email: 'quan.tri@doan.test' });
  otherAdmin = await aPerson(app, [[other.id, 'admin']]);
  clerk = await aPerson(app, [[branch.id, 'clerk']]);
  files = await uploadAll(app, clerk, contents);
});
afterAll(() => app.stop());

describe('checking stored files', () => {
  let bad: Uploaded[];

  it('finds nothing wrong with whole files, and asks each again only after its days', async () => {
    expect(await checkAllDue()).toEqual([]);
    app.clock.advance(31 * DAY);
    const checked = await checkAllDue();
    expect([checked.length, checked.every(({ verdict }) => verdict === 'whole')]).toEqual([50, true]);
    expect(await checkAllDue()).toEqual([]);
    expect(await ready()).toMatchObject({ damagedFiles: 0 });
  });

  it('names every one of twenty spoilt files of fifty and no other, also when it is broken off in between', async () => {
    bad = files.filter((_, i) => i % 5 < 2);
    expect(bad).toHaveLength(20);
    const [lost, short, ...flipped] = bad.map(({ sha256 }) => pathOf(app, sha256));
    await rename(lost ?? '', join(app.dataDir, 'away'));
    await truncate(short ?? '', 5);
    for (const path of flipped) await flipBit(path);
    app.clock.advance(31 * DAY);
    const first = await app.get(FileChecks).checkDue(30_000, never);
    expect(first.length).toBeLessThan(25);
    await expect(app.get(FileChecks).checkDue(1e12, AbortSignal.abort())).rejects.toThrow(/abort/i);
    // The one that was being read is looked at again once its reader is known to be dead.
    app.clock.advance(7 * 3600_000);
    const all = [...first, ...(await checkAllDue())];
    expect(all).toHaveLength(50);
    expect(namesOf(all.filter(({ verdict }) => verdict !== 'whole'))).toEqual(namesOf(bad));
    expect(all.filter(({ verdict }) => verdict === 'missing').map(({ sha256 }) => sha256)).toEqual([bad[0]?.sha256]);
  });

  it('shows them to the administrators above them, with names', async () => {
    const found = await damaged(rootAdmin);
    expect(namesOf(found)).toEqual(namesOf(bad));
    expect(namesOf(await damaged(branchAdmin))).toEqual(namesOf(bad));
    expect(await damaged(otherAdmin)).toEqual([]);
    await api(app).as(clerk).get('/damaged-files').expect(403);
    const one = found.find(({ sha256 }) => sha256 === bad[3]?.sha256);
    expect(one).toMatchObject({ state: 'damaged', attachments: [{ id: bad[3]?.id, name: bad[3]?.name, unitName }] });
    expect(await ready()).toMatchObject({ damagedFiles: 20 });
  });

  it('goes through them page by page', async () => {
    const first = (await api(app).as(rootAdmin).get('/damaged-files?limit=12').expect(200)).body as {
      items: Damage[];
      next: string;
    };
    const rest = (await api(app).as(rootAdmin).get(`/damaged-files?limit=12&after=${first.next}`).expect(200)).body as {
      items: Damage[];
      next: null;
    };
    expect([first.items.length, rest.items.length, rest.next]).toEqual([12, 8, null]);
    expect(namesOf([...first.items, ...rest.items])).toEqual(namesOf(bad));
  });

  it('says which document holds one', async () => {
    const draft = await api(app)
      .as(clerk)
      .post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: 'Chuyện kín',
        attachmentIds: [bad[4]?.id],
        recipients: [],
      })
      .expect(201);
    const one = (await damaged(rootAdmin)).find(({ sha256 }) => sha256 === bad[4]?.sha256);
    expect(one?.documents).toEqual([{ id: (draft.body as { id: string }).id, symbol: null, unitName }]);
  });

  it('writes it to the log and to the administrators of the root, once', async () => {
    const { rows } = await app.db.query<{ act: string; n: number }>(
      `select act, count(distinct detail->>'sha256')::int as n from audit_entry where subject_type = 'file' group by act order by act`,
    );
    expect(rows).toEqual([
      { act: 'file.damaged', n: 19 },
      { act: 'file.missing', n: 1 },
    ]);
    const mails = async () =>
      (
        await app.db.query<{ recipient_address: string; text_body: string }>(
          `select recipient_address, text_body from mail_message where purpose = 'attachments.damage'`,
        )
      ).rows;
    expect(await mails()).toEqual([]);
    await app.get(FileChecks).tell();
    await app.get(FileChecks).tell();
    const [mail, ...more] = await mails();
    expect([mail?.recipient_address, more]).toEqual(['quan.tri@khoi.test', []]);
    for (const { sha256, name } of bad) {
      expect(mail?.text_body).toContain(sha256);
      expect(mail?.text_body).not.toContain(name);
    }
  });

  it('is healed by the same bytes, and says so', async () => {
    const healed = bad[5];
    const bytes = contents[files.findIndex((file) => file.id === healed?.id)];
    await upload(app, clerk, bytes, 'Tải lại.pdf');
    expect(namesOf(await damaged(rootAdmin))).toEqual(namesOf(bad.filter((one) => one !== healed)));
    await rm(join(app.dataDir, 'away'));
  });

  it('can be done by hand: every damaged one by name, and exit code 1', async () => {
    const complaints: string[] = [];
    const out: string[] = [];
    const code = await runCommand(['verify-files'], {
      environment: {
        NODE_ENV: 'test',
        DATABASE_URL: app.database.ownerUrl,
        DATA_DIR: app.dataDir,
        LOG_LEVEL: 'silent',
      },
      print: (line) => void out.push(line),
      complain: (line) => void complaints.push(line),
      askSecretly: async () => null,
    });
    const expected = bad.filter((_, i) => i !== 5);
    expect([code, out]).toEqual([1, ['50 files: 19 missing or damaged.']]);
    expect(complaints.map((line) => line.split(' ')[1]).toSorted()).toEqual(namesOf(expected));
  });
});
