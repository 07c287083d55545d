import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHAIN_START, leafOf, nextHash, type Statement } from './leaf.ts';

const STATEMENT: Statement = {
  id: '0190b8a4-0000-7000-8000-000000000001',
  unitId: '0190b8a4-0000-7000-8000-000000000002',
  otherUnitId: null,
  deliveryId: null,
  documentId: null,
  fact: 'opened',
  accountId: null,
  accountName: 'Văn thư',
  postId: null,
  postRole: 'clerk',
  postTitle: 'Văn thư',
  at: new Date('2020-05-18T01:00:00.123Z'),
  revision: 1,
  impliedBy: null,
  address: '127.0.0.1',
  detail: { b: 2, a: 'Ơ' },
  delegationId: null,
  forAccountId: null,
  forAccountName: null,
};

describe('the leaf of a receipt', () => {
  it('is the SHA-256 of its canonical JSON, and stays so for ever', () => {
    expect(leafOf(STATEMENT).toString('hex')).toMatchInlineSnapshot(
      `"123fcf118344dd645182742bda85b6def02d70a5bb1077ef977031d9e1f59e8a"`,
    );
  });

  it('names the delegation of what was done for a colleague, in a second form', () => {
    const delegated = { delegationId: '1', forAccountId: '2', forAccountName: 'Bí thư' };
    expect(leafOf({ ...STATEMENT, ...delegated }).toString('hex')).toMatchInlineSnapshot(
      `"44813c19dbfadbd66271a8da106d36fdc12e5fb616bdb70ba78949e74f7adfd7"`,
    );
  });

  it('does not depend on the order in which its particulars were written', () => {
    expect(leafOf({ ...STATEMENT, detail: { a: 'Ơ', b: 2 } })).toEqual(leafOf(STATEMENT));
  });

  it('changes with every single part of the statement', () => {
    const changed: Partial<Statement>[] = [
      { id: '0' },
      { unitId: '0' },
      { otherUnitId: '0' },
      { deliveryId: '0' },
      { documentId: '0' },
      { fact: 'acknowledged' },
      { accountId: '0' },
      { accountName: 'Bí thư' },
      { postId: '0' },
      { postRole: 'leader' },
      { postTitle: '' },
      { at: new Date('2020-05-18T01:00:00.124Z') },
      { revision: 2 },
      { impliedBy: '0' },
      { address: null },
      { detail: { a: 'Ơ', b: 3 } },
      { delegationId: '0' },
      { forAccountId: '0' },
      { forAccountName: '0' },
    ];
    const leaves = [{}, ...changed].map((part) => leafOf({ ...STATEMENT, ...part }).toString('hex'));
    expect(new Set(leaves).size).toBe(Object.keys(STATEMENT).length + 1);
  });

  it('binds a chain: no receipt can be changed, dropped or moved without changing the head', () => {
    const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    const head = (leaves: readonly Buffer[]) => leaves.reduce(nextHash, CHAIN_START).toString('hex');
    fc.assert(
      fc.property(
        fc.uniqueArray(leaf, { minLength: 2, maxLength: 8, comparator: (a, b) => a.equals(b) }),
        fc.nat(),
        (leaves, n) => {
          const i = n % (leaves.length - 1);
          const swapped = leaves.toSpliced(i, 2, ...leaves.slice(i, i + 2).toReversed());
          expect(head(swapped)).not.toBe(head(leaves));
          expect(head(leaves.toSpliced(i, 1))).not.toBe(head(leaves));
        },
      ),
    );
  });
});
