import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { ChainVerifier } from '../../../src/receipts/chain-verifier.ts';
import { CHAIN_START, leafOf, nextHash, type Statement } from '../../../src/receipts/leaf.ts';
import { Receipts } from '../../../src/receipts/receipts.service.ts';
import { RECEIPT_COLUMNS } from '../../../src/receipts/receipts.reader.ts';
import { SealVerifier } from '../../../src/receipts/seal-verifier.ts';
import { Sealer } from '../../../src/receipts/sealer.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, aUnit } from '../../support/people.ts';

let app: TestApp;
let second: TestApp;
let units: string[];
beforeAll(async () => {
  app = await startTestApp();
  second = await startTestApp({ database: app.database, clock: app.clock });
  units = await Promise.all(Array.from({ length: 8 }, async () => (await aUnit(app)).id));
});
afterAll(async () => {
  await second?.stop();
  await app?.stop();
});

const unit = (i: number): string => units[i] ?? '';
const REPLIED = { fact: 'replied', deliveryId: null, documentId: null, otherUnitId: null, revision: 1 } as const;
const state = (unitId: string, count = 1) =>
  app.get(UnitOfWork).run((tx) =>
    app.get(Receipts).append(
      tx,
      unitId,
      'system',
      app.clock.now(),
      Array.from({ length: count }, () => REPLIED),
    ),
  );
const seal = () => app.get(Sealer).seal();
const faults = async () => (await app.get(SealVerifier).verifyAll()).faults;
const one = async <T>(sql: string, values: unknown[] = []): Promise<T> => {
  const { rows } = await app.db.query<Record<string, unknown>>(sql, values);
  return Object.values(rows[0] ?? {})[0] as T;
};
const unsealed = () =>
  one<number>(
    `select count(*)::int from receipt r where not exists (select from seal_head h where h.unit_id = r.unit_id and h.seq >= r.seq)`,
  );

