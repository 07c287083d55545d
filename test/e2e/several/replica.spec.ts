import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Health } from '../../../src/platform/health/health.service.ts';
import { encodeCursor } from '../../../src/platform/http/keyset.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { until } from '../../support/peers/peer.ts';
import type { Person } from '../../support/people.ts';
import { aReplicatedDatabase, statementsOf, type Pair } from '../../support/standby.ts';

const SUBJECTS = `/outgoing-documents?limit=100`;
/** What the list of outgoing documents asks, and nothing else does. */
const LIST = /from outgoing_document d where .* order by d\.updated_at desc/s;

describe('lists from a streaming replica', () => {
  let pair: Pair;
  let app: TestApp;
  let other: TestApp;
  let org: Organisation;

  const askedOf = async (server: 'standby' | 'primary'): Promise<string[]> =>
    (await Promise.all(['gnvb-lists', 'gnvb'].map((name) => statementsOf(pair[server], name)))).flat();
  /** Runs it and says how many lists each server was asked for meanwhile. */
  const listsDuring = async (work: () => Promise<unknown>) => {
    const count = async (server: 'standby' | 'primary') => (await askedOf(server)).filter((s) => LIST.test(s)).length;
    const before = [await count('standby'), await count('primary')] as const;
    await work();
    return { standby: (await count('standby')) - before[0], primary: (await count('primary')) - before[1] };
  };
  const draft = async (person: Person, subject: string, at = app): Promise<void> => {
    await api(at).as(person).post('/outgoing-documents', { typeCode: 'cong_van', subject }).expect(201);
  };
  const subjects = async (person: Person, at = app): Promise<string[]> => {
    const { body } = await api(at).as(person).get(SUBJECTS).expect(200);
    return (body as { items: { subject: string }[] }).items.map(({ subject }) => subject);
  };
  const configOf = (replicaUrl: string) => ({
    DATABASE_URL: pair.database.access.url,
    DATABASE_REPLICA_URL: replicaUrl,
  });
  const replica = async (at = app): Promise<string> => (await at.get(Health).ready()).replica;
  const inUse = () => until('the replica', async () => (await replica()) === 'in-use', 60);

  beforeAll(async () => {
    pair = await aReplicatedDatabase();
    const options = { database: pair.database, config: configOf(pair.replicaUrl) };
    app = await startTestApp(options);
    other = await startTestApp({ ...options, clock: app.clock });
    org = await anOrganisation(app, 1);
    await inUse();
  });
  afterAll(async () => {
    await pair?.standby.signal('SIGCONT').catch(() => undefined);
    await other?.stop();
    await app?.stop();
    await pair?.stop();
  });

  it('come from the replica, and hold what was written just before', async () => {
    const { clerk } = org.office;
    const found = await listsDuring(async () => {
      for (let i = 0; i < 20; i++) {
        await draft(clerk, `Vừa viết ${i}`);
        expect(await subjects(clerk)).toContain(`Vừa viết ${i}`);
        expect(await subjects(org.office.leader, other)).toContain(`Vừa viết ${i}`);
      }
    });
    expect(found.standby + found.primary).toBe(40);
    // On a loaded machine it may be a moment late.
    expect(found.standby).toBeGreaterThan(10);
  });

  it('hold them also while nothing reaches the replica, from whichever process they are asked', async () => {
    const { clerk, leader } = org.office;
    await pair.standby.ask('select pg_wal_replay_pause()');
    try {
      const found = await listsDuring(async () => {
        await draft(clerk, 'Khi bản sao đứng yên');
        // The writer in this window, the writer in another one through another process, and a colleague.
        expect(await subjects(clerk)).toContain('Khi bản sao đứng yên');
        expect(await subjects(clerk, other)).toContain('Khi bản sao đứng yên');
        expect(await subjects(leader, other)).toContain('Khi bản sao đứng yên');
      });
      expect(found).toEqual({ standby: 0, primary: 3 });
      expect(await replica()).toBe('behind');
      await api(app).anonymous().get('/health/ready').expect(200);
    } finally {
      await pair.standby.ask('select pg_wal_replay_resume()');
    }
    await inUse();
    const after = await listsDuring(() =>
      until('a list of the replica', async () => (await subjects(clerk)).length > 0),
    );
    expect(after.standby + after.primary).toBe(1);
  });

  it('are all of them plain reads that a standby can answer', async () => {
    const { clerk, admin } = org.office;
    const year = 2020;
    const lists: readonly (readonly [Person, string])[] = [
      [clerk, '/incoming-documents'],
      [clerk, '/incoming-documents/boxes'],
      [clerk, `/registers/incoming?year=${year}`],
      [clerk, '/registers/outgoing'],
      [clerk, '/outstanding-deliveries'],
      [clerk, '/scan-alerts'],
      [clerk, '/receipts'],
      [clerk, '/groups'],
      [clerk, '/units'],
      [clerk, '/accounts'],
      [admin, '/audit-entries'],
      [admin, '/unit-vacancies'],
    ];
    const before = (await statementsOf(pair.standby, 'gnvb-lists')).length;
    for (const [person, path] of lists) await api(app).as(person).get(path).expect(200);
    const asked = (await statementsOf(pair.standby, 'gnvb-lists')).slice(before);
    const read = asked.filter((statement) => !/pg_last_wal_replay_lsn|pg_control_system/.test(statement));
    // One each: of copies that nobody has touched, nobody is asked who did.
    expect(read).toHaveLength(lists.length);
    expect(await replica()).toBe('in-use');
  });

  it('answer a wrong value as ever', async () => {
    const beyond = encodeCursor([999_999_999_999]);
    const found = await api(app).as(org.office.clerk).get(`/registers/incoming?year=2020&after=${beyond}`);
    const ever = await startTestApp({ database: pair.database, clock: app.clock });
    try {
      const { status, body } = await api(ever)
        .as(org.office.clerk)
        .get(`/registers/incoming?year=2020&after=${beyond}`);
      expect([found.status, (found.body as { code: string }).code]).toEqual([status, (body as { code: string }).code]);
      expect(status).toBeLessThan(500);
    } finally {
      await ever.stop();
    }
    expect(await replica()).toBe('in-use');
  });

  it('go on from the primary when the replica freezes or is killed, without one error, and come back to it', async () => {
    const { clerk } = org.office;
    const keepReading = async (times: number) => {
      for (let i = 0; i < times; i++) expect((await subjects(clerk)).length).toBeGreaterThan(0);
    };
    await pair.standby.signal('SIGSTOP');
    await Promise.all(Array.from({ length: 4 }, () => keepReading(5)));
    expect(await replica()).toBe('unreachable');
    await pair.standby.signal('SIGCONT');
    await inUse();

    const reading = Promise.all(Array.from({ length: 4 }, () => keepReading(25)));
    await pair.standby.signal('SIGKILL');
    await reading;
    await keepReading(5);
    expect(await replica()).toBe('unreachable');
    await draft(clerk, 'Khi không có bản sao');
    await pair.standby.start();
    await inUse();
    expect(await subjects(clerk)).toContain('Khi không có bản sao');
  });

  it('never bring a write to the replica', async () => {
    const asked = await askedOf('standby');
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((statement) => !/^(with|select)\b/i.test(statement))).toEqual([]);
    expect(asked.filter((statement) => /\b(insert into|delete from|for (no key )?update)\b/i.test(statement))).toEqual(
      [],
    );
  });

  it('do not come from a server that is no standby of this database', async () => {
    const self = await startTestApp({
      database: pair.database,
      clock: app.clock,
      config: configOf(pair.database.access.url),
    });
    try {
      const found = await listsDuring(async () => {
        expect(await subjects(org.office.clerk, self)).toContain('Khi không có bản sao');
      });
      expect(found).toEqual({ standby: 0, primary: 1 });
      expect(await replica(self)).toBe('unreachable');
      expect((await statementsOf(pair.primary, 'gnvb-lists')).filter((s) => LIST.test(s))).toEqual([]);
    } finally {
      await self.stop();
    }
  });
});
