import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aUnit } from '../../support/people.ts';
import { aRoot, Desk } from './world.ts';

const HEADS = {
  units: 'Mã,Mã cấp trên,Tên,Loại,Điện thoại\n',
  accounts: 'Tên đăng nhập,Họ tên,Mã đơn vị,Vai trò,Chức danh\n',
} as const;
const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** ROOT stands for the code of the unit. */
const LINES = {
  units: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom('', ...NAMES, 'x'),
      fc.constantFrom('Một', 'Một', 'Hai', ''),
      fc.constantFrom('Cơ quan', 'Cơ quan', 'Siêu thị', ''),
      fc.constantFrom('', '0226 1', 'x'),
    )
    .map(([code, parent, ...rest]) => [`ROOT-${code}`, parent && `ROOT-${parent}`, ...rest].join(',')),
  accounts: fc
    .tuple(
      fc.constantFrom(...NAMES, ''),
      fc.constantFrom('Một', 'Một', 'Hai', ''),
      fc.constantFrom('ROOT', 'ROOT', 'KHONG-CO'),
      fc.constantFrom('Văn thư', 'Lãnh đạo', 'admin', 'vua'),
      fc.constantFrom('', '', 'Ủy viên', 'Bí thư'),
    )
    .map(([name, ...rest]) => [name && `${name}.ROOT`, ...rest].join(',')),
};

describe('any mixture of good and bad rows', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  /** Everything but what belongs to imports and jobs. */
  const everything = async (): Promise<string[]> => {
    const { rows } = await app.db.query<{ line: string }>(
      `select 'u ' || to_jsonb(u)::text as line from unit u union all select 'n ' || to_jsonb(n)::text from unit_name n
       union all select 'a ' || to_jsonb(a)::text from account a union all select 'p ' || to_jsonb(p)::text from post p
       union all select 'e ' || to_jsonb(e)::text from audit_entry e where e.act !~ '^import' order by line`,
    );
    return rows.map(({ line }) => line);
  };

  it.each(['units', 'accounts'] as const)(
    'writes nothing when checked, exactly the good ones when applied, and nothing more the second time: %s',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.array(LINES[kind], { minLength: 1, maxLength: 10 }), async (lines) => {
          const root = await aRoot(app);
          await aUnit(app, { parentId: root.id, code: `${root.code}-A`, name: 'Một' });
          const file = (HEADS[kind] + lines.join('\n')).replaceAll('ROOT', root.code);
          const desk = new Desk(app, root.admin);
          const before = await everything();
          const { id, rows } = await desk.check(kind, file);
          expect(await everything()).toEqual(before);

          const good = rows.filter(({ outcome }) => outcome === 'create' || outcome === 'change');
          const { application } = await desk.apply(id);
          expect(application).toMatchObject({ applied: good.length, leftOut: 0 });
          const after = await everything();
          expect(before.filter((line) => line.startsWith('e ') && !after.includes(line))).toEqual([]);
          expect(good.length > 0 || after.join() === before.join()).toBe(true);
          const marked = (await desk.rows(id)).filter(({ application: done }) => done === 'applied');
          expect(marked.map(({ row }) => row)).toEqual(good.map(({ row }) => row));

          const again = await desk.check(kind, file);
          expect(again.rows.filter(({ outcome }) => outcome === 'create' || outcome === 'change')).toEqual([]);
          const errors = (found: typeof rows) =>
            found.filter(({ outcome }) => outcome === 'error').map(({ row }) => row);
          expect(errors(again.rows)).toEqual(errors(rows));
          await desk.apply(again.id);
          expect(await everything()).toEqual(after);
        }),
        { numRuns: 12, endOnFailure: true },
      );
    },
  );

  it('comes back from an export as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .tuple(
              fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
              fc.constantFrom('=1+1', "'=x", '+84 1', '-a', '@b', 'a;b,"c"', 'Đoàn  Khối', '007'),
            )
            .map((parts) => parts.join(' ').replace(/[\p{Cc}\p{Co}\p{Cs}\uFFFD]/gu, '')),
          { minLength: 1, maxLength: 6 },
        ),
        async (names) => {
          const root = await aRoot(app);
          for (const name of names.filter((text) => text.trim() !== ''))
            await aUnit(app, { parentId: root.id, name, shortName: name.slice(0, 50), place: name.slice(0, 50) });
          const desk = new Desk(app, root.admin);
          const { rows } = await desk.check('units', await desk.exported('units'));
          expect(
            rows.filter(
              ({ outcome, problems }) =>
                outcome !== 'same' && problems.every(({ code }) => !['garbled', 'bad-character'].includes(code)),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 10, endOnFailure: true },
    );
  });
});