async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: app.database.access.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('a sealing', () => {
  it('covers what was committed before it, once', async () => {
    const before = (await seal()) ?? 0;
    await state(unit(0), 3);
    await state(unit(1));
    expect(await seal()).toBe(before + 1);
    expect(await seal()).toBe(before + 1);
    const { rows } = await app.db.query(
      `select unit_id, from_seq::int, seq::int from seal_head where number = $1 order by seq desc`,
      [before + 1],
    );
    expect(rows).toEqual([
      { unit_id: unit(0), from_seq: 1, seq: 3 },
      { unit_id: unit(1), from_seq: 1, seq: 1 },
    ]);
    expect(await faults()).toEqual([]);
  });

  it('writes nothing when there is nothing new', async () => {
    await seal();
    const print = () => one<string>(`select xmin::text || last::text from sealer`);
    const before = await print();
    await seal();
    expect(await print()).toBe(before);
  });

  it('is read by those whose receipts it covers', async () => {
    const clerk = await aPerson(app, [[unit(2), 'clerk']]);
    const stranger = await aPerson(app, [[unit(3), 'clerk']]);
    await state(unit(2), 2);
    const id = await one<string>(`select id from receipt where unit_id = $1 and seq = 1`, [unit(2)]);
    const as = (person: typeof clerk) => api(app).as(person);
    expect((await as(clerk).get(`/receipts/${id}/seal`).expect(200)).body).toEqual({
      receiptId: id,
      seal: null,
      head: null,
    });
    const number = await seal();
    const { body } = await as(clerk).get(`/receipts/${id}/seal`).expect(200);
    expect(body).toMatchObject({ receiptId: id, seal: { number }, head: { unitId: unit(2), seq: 2 } });
    expect((await as(clerk).get('/receipts/newest-seal').expect(200)).body).toEqual((body as { seal: unknown }).seal);
    await as(stranger).get(`/receipts/${id}/seal`).expect(404);
  });

  it('by two processes at a time, while many act, seals everything once', async () => {
    const acts = { goOn: true };
    const sealing = [app, second].map(async (process) => {
      while (acts.goOn) await process.get(Sealer).seal();
    });
    await Promise.all(Array.from({ length: 200 }, (_, i) => state(unit(i % units.length))));
    acts.goOn = false;
    await Promise.all(sealing);
    await seal();
    expect(await unsealed()).toBe(0);
    expect(await one(`select (select sum(receipts) from seal)::int = (select count(*) from receipt)::int`)).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it('waits for no transaction that stays open, and covers it when it ends', async () => {
    await seal();
    await connected(async (slow) => {
      await slow.query('begin');
      await slow.query(`select append_receipts($1, $2)`, [unit(4), JSON.stringify([bare(unit(4))])]);
      await state(unit(5));
      const meanwhile = await seal();
      expect(await one(`select unit_id from seal_head where number = $1`, [meanwhile])).toBe(unit(5));
      await state(unit(5));
      await seal();
      expect(await unsealed()).toBe(0);
      await slow.query('commit');
      expect(await unsealed()).toBe(1);
      const number = await seal();
      expect(await one(`select unit_id from seal_head where number = $1`, [number])).toBe(unit(4));
    });
    expect(await faults()).toEqual([]);
  });

  it('catches up in portions, never divides a transaction, and leaves out none that is still open', async () => {
    const portions = async (before: number) => {
      const { rows } = await app.db.query<{ receipts: string }>(
        `select receipts from seal where number > $1 order by number`,
        [before],
      );
      return rows.map(({ receipts }) => Number(receipts));
    };
    const before = (await seal()) ?? 0;
    await connected(async (slow) => {
      await slow.query('begin');
      await slow.query(`select append_receipts($1, $2)`, [unit(4), JSON.stringify([bare(unit(4))])]);
      for (let i = 0; i < 6; i++) await state(unit(i % 2));
      await state(unit(2), 9);
      await state(unit(3));
      // It commits between two portions, of which the first kept in mind that it was open.
      await app.db.query(`select seal_receipts($1, 4)`, [app.clock.now()]);
      await slow.query('commit');
      await app.get(Sealer).seal(undefined, 4);
      expect(await portions(before)).toEqual([4, 3, 9, 1]);
      expect(await unsealed()).toBe(0);
    });
    await app.db.query(`update sealer set last = null`);
    for (let i = 0; i < 8; i++) await state(unit(i));
    const restored = (await seal()) ?? 0;
    await app.db.query(`update sealer set last = null`);
    for (let i = 0; i < 8; i++) await state(unit(i));
    await app.get(Sealer).seal(undefined, 3);
    expect(await portions(restored)).toEqual([3, 3, 2]);
    expect(await one(`select last is not null from sealer`)).toBe(true);
    expect(await faults()).toEqual([]);
  });

  it('finds its way in a cluster whose transactions count anew', async () => {
    await seal();
    await app.db.query(`update sealer set last = '999999999990:999999999999:999999999991'`);
    await state(unit(6));
    await seal();
    expect(await unsealed()).toBe(0);
    // Restored receipts bear numbers that are still to come, and are not taken for new ones.
    await app.db
      .query(`alter table receipt disable trigger user; update receipt set xact = 999999999999 where unit_id = '${unit(6)}';
      alter table receipt enable trigger user`);
    await state(unit(7));
    await seal();
    expect(await unsealed()).toBe(0);
    expect(await faults()).toEqual([]);
  });
});

/** What somebody does who owns the database: triggers are no hindrance. */
const tamper = (sql: string) => app.db.query(`begin; set local session_replication_role = replica; ${sql}; commit;`);

/** A chain written anew from a changed receipt on, leaves, hashes, head and all. */
async function rewriteChain(unitId: string): Promise<void> {
  const { rows } = await app.db.query<Statement & { seq: string }>(
    `select ${RECEIPT_COLUMNS} from receipt where unit_id = $1 order by seq`,
    [unitId],
  );
  let hash: Buffer = CHAIN_START;
  for (const row of rows) {
    const statement = { ...row, address: '203.0.113.9' };
    const leaf = leafOf(statement);
    hash = nextHash(hash, leaf);
    await tamper(
      `update receipt set address = '203.0.113.9', leaf = '\\x${leaf.toString('hex')}', hash = '\\x${hash.toString('hex')}' where id = '${row.id}';
       update receipt_chain set hash = '\\x${hash.toString('hex')}' where unit_id = '${unitId}'`,
    );
  }
}

describe('a seal betrays', () => {
  const chainFaults = async () => (await app.get(ChainVerifier).verifyAll()).faults;

  it.each([
    [
      'its own time changed',
      `update seal set at = at + interval '1 day' where number = 2`,
      `update seal set at = at - interval '1 day' where number = 2`,
      'changed',
    ],
    [
      'a link to another seal',
      `update seal set previous = sha256('x') where number = 2`,
      `update seal set previous = (select hash from seal where number = 1) where number = 2`,
      'broken-link',
    ],
    [
      'a head that was never there',
      `insert into seal_head values ('00000000-0000-0000-0000-000000000001', 1, 1, 2, sha256('x'))`,
      `delete from seal_head where unit_id = '00000000-0000-0000-0000-000000000001'`,
      'changed',
    ],
    [
      'a seal left out',
      `update seal set number = 1000000 where number = 2`,
      `update seal set number = 2 where number = 1000000`,
      'missing',
    ],
    ['the newest cut off', `update sealer set number = number + 1`, `update sealer set number = number - 1`, 'cut-off'],
  ])('%s', async (_, act, undo, fault) => {
    await tamper(act);
    expect(await faults()).toEqual([expect.objectContaining({ fault, unitId: null })]);
    await tamper(undo);
    expect(await faults()).toEqual([]);
  });

  it('a chain rewritten whole, which alone would be believed', async () => {
    const [{ address }] = (await app.db.query<{ address: string | null }>(`select address from receipt limit 1`))
      .rows as [{ address: string | null }];
    expect(address).toBeNull();
    await rewriteChain(unit(0));
    expect(await chainFaults()).toEqual([]);
    const found = await faults();
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ fault, unitId }) => `${fault} ${unitId}`))).toEqual(new Set([`changed ${unit(0)}`]));
  });

  it('everything rewritten, seals too, to whoever noted one down', async () => {
    const noted = { number: 1, hash: await one<Buffer>(`select hash from seal where number = 1`) };
    await connected(async () => {
      await tamper(`truncate seal_head, seal; update sealer set last = null, number = 0, hash = sha256('')`);
    });
    await seal();
    expect(await faults()).toEqual([]);
    expect((await app.get(SealVerifier).verifyAll(noted)).faults).toEqual([
      { number: 1, fault: 'not-as-noted', unitId: null },
    ]);
  });
});

/** A receipt as the database takes it. */
function bare(unitId: string): object {
  const statement: Statement = {
    id: crypto.randomUUID(),
    unitId,
    otherUnitId: null,
    deliveryId: null,
    documentId: null,
    fact: 'replied',
    accountId: null,
    accountName: null,
    postId: null,
    postRole: null,
    postTitle: null,
    at: app.clock.now(),
    revision: 1,
    impliedBy: null,
    address: null,
    detail: {},
    delegationId: null,
    forAccountId: null,
    forAccountName: null,
  };
  return { ...statement, at: statement.at.toISOString(), leaf: leafOf(statement).toString('hex') };
}
