import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiContract } from '../../support/api-document.ts';
import type { Case, Json } from './case.ts';
import { casesOf } from './cases.ts';
import { upload } from './crowd.ts';
import { refusalOf } from './refusal.ts';
import { sendJson, type Answer } from './wire.ts';
import { aDocument, aDraft, aWorld, type World } from './world.ts';

const UNKNOWN = '0badcafe-0000-4000-8000-000000000000';
const PDF = Buffer.from('%PDF-1.7\nnội dung\n');

const NO_TAGS = [
  '',
  '*',
  'x',
  '1',
  '"1',
  '"x"',
  '"-1"',
  '"1.5 "',
  '"1", "2"',
  '"9999999999"',
  "'1'",
  '"1"x',
  'w/"1"',
  '"\u00b3"',
];
const OTHER_TAGS = ['"0"', '"2"', '"999999999"', 'W/"2"', '"2.abc"'];

let world: World;
let cases: Readonly<Record<string, Case>>;
/** A file of the office and one of the school. */
let officeFile: string;
let schoolFile: string;
let sentId: string;

beforeAll(async () => {
  world = await aWorld();
  cases = casesOf(world);
  const idOf = ({ json }: Answer) => (json as { items: { id: string }[] }).items[0]?.id ?? '';
  officeFile = idOf(await upload(world, world.boss, 'a.pdf', PDF));
  schoolFile = idOf(await upload(world, world.head, 'b.pdf', PDF));
  sentId = await aDocument(world, 'dispatches');
});
afterAll(() => world.stop());

const refused = (
  asked: { readonly method: string; readonly path: string },
  as: World['boss'],
  body: Json,
  headers = {},
): Promise<string> =>
  refusalOf(world, {
    ...asked,
    as,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a draft that names', () => {
  const create = { method: 'POST', path: '/api/v1/outgoing-documents' };
  const line = (more: Json) => ({ recipients: [{ purpose: 'act', ...more }] });

  it.each<[string, () => Json, string]>([
    ['the same file twice', () => ({ attachmentIds: [officeFile, officeFile] }), 'request.invalid'],
    [
      'the same file twice, once in capitals',
      () => ({ attachmentIds: [officeFile, officeFile.toUpperCase()] }),
      'outgoing.unknown-attachments',
    ],
    ['a file nobody has', () => ({ attachmentIds: [UNKNOWN] }), 'outgoing.unknown-attachments'],
    ['a file of another unit', () => ({ attachmentIds: [schoolFile] }), 'outgoing.unknown-attachments'],
    ['a unit that is none', () => line({ target: 'unit', unitId: UNKNOWN }), 'outgoing.unknown-units'],
    ['a group that is none', () => line({ target: 'group', groupId: UNKNOWN }), 'outgoing.unknown-groups'],
    ['a unit by the id of a person', () => line({ target: 'unit', unitId: world.boss.id }), 'outgoing.unknown-units'],
    ['a unit as a group', () => line({ target: 'group', unitId: world.schoolId }), 'outgoing.bad-recipient'],
    [
      'a unit and a group',
      () => line({ target: 'unit', unitId: world.schoolId, groupId: UNKNOWN }),
      'outgoing.bad-recipient',
    ],
    ['nobody', () => line({ target: 'unit' }), 'outgoing.bad-recipient'],
    [
      'a document that is none',
      () => ({ relations: [{ documentId: UNKNOWN, relation: 'basis' }] }),
      'outgoing.unknown-documents',
    ],
    ['an answer to nothing', () => ({ repliesTo: UNKNOWN }), 'outgoing.unknown-reply'],
    ['an answer to what it sent itself', () => ({ repliesTo: sentId }), 'outgoing.unknown-reply'],
    ['a type that is none', () => ({ typeCode: 'mat_lenh' }), 'outgoing.unknown-type'],
    ['a type of the State’s', () => ({ typeCode: 'hop_dong' }), 'outgoing.unknown-type'],
    ['a type of every object', () => ({ typeCode: '__proto__' }), 'outgoing.unknown-type'],
    ['another unit as its own', () => ({ unitId: world.schoolId }), 'request.not-found'],
    ['a unit that is none as its own', () => ({ unitId: UNKNOWN }), 'request.not-found'],
  ])('%s is refused', async (_, more, code) => {
    expect(await refused(create, world.boss, { ...aDraft(world), ...more() })).toBe(code);
  });

  it('the same unit twice sends one copy', async () => {
    const [one] = aDraft(world)['recipients'] as Json[];
    const id = await aDocument(world, 'dispatches', { ...aDraft(world), recipients: [one, one, one] });
    expect((await world.app.db.query('select from delivery where document_id = $1', [id])).rowCount).toBe(1);
  });

  it('the same relation twice keeps it once', async () => {
    const relation = { documentId: sentId, relation: 'basis' };
    const id = await aDocument(world, 'draft', { ...aDraft(world), relations: [relation, relation] });
    expect((await world.app.db.query('select from outgoing_relation where document_id = $1', [id])).rowCount).toBe(1);
  });
});

