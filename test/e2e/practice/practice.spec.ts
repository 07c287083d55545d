import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PracticeArea } from '../../../src/practice/practice-area.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { emptyDatabase, type TestDatabase } from '../../support/database.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { anotherSession } from '../../support/people.ts';
import { callPractice, enter, letOthersAct, tablesOf, type Answer, type Entered } from './world.ts';

let practiceDatabase: TestDatabase;
let app: TestApp;
let organisation: Organisation;

interface Incoming {
  readonly id: string;
  readonly subject: string;
  readonly state: string;
}

const items = (answer: Answer): Incoming[] => (answer.body as unknown as { items: Incoming[] }).items;
const inbox = async (trainee: Entered): Promise<Incoming[]> =>
  items(await trainee.call('GET', '/incoming-documents?limit=50'));
const act = async (trainee: Entered, id: string, what: string, body: object = {}): Promise<void> => {
  const { status, body: said } = await trainee.call('POST', `/incoming-documents/${id}/${what}`, body);
  if (status !== 201) throw new Error(`${what}: ${status} ${JSON.stringify(said)}`);
};
const acts = async (person: Organisation['office']['clerk']): Promise<string[]> => {
  const { body } = await api(app).as(person).get('/practice/progress').expect(200);
  return (body as { acts: { act: string }[] }).acts.map((one) => one.act).toSorted();
};

beforeAll(async () => {
  practiceDatabase = await emptyDatabase();
  app = await startTestApp({ config: { PRACTICE_DATABASE_URL: practiceDatabase.ownerUrl } });
  organisation = await anOrganisation(app, 2);
});

afterAll(async () => {
  await app.stop();
  await practiceDatabase.drop();
});

