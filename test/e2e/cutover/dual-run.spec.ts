import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startMailServer, type BadMailServer } from '../mail-server.ts';
import { aWorld, CUTOVER, REASON, type World } from './world.ts';

const LAST_MOMENT = '2020-05-31T23:59:59.999+07:00';
const COPY = 'outgoing.old-inbox-copy';

let server: BadMailServer;
let world: World;

beforeAll(async () => {
  server = await startMailServer();
  world = await aWorld(3, { SMTP_URL: server.url });
});
afterAll(async () => {
  await world.app.stop();
  await server.close();
});
beforeEach(() => {
  world.at('2020-05-18T08:00:00+07:00');
  server.taken.length = 0;
  server.mood.message = '250 taken as 4711';
});

const unit = (index: number) => {
  const found = world.org.units[index];
  if (!found) throw new Error('no such unit');
  return found;
};
const takenBy = (address: string): string[] =>
  server.taken
    .filter(({ commands }) => commands.some((command) => command.toLowerCase().includes(`<${address}>`)))
    .map(({ text }) => text);
const copies = async (address: string) => {
  const { rows } = await world.app.db.query<{ outcome: string | null }>(
    `select c.outcome from legacy_copy c join legacy_inbox i on i.id = c.inbox_id where i.address = $1 order by c.made_at`,
    [address],
  );
  return rows.map(({ outcome }) => outcome);
};
/** Quoted-printable, read. */
const decoded = (text: string): string => {
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
async function dualRunning(index: number, address: string): Promise<string> {
  const { id } = await world.inbox(unit(index), address);
  await world.act(id, 'dual-run').expect(201);
  return id;
}

describe('running both ways', () => {
  it('brings a dispatch to the old inboxes that run both ways, once each, and says when they end', async () => {
    await dualRunning(0, 'song.song@example.vn');
    await dualRunning(0, 'song.song2@example.vn');
    await world.inbox(unit(1), 'chua.chay@example.vn');
    const { id } = await world.send([unit(0), unit(1)]);
    await world.drain();
    await world.drain();
    const [text = ''] = takenBy('song.song@example.vn');
    expect(takenBy('song.song@example.vn')).toHaveLength(1);
    expect(takenBy('song.song2@example.vn')).toHaveLength(1);
    expect(takenBy('chua.chay@example.vn')).toEqual([]);
    expect(decoded(text)).toContain('01/06/2020');
    expect(decoded(text)).toContain('Đọc thư này không được tính là đã nhận văn bản');
    expect(await copies('song.song@example.vn')).toEqual(['sent']);
    const { body } = await world.admin().get('/cutover').expect(200);
    expect(body).toMatchObject({ traffic: [{ day: '2020-05-18', arrived: 0, copies: 2 }] });
    // What happens to the mail says nothing about the delivery.
    const { rows } = await world.app.db.query(`select distinct state from delivery where document_id = $1`, [id]);
    expect(rows).toEqual([{ state: 'delivered' }]);
  });

  it('leaves them out when the sender says so', async () => {
    await dualRunning(1, 'thoi@example.vn');
    await world.send([unit(1)], { alsoByEmail: false });
    await world.drain();
    expect(takenBy('thoi@example.vn')).toEqual([]);
    expect(await copies('thoi@example.vn')).toEqual([]);
  });

  it('tries again with the same Message-ID', async () => {
    await dualRunning(2, 'thulai@example.vn');
    server.mood.message = '451 later';
    await world.send([unit(2)]);
    await world.drain();
    server.mood.message = '250 taken as 4711';
    await world.drain();
    const ids = takenBy('thulai@example.vn').map((text) => /^message-id: *(\S+)/im.exec(text)?.[1]);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the instant', () => {
  it('lets a copy go in the last moment before it, and none from then on, however it was queued', async () => {
    await dualRunning(2, 'ranhgioi@example.vn');
    world.at(LAST_MOMENT);
    await world.send([unit(2)]);
    await world.drain();
    expect(takenBy('ranhgioi@example.vn')).toHaveLength(1);
    // Queued before, tried after.
    server.mood.message = '451 later';
    await world.send([unit(2)]);
    await world.drain();
    server.mood.message = '250 taken as 4711';
    server.taken.length = 0;
    world.at(CUTOVER);
    await world.drain();
    expect(takenBy('ranhgioi@example.vn')).toEqual([]);
    expect(await copies('ranhgioi@example.vn')).toEqual(['sent', 'withheld']);
    // Dispatched before, its jobs run after.
    world.at(LAST_MOMENT);
    await world.send([unit(2)]);
    world.at(CUTOVER);
    await world.drain();
    // Dispatched after.
    await world.send([unit(2)]);
    await world.drain();
    expect(takenBy('ranhgioi@example.vn')).toEqual([]);
    expect(await copies('ranhgioi@example.vn')).toEqual(['sent', 'withheld']);
    const { rows } = await world.app.db.query(
      `select distinct text_body from mail_message where purpose = $1 and state = 'gave_up'`,
      [COPY],
    );
    expect(rows).toEqual([{ text_body: '' }]);
  });

  it('asks the state of the inbox again too, and whether the document still stands', async () => {
    const id = await dualRunning(0, 'dongbang@example.vn');
    server.mood.message = '451 later';
    await world.send([unit(0)]);
    await world.drain();
    await world.act(id, 'freezing', { reason: REASON }).expect(201);
    server.mood.message = '250 taken as 4711';
    server.taken.length = 0;
    await world.drain();
    expect(takenBy('dongbang@example.vn')).toEqual([]);
    expect(await copies('dongbang@example.vn')).toEqual(['withheld']);
  });

  it('holds for a recipient outside the system whose address is an old inbox', async () => {
    const outside = world.org.above.provinceUnion;
    await world.inbox({ id: unit(0).id }, 'tinhdoan@gnvb.example');
    const recipient = { target: 'unit', unitId: outside, purpose: 'report' };
    await world.send([], { recipients: [recipient] });
    await world.drain();
    expect(takenBy('tinhdoan@gnvb.example')).toHaveLength(1);
    world.at(CUTOVER);
    const { id } = await world.send([], { recipients: [recipient] });
    await world.drain();
    expect(takenBy('tinhdoan@gnvb.example')).toHaveLength(1);
    const { rows } = await world.app.db.query(`select state from delivery where document_id = $1`, [id]);
    expect(rows).toEqual([{ state: 'undeliverable' }]);
  });
});