describe('an entry that names', () => {
  it.each<[string, () => Json, string]>([
    ['the same file twice', () => ({ attachmentIds: [schoolFile, schoolFile] }), 'request.invalid'],
    [
      'the same file twice, once in capitals',
      () => ({ attachmentIds: [schoolFile, schoolFile.toUpperCase()] }),
      'incoming.unknown-attachments',
    ],
    ['a file nobody has', () => ({ attachmentIds: [UNKNOWN] }), 'incoming.unknown-attachments'],
    ['a file of another unit', () => ({ attachmentIds: [officeFile] }), 'incoming.unknown-attachments'],
    ['a type that is none', () => ({ typeCode: 'toString' }), 'incoming.unknown-type'],
    ['another unit as its own', () => ({ unitId: world.officeId }), 'request.not-found'],
    ['a day to come', () => ({ arrivedOn: '2020-05-19' }), 'incoming.arrived-in-future'],
  ])('%s is refused', async (_, more, code) => {
    const body = { ...cases['incoming.enter']!.body(), ...more() };
    expect(await refused({ method: 'POST', path: '/api/v1/incoming-documents' }, world.head, body)).toBe(code);
  });
});

describe('a number', () => {
  const issue = async (reached: 'approval', typeCode: string) => {
    const id = await aDocument(world, reached, { ...aDraft(world), typeCode });
    return { method: 'POST', path: `/api/v1/outgoing-documents/${id}/issuance` };
  };

  it('is not given in a book that is full', async () => {
    const book = { typeCode: 'quy_che', lastNumber: 999_999 };
    await sendJson(world.app, {
      method: 'POST',
      path: '/api/v1/number-books',
      as: world.boss,
      body: JSON.stringify(book),
    });
    expect(await refused(await issue('approval', 'quy_che'), world.boss, {})).toBe('registers.book-full');
  });

  it('is not given to a type that the unit’s way of numbering does not know any more', async () => {
    const asked = await issue('approval', 'ket_luan');
    await world.app.db.query(`update unit set symbol_style = 'state' where id = $1`, [world.officeId]);
    expect(await refused(asked, world.boss, {})).toBe('outgoing.unknown-type');
    await world.app.db.query(`update unit set symbol_style = 'doan' where id = $1`, [world.officeId]);
  });
});

describe('an edit', () => {
  const edits = apiContract().operations.filter(
    ({ operation }) => operation.requestBody && operation.parameters?.some(({ name }) => name === 'If-Match'),
  );

  it.each(edits.map((known) => [known.id, known] as const))(
    'of %s must say which version it was made on',
    async (id, { method, path }) => {
      const { who, body, ids } = cases[id]!;
      const asked = { method, path: path.replace('{id}', (await ids())['id'] ?? '') };
      expect(await refused(asked, who, body())).toBe('request.no-if-match');
      for (const tag of NO_TAGS)
        expect([tag, await refused(asked, who, body(), { 'if-match': tag })]).toEqual([tag, 'request.bad-if-match']);
      for (const tag of OTHER_TAGS)
        expect([tag, await refused(asked, who, body(), { 'if-match': tag })]).toEqual([tag, 'request.stale']);
      const first = await sendJson(world.app, {
        ...asked,
        as: who,
        body: JSON.stringify(body()),
        headers: { 'if-match': 'W/"1.abc"' },
      });
      expect([first.status, first.headers.etag]).toEqual([200, '"2"']);
      expect(await refused(asked, who, body(), { 'if-match': '"1"' })).toBe('request.stale');
    },
  );
});