describe('the practice area', () => {
  it('is closed until somebody enters, and opens for nobody else', async () => {
    const nobody = await callPractice(app, '', 'GET', '/sessions/current');
    expect([nobody.status, nobody.body.code]).toEqual([401, 'access.sign-in-first']);
    const real = organisation.units[0]?.clerk.token() ?? '';
    const forged = await callPractice(app, `gnvb_practice_session=${real}`, 'GET', '/sessions/current');
    expect(forged.status).toBe(401);
    expect(app.get(PracticeArea).opened).toBeNull();
  });

  it('lets a clerk receive, acknowledge, register and send, and touches nothing real', async () => {
    const clerk = organisation.units[0]?.clerk;
    if (!clerk) throw new Error('no clerk');
    const before = await tablesOf(app.db);
    const trainee = await enter(app, clerk);
    const [first, ...others] = await inbox(trainee);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ subject: 'Về việc thực hành gửi, nhận văn bản trên hệ thống', state: 'delivered' });
    for (const what of ['opening', 'acknowledgement', 'registration']) await act(trainee, first?.id ?? '', what);
    await letOthersAct(app);
    expect((await inbox(trainee)).map(({ subject }) => subject)).toContain('Tổ chức Ngày Chủ nhật xanh');

    const units = (await trainee.call('GET', '/units?limit=50')).body as unknown as {
      items: { id: string; name: string }[];
    };
    expect(units.items.map(({ name }) => name).toSorted()).toEqual(
      [
        'Chi đoàn thực hành',
        'Chi đoàn đối tác số 1',
        'Chi đoàn đối tác số 2',
        'Đoàn Khối thực hành',
        'Đoàn trường đối tác',
      ].toSorted(),
    );
    const partner = units.items.find(({ name }) => name === 'Chi đoàn đối tác số 1')?.id;
    const draft = await trainee.call('POST', '/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Về việc gửi thử',
      signerCapacity: 'TM. BAN CHẤP HÀNH',
      pageCount: 1,
      recipients: [{ target: 'unit', unitId: partner, purpose: 'act' }],
    });
    const { id } = draft.body as unknown as { id: string };
    expect((await trainee.call('POST', `/outgoing-documents/${id}/submission`)).status).toBe(201);
    await letOthersAct(app);
    expect((await trainee.call('POST', `/outgoing-documents/${id}/issuance`, {})).status).toBe(201);
    expect((await trainee.call('POST', `/outgoing-documents/${id}/dispatches`, {})).status).toBe(201);
    await letOthersAct(app);
    const board = (await trainee.call('GET', `/outgoing-documents/${id}/tracking?limit=50`)).body as unknown as {
      rows?: { state: string }[];
      items?: { state: string }[];
    };
    expect((board.rows ?? board.items ?? []).map(({ state }) => state)).toEqual(['registered']);
    expect((await inbox(trainee)).map(({ subject }) => subject)).toContain('Về việc đề nghị làm rõ thời hạn thực hiện');
    expect(await acts(clerk)).toEqual(['acknowledged', 'entered', 'opened', 'registered', 'sent']);

    const after = await tablesOf(app.db);
    const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
    expect(changed).toEqual(['public.practice_progress']);
    const { rows } = await app.db.query<{ n: number }>(`select count(*)::int as n from mail_message`);
    expect(rows[0]?.n).toBe(0);
  });

  it('takes no token of the other area, in neither direction', async () => {
    const clerk = organisation.units[0]?.clerk;
    if (!clerk) throw new Error('no clerk');
    const trainee = await enter(app, clerk);
    expect((await trainee.call('GET', '/sessions/current')).status).toBe(200);
    expect((await callPractice(app, `gnvb_practice_session=${clerk.token()}`, 'GET', '/sessions/current')).status).toBe(
      401,
    );
    const bearer = (path: string, token: string) =>
      fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await bearer('/practice/api/v1/sessions/current', clerk.token())).status).toBe(401);
    expect((await bearer('/api/v1/sessions/current', trainee.token)).status).toBe(401);
    const asReal = await fetch(`${app.url}/api/v1/sessions/current`, {
      headers: { cookie: `gnvb_session=${trainee.token}; ${trainee.cookie}` },
    });
    expect(asReal.status).toBe(401);
    const renewing = (prefix: string, name: string) =>
      fetch(`${app.url}${prefix}/api/v1/sessions/renewal`, {
        method: 'POST',
        headers: { cookie: `${name}=${trainee.refresh.split('=')[1]}` },
      });
    expect((await renewing('', 'gnvb_refresh')).status).toBe(401);
    expect((await renewing('/practice', 'gnvb_practice_refresh')).status).toBe(201);
  });

  it('has no way out: what is not practised is refused, also under other spellings', async () => {
    const trainee = await enter(app, organisation.units[0]?.clerk ?? organisation.office.clerk);
    for (const path of ['/push-subscriptions', '/%70ush-subscriptions', '/groups']) {
      const { status, body } = await trainee.call('POST', path, {});
      expect([path, status, body.code]).toEqual([path, 403, 'practice.not-here']);
    }
    expect((await trainee.call('POST', '/practice/entrance', { role: 'clerk' })).status).toBe(404);
  });

  it('keeps two trainees apart', async () => {
    const [one, two] = organisation.units;
    if (!one || !two) throw new Error('no units');
    const [a, b] = [await enter(app, one.clerk), await enter(app, two.clerk)];
    const [ofB] = await inbox(b);
    expect((await a.call('GET', `/incoming-documents/${ofB?.id}`)).status).toBe(404);
    const units = async (trainee: Entered) =>
      (await trainee.call('GET', '/units?limit=50')).body as unknown as { items: { id: string }[] };
    const [ofOne, ofTwo] = [await units(a), await units(b)];
    expect(ofOne.items.filter(({ id }) => ofTwo.items.some((other) => other.id === id))).toEqual([]);
    expect((await a.call('GET', `/units/${ofTwo.items[0]?.id}`)).status).toBe(404);
  });

  it('is one world however often and wherever one enters at once', async () => {
    const { clerk } = organisation.office;
    const people = [clerk, await anotherSession(app, clerk), await anotherSession(app, clerk)];
    const entered = await Promise.all(people.map((person) => enter(app, person, 'office')));
    const [ids] = await Promise.all(entered.map(async (one) => (await inbox(one)).map(({ id }) => id)));
    expect(ids).toHaveLength(1);
    const opened = app.get(PracticeArea).opened;
    expect(opened).not.toBeNull();
  });

  it('lets a leader approve what a colleague has written, and the clerk sends it', async () => {
    const leader = organisation.units[1]?.leader;
    if (!leader) throw new Error('no leader');
    const trainee = await enter(app, leader, 'leader');
    const [first] = await inbox(trainee);
    await act(trainee, first?.id ?? '', 'acknowledgement');
    await letOthersAct(app);
    const [draft] = items(await trainee.call('GET', '/outgoing-documents?limit=10'));
    expect(draft).toMatchObject({ state: 'submitted' });
    expect((await trainee.call('POST', `/outgoing-documents/${draft?.id}/approval`, {})).status).toBe(201);
    await letOthersAct(app);
    expect((await trainee.call('GET', `/outgoing-documents/${draft?.id}`)).body).toMatchObject({ state: 'dispatched' });
    // What a colleague cannot do is not tried for ever: a document for nobody waits for its recipients.
    const nobodys = await trainee.call('POST', '/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Về việc gửi thử',
    });
    const { id } = nobodys.body as unknown as { id: string };
    for (const noun of ['submission', 'approval'])
      expect([noun, (await trainee.call('POST', `/outgoing-documents/${id}/${noun}`)).status]).toEqual([noun, 201]);
    await letOthersAct(app);
    expect((await trainee.call('GET', `/outgoing-documents/${id}`)).body).toMatchObject({ state: 'issued' });
    // What others did for them is not theirs, and what an act implied was not done by hand.
    expect(await acts(leader)).toEqual(['acknowledged', 'approved', 'entered']);
  });

  it('starts over for one person alone', async () => {
    const [one, two] = organisation.units;
    if (!one || !two) throw new Error('no units');
    const [a, b] = [await enter(app, one.clerk), await enter(app, two.clerk)];
    const before = (await inbox(a)).map(({ id }) => id);
    await api(app).as(one.clerk).post('/practice/resetting', { scope: 'own' }).expect(200);
    expect((await a.call('GET', '/sessions/current')).status).toBe(401);
    expect((await b.call('GET', '/sessions/current')).status).toBe(200);
    const again = await enter(app, one.clerk);
    const fresh = await inbox(again);
    expect(fresh).toHaveLength(1);
    expect(before).not.toContain(fresh[0]?.id);
    expect(await acts(one.clerk)).toContain('sent');
  });

  it('closes when nobody uses it, and opens again for who is in', async () => {
    const person = organisation.units[0]?.clerk ?? organisation.office.clerk;
    const trainee = await enter(app, person);
    const area = app.get(PracticeArea);
    app.clock.advance(29 * 60_000);
    await area.closeWhenIdle();
    expect(area.opened).not.toBeNull();
    app.clock.advance(60_000);
    await area.closeWhenIdle();
    expect(area.opened).toBeNull();
    const live = await trainee.call('GET', '/live');
    // The session's token ran out meanwhile: the refresh cookie opens it.
    expect([401, 503]).toContain(live.status);
    const renewed = await fetch(`${app.url}/practice/api/v1/sessions/renewal`, {
      method: 'POST',
      headers: { cookie: trainee.refresh },
    });
    expect(renewed.status).toBe(201);
    expect(area.opened).not.toBeNull();
  });

  it('starts over as a whole for the topmost administrator, at every process', async () => {
    const other = await startTestApp({
      database: app.database,
      clock: app.clock,
      config: { PRACTICE_DATABASE_URL: practiceDatabase.ownerUrl, DATA_DIR: app.dataDir },
    });
    try {
      const [unit] = organisation.units;
      if (!unit) throw new Error('no unit');
      await api(app).as(unit.clerk).post('/practice/resetting', { scope: 'all' }).expect(403);
      const here = await enter(app, unit.clerk);
      // Entered at one process, at work at the other.
      expect((await callPractice(other, here.cookie, 'GET', '/sessions/current')).status).toBe(200);
      await api(app).as(organisation.office.admin).post('/practice/resetting', { scope: 'all' }).expect(200);
      expect((await here.call('GET', '/sessions/current')).status).toBe(401);
      expect((await callPractice(other, here.cookie, 'GET', '/sessions/current')).status).toBe(401);
      const again = await enter(app, unit.clerk);
      expect(await inbox(again)).toHaveLength(1);
      expect((await callPractice(other, again.cookie, 'GET', '/sessions/current')).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  it('shows administrators what their units have practised', async () => {
    const { body } = await api(app).as(organisation.office.admin).get('/practice/progress/units?limit=50').expect(200);
    const units = (body as { items: { unitId: string; people: number; acts: { act: string }[] }[] }).items;
    const own = units.find(({ unitId }) => unitId === organisation.units[0]?.id);
    expect(own?.people).toBe(1);
    expect(own?.acts.map(({ act: done }) => done)).toContain('sent');
  });
});

describe('without a practice area of its own', () => {
  it('says so, and never takes a database that has something else in it', async () => {
    const plain = await startTestApp();
    const person = (await anOrganisation(plain, 0)).office.clerk;
    const refused = await api(plain).as(person).post('/practice/entrance', { role: 'clerk' }).expect(503);
    expect(refused.body).toMatchObject({ code: 'practice.off' });
    const wrong = await startTestApp({
      database: plain.database,
      clock: plain.clock,
      config: { PRACTICE_DATABASE_URL: plain.database.ownerUrl },
    });
    const before = await tablesOf(plain.db);
    const taken = await api(wrong).as(person).post('/practice/entrance', { role: 'clerk' }).expect(503);
    expect(taken.body).toMatchObject({ code: 'practice.not-ready' });
    expect(await tablesOf(plain.db)).toEqual(before);
    await wrong.stop();
    await plain.stop();
  });
});
