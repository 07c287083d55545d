import { CheckImport } from '../../../../src/imports/check-import.job.ts';
import { api } from '../../../support/api.ts';
import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aSecret, unitX } from '../subjects.ts';
import type { World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators see the imports of every unit below'];
const AT_ONCE = { attempt: 1, isLastAttempt: true, signal: new AbortController().signal };

const HEAD = 'Mã đơn vị,Tên đơn vị,Loại';

/** A table of own, checked, with nothing of own being applied beside it. */
async function anImport({ app, own }: World): Promise<Subject> {
  const secret = aSecret();
  const file = Buffer.from(`${HEAD}\nX-1,${secret},Cơ quan\n`);
  const sent = api(app).as(own.admin).post('/imports').field('kind', 'units').attach('file', file, `${secret}.csv`);
  const { id } = (await sent.expect(201)).body as { id: string };
  await app.get(CheckImport).run({ importId: id }, AT_ONCE);
  await app.db.query(`update table_import set state = 'applied' where state = 'applying'`);
  return about({ id }, secret);
}

export const IMPORTS: Cases = {
  'ImportsController.upload': {
    subject: unitX,
    finish: (request, { ids }) =>
      request
        .field('kind', 'units')
        .field('unitId', ids['id'] ?? '')
        .attach('file', Buffer.from(`${HEAD}\n`), 'đơn vị.csv'),
    namesUnit: true,
  },
  'ImportsController.list': {
    subject: anImport,
    query: () => 'limit=200',
    shows: inItems,
    except: [FROM_ABOVE],
  },
  'ImportsController.template': { subject: async () => about({ name: 'units.csv' }), scope: 'everybody' },
  'ImportsController.export': {
    subject: async (world) => ({ ...(await unitX(world)), ids: { name: 'units.csv', id: world.units.own.id } }),
    query: ({ ids }) => `unitId=${ids['id']}`,
    namesUnit: true,
  },
  'ImportsController.one': { subject: anImport, except: [FROM_ABOVE] },
  'ImportsController.rows': { subject: anImport, except: [FROM_ABOVE] },
  'ImportsController.result': { subject: anImport, except: [FROM_ABOVE] },
  'ImportsController.apply': { subject: anImport, except: [FROM_ABOVE] },
  'ImportsController.cancel': { subject: anImport, except: [FROM_ABOVE] },
};
