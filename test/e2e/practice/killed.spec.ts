import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../src/platform/database/database.ts';
import { PracticeArea } from '../../../src/practice/practice-area.ts';
import { PracticeCast } from '../../../src/practice/practice-cast.reader.ts';
import { PracticeDatabase } from '../../../src/practice/practice-database.ts';
import { LESSONS } from '../../../src/practice/practice-lessons.data.ts';
import { PracticeWorlds } from '../../../src/practice/practice-worlds.service.ts';
import { PracticeWriting } from '../../../src/practice/practice-writing.ts';
import { withClient } from '../../../src/platform/database/heard-client.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type StaffedUnit } from '../../support/organisation.ts';
import { freshName, sharedServer, urlOf } from '../../support/shared-server.ts';
import { enter } from './world.ts';

const DEVICE = { address: '192.0.2.1', userAgent: null };

describe('killed while somebody enters', () => {
  let app: TestApp;
  let units: readonly StaffedUnit[];

  beforeAll(async () => {
    app = await startTestApp({ practice: true });
    ({ units } = await anOrganisation(app, 2));
  });
  afterAll(() => app.stop());

  it.each(['before the course knows its document', 'before the document is sent'])(
    '%s: the next entrance sends it, once',
    async (when) => {
      const person = units[when.startsWith('before the course') ? 0 : 1]?.clerk;
      if (!person) throw new Error('no clerk');
      const area = await app.get(PracticeArea).enter();
      const { world } = await area.get(PracticeWorlds).enter(person.id, 'clerk', DEVICE);
      const cast = await area.get(PracticeCast).of(world);
      const { from: _, purpose, ...text } = LESSONS.clerk[0] as (typeof LESSONS.clerk)[number];
      const documentId = await area
        .get(PracticeWriting)
        .draft(cast.at(world.officeId, 'clerk'), `lesson:${world.id}:clerk:1`, {
          ...text,
          recipients: [{ target: 'unit', unitId: world.unitId, purpose }],
        });
      if (when === 'before the document is sent')
        await area
          .get(Database)
          .run(`insert into practice_lesson (world_id, role, number, document_id) values ($1, 'clerk', 1, $2)`, [
            world.id,
            documentId,
          ]);
      const trainee = await enter(app, person);
      const { items } = (await trainee.call('GET', '/incoming-documents?limit=50')).body as unknown as {
        items: { documentId?: string }[];
      };
      expect(items).toHaveLength(1);
      const rows = await area
        .get(Database)
        .rows(`select id, state from outgoing_document where unit_id = $1`, [world.officeId]);
      expect(rows).toEqual([{ id: documentId, state: 'dispatched' }]);
    },
  );
});

describe('the database beside the embedded one', () => {
  it('is made by whoever comes first, also where somebody was killed right after making it', async () => {
    const { owner, service } = sharedServer();
    const name = freshName('practice');
    const practiceOwnerUrl = urlOf(name, owner);
    const real = {
      url: urlOf('postgres', service),
      directUrl: null,
      options: '',
      embedded: true,
      practiceOwnerUrl,
      stop: async () => undefined,
    };
    const onServer = (statement: string) => withClient(urlOf('postgres', owner), (client) => client.query(statement));
    try {
      const open = () => new PracticeDatabase(real, practiceOwnerUrl).open();
      const [one, two] = await Promise.all([open(), open()]);
      expect(one.url).toBe(two.url);
      expect(new URL(one.url).pathname).toBe(`/${name}`);
      const asService = await withClient(one.url, (client) => client.query(`select count(*)::int as n from unit`));
      expect(asService.rows).toEqual([{ n: 0 }]);
      await onServer(`drop database ${name} with (force)`);
      await onServer(`create database ${name}`);
      await expect(open()).resolves.toMatchObject({ url: one.url });
    } finally {
      await onServer(`drop database if exists ${name} with (force)`);
    }
  });
});
