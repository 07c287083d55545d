import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AttachmentsService } from '../../../src/attachments/attachments.service.ts';
import { MailAttachments } from '../../../src/platform/mail/mail-attachments.ts';
import { ResumeScans } from '../../../src/scans/resume-scans.job.ts';
import { RescanFiles } from '../../../src/scans/rescan.job.ts';
import { principalOf } from '../access/world.ts';
import { Clamd, EICAR } from '../../support/peers/clamd.ts';
import { describeWithPeer } from '../../support/peers/peer.ts';
import { aWorld, zip, type Uploaded, type World } from './world.ts';

const CONTEXT = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal };
const unique = (): Buffer => Buffer.from(`Kính gửi các chi đoàn ${randomUUID()}\n`);
const infected = (): Buffer => Buffer.concat([unique(), Buffer.from(EICAR)]);

describe('without a scanner', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(() => world.app.stop());

  it('says honestly that files are not scanned, and lets them pass', async () => {
    const file = await world.upload(infected(), 'thư.txt');
    expect(file.scan).toEqual({ state: 'off', signature: null, reason: null, scannedAt: null });
    await world.as(world.org.office.clerk).get(`/attachments/${file.id}/content`).expect(200);
    expect((await world.as(world.org.office.admin).get('/scanner').expect(200)).body.state).toBe('off');
  });
});

describeWithPeer('with clamd', ['clamd'], (program) => {
  let clamd: Clamd;
  let world: World;
  let clerk: World['org']['office']['clerk'];
  let leader: World['org']['office']['leader'];
  let receiver: World['org']['office']['clerk'];

  beforeAll(async () => {
    clamd = await Clamd.make(program);
    await clamd.start();
    world = await aWorld({ CLAMD_SOCKET: clamd.socket, CLAMD_TIMEOUT_SECONDS: '5' });
    ({ clerk, leader } = world.org.office);
    receiver = world.org.units[0]?.clerk ?? clerk;
  });
  afterAll(async () => {
    await world.app.stop();
    await clamd.remove();
  });
  beforeEach(() => world.app.clock.advance(1000));

  const refusal = async (path: string, person = clerk) => (await world.as(person).get(path).expect(409)).body.code;
  const dispatch = async (id: string, body: object = {}) =>
    (await world.as(clerk).post(`/outgoing-documents/${id}/dispatches`, body).expect(201)).body;
  const documentOf = async (id: string) => (await world.as(clerk).get(`/outgoing-documents/${id}`).expect(200)).body;
  const deliveries = (id: string) =>
    world.rows<{ id: string; state: string; channel: string; acknowledge_by: Date }>(
      `select id, state, channel, acknowledge_by from delivery where document_id = $1 order by channel desc`,
      [id],
    );
  const mails = (purpose: string, key = '') =>
    world.rows<{ recipient_address: string }>(
      `select recipient_address from mail_message where purpose = $1 and purpose_key like $2 || '%' order by 1`,
      [purpose, key],
    );
  /** Everywhere its content could come out. */
  const closedEverywhere = async (file: Uploaded, documentId?: string): Promise<string[]> => {
    const paths = [`/attachments/${file.id}/content`];
    if (documentId)
      paths.push(
        `/outgoing-documents/${documentId}/attachments.zip`,
        `/outgoing-documents/${documentId}/attachments/${file.id}/content`,
      );
    const codes: string[] = [];
    for (const path of paths) codes.push(await refusal(path));
    return [...new Set(codes)];
  };

  describe('a file', () => {
    it('is closed to everybody, its own unit too, until it is found clean', async () => {
      const file = await world.upload(unique(), 'kế hoạch.txt');
      expect(file.scan.state).toBe('pending');
      expect(await closedEverywhere(file)).toEqual(['attachments.not-scanned-yet']);
      await world.work();
      expect(await world.stateOf(file)).toBe('clean');
      await world.as(clerk).get(`/attachments/${file.id}/content`).expect(200);
    });

    it.each([
      ['bare', async () => [Buffer.from(EICAR), 'a.txt'] as const],
      ['in noise', async () => [infected(), 'b.txt'] as const],
      ['in a zip', async () => [await zip({ 'thư.txt': infected() }), 'c.zip'] as const],
      ['in a zip in a zip', async () => [await zip({ 'c.zip': await zip({ x: infected() }) }), 'd.zip'] as const],
      [
        'behind 130 MB in a zip',
        async () => [await zip({ x: Buffer.concat([Buffer.alloc(130 * 1024 * 1024), infected()]) }), 'e.zip'] as const,
      ],
    ])('with a virus is quarantined: %s', async (_, make) => {
      const [bytes, name] = await make();
      const file = await world.upload(bytes, name);
      await world.work();
      expect(await world.stateOf(file)).toBe('infected');
      expect(await closedEverywhere(file)).toEqual(['attachments.infected']);
      const audited = await world.rows(`select from audit_entry where act = 'quarantine' and subject_id = $1`, [
        file.id,
      ]);
      expect(audited).toHaveLength(1);
    });

    it('with a virus is found whichever way it comes in, also under a name it had before', async () => {
      const bytes = infected();
      const caller = await principalOf(world, clerk);
      const taken = await world.app
        .get(AttachmentsService)
        .takeIn(caller, world.org.office.id, 'đính kèm thư.txt', bytes);
      expect(taken.scan.state).toBe('pending');
      await world.work();
      expect((await world.upload(bytes, 'tên khác.txt')).scan).toMatchObject({
        state: 'infected',
        signature: 'Test.Signature-0.UNOFFICIAL',
      });
      const [job] = await world.rows(`select from graphile_worker.jobs where key like 'scan:%'`);
      expect(job).toBeUndefined();
    });
  });

  describe('a dispatch', () => {
    it('is held while files wait, reaches nobody, and goes out by itself, its clocks from then', async () => {
      const file = await world.upload(unique(), 'kế hoạch.txt');
      const id = await world.issued([file]);
      const flight = (await world.as(clerk).get(`/outgoing-documents/${id}/pre-flight`).expect(200)).body;
      expect(flight).toMatchObject({
        ready: true,
        checks: [{ code: 'pre-flight.files-not-scanned', level: 'warning' }],
      });
      await clamd.kill();
      const held = await dispatch(id);
      expect(held).toMatchObject({ sentAt: null, waitsFor: 'scan', cancelReason: null });
      await world.work();
      expect((await deliveries(id)).map(({ state }) => state)).toEqual(['queued', 'queued']);
      expect((await world.as(receiver).get('/incoming-documents').expect(200)).body.items).toEqual([]);
      const again = await world.as(clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(409);
      expect(again.body.code).toBe('outgoing.dispatch-held');
      const before = (await deliveries(id))[0]?.acknowledge_by;

      world.app.clock.advance(24 * 3600_000);
      await clamd.start();
      await world.retry();
      expect((await documentOf(id)).dispatches).toMatchObject([
        { sentAt: world.app.clock.now().toISOString(), waitsFor: null, cancelReason: null },
      ]);
      const [copy] = await deliveries(id);
      expect(copy).toMatchObject({ state: 'delivered' });
      expect(copy && before && copy.acknowledge_by > before).toBe(true);
      await world.as(receiver).get(`/incoming-documents/${copy?.id}/attachments/${file.id}/content`).expect(200);
    });

    it('is cancelled when a file turns out infected: nobody had it, the sender is told', async () => {
      const [good, bad] = [await world.upload(unique(), 'tốt.txt'), await world.upload(infected(), 'xấu.txt')];
      const id = await world.issued([good, bad]);
      await dispatch(id);
      await world.work();
      const [made] = (await documentOf(id)).dispatches;
      expect(made).toMatchObject({ sentAt: null, waitsFor: null, cancelReason: 'infected' });
      expect((await deliveries(id)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
      expect((await mails('outgoing.dispatch-cancelled', made.id)).map((m) => m.recipient_address)).toEqual(
        [clerk, leader].map((person) => expect.stringContaining(person === clerk ? 'clerk.' : 'leader.')),
      );
      expect((await documentOf(id)).steps.at(-1)).toMatchObject({
        act: 'cancelDispatch',
        accountName: null,
        reason: expect.stringContaining('xấu.txt'),
      });
      const refused = await world.as(clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(422);
      expect(refused.body.code).toBe('outgoing.infected-files');
      const alerts = (await world.as(clerk).get('/scan-alerts').expect(200)).body.items;
      expect(alerts).toContainEqual(
        expect.objectContaining({ documentId: id, attachmentId: bad.id, remedies: ['new-document'] }),
      );
      expect((await world.as(receiver).get('/scan-alerts').expect(200)).body.items).toEqual([]);
    });

    it('at its hour waits on for a file that is not scanned', async () => {
      await clamd.kill();
      const file = await world.upload(unique(), 'hẹn giờ.txt');
      const id = await world.issued([file]);
      const sendAt = new Date(world.app.clock.now().getTime() + 3600_000).toISOString();
      expect(await dispatch(id, { sendAt })).toMatchObject({ waitsFor: 'time' });
      world.app.clock.advance(3700_000);
      const release = (await import('../../../src/outgoing/release.job.ts')).ReleaseDispatches;
      await world.app.get(release).run();
      expect((await documentOf(id)).dispatches).toMatchObject([{ sentAt: null, waitsFor: 'scan' }]);
      await clamd.start();
      await world.retry();
      expect((await documentOf(id)).dispatches[0].sentAt).not.toBeNull();
    });

    it('can be taken back while it is held', async () => {
      await clamd.kill();
      const file = await world.upload(unique(), 'hủy.txt');
      const id = await world.issued([file]);
      const { id: dispatchId } = await dispatch(id);
      await world.as(clerk).post(`/outgoing-documents/${id}/dispatches/${dispatchId}/cancellation`).expect(201);
      await clamd.start();
      await world.retry();
      expect((await deliveries(id)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    });

    it('is not issued with a file that is known to be infected', async () => {
      const bad = await world.upload(infected(), 'xấu.txt');
      await world.work();
      const id = await world.approved([bad]);
      const { body } = await world.as(clerk).post(`/outgoing-documents/${id}/issuance`, {}).expect(422);
      expect(body.code).toBe('outgoing.infected-files');
      expect(
        (await world.as(clerk).get('/scan-alerts').expect(200)).body.items.find(
          (alert: { documentId: string }) => alert.documentId === id,
        ).remedies,
      ).toEqual(['replace-file']);
    });
  });

  describe('a scanner that fails', () => {
    it('stopped in its tracks: files wait, and go on when it goes on', async () => {
      const file = await world.upload(unique(), 'treo.txt');
      clamd.signal('SIGSTOP');
      await world.work();
      expect(await world.stateOf(file)).toBe('pending');
      const { body } = await world.as(world.org.office.admin).get('/scanner').expect(200);
      expect(body).toMatchObject({ state: 'failing', problem: expect.stringContaining('it is silent') });
      clamd.signal('SIGCONT');
      await world.retry();
      expect(await world.stateOf(file)).toBe('clean');
    });

    it('forgotten by its jobs: waiting files are found again', async () => {
      const file = await world.upload(unique(), 'quên.txt');
      await world.app.db.query(`delete from graphile_worker._private_jobs`);
      await world.app.get(ResumeScans).run();
      await world.work();
      expect(await world.stateOf(file)).toBe('clean');
    });

    it.each([
      ['that would call files clean it has given up on', { AlertExceedsMax: 'no' }, 'set AlertExceedsMax yes'],
      ['without signatures', null, 'its signatures are missing'],
    ])('%s is not believed', async (_, limits, problem) => {
      await clamd.kill();
      if (!limits) await clamd.knows(['something else entirely']);
      await clamd.start(limits ?? {});
      world.app.clock.advance(600_000);
      const file = await world.upload(unique(), 'tin.txt');
      await world.work();
      expect(await world.stateOf(file)).toBe('pending');
      const { body } = await world.as(world.org.office.admin).get('/scanner').expect(200);
      expect(body).toMatchObject({ state: 'failing', problem: expect.stringContaining(problem) });
      await clamd.kill();
      await clamd.knows([EICAR]);
      await clamd.start();
      await world.retry();
      expect(await world.stateOf(file)).toBe('clean');
    });
  });

  describe('a file that cannot be scanned', () => {
    it.each([
      ['larger than the stream', { StreamMaxLength: '1M' }, 'too-large'],
      ['larger than it looks into', { MaxFileSize: '1M' }, 'limits'],
    ])('%s is never clean; a leader may answer for it', async (_, limits, reason) => {
      await clamd.kill();
      await clamd.start(limits);
      world.app.clock.advance(600_000);
      const file = await world.upload(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3_000_000)]), 'lớn.pdf');
      await world.work();
      const { body: seen } = await world.as(clerk).get(`/attachments/${file.id}`).expect(200);
      expect(seen.scan).toMatchObject({ state: 'unscannable', reason });
      expect(await closedEverywhere(file)).toEqual(['attachments.unscannable']);
      const id = await world.approved([file]);
      await world.as(clerk).post(`/outgoing-documents/${id}/issuance`, {}).expect(422);
      const body = { reason: 'Bản vẽ do đơn vị tự làm, đã quét bằng máy khác' };
      await world.as(clerk).post(`/attachments/${file.id}/scan-release`, body).expect(403);
      await world
        .as(world.org.units[0]?.leader ?? leader)
        .post(`/attachments/${file.id}/scan-release`, body)
        .expect(404);
      await world.as(leader).post(`/attachments/${file.id}/scan-release`, body).expect(201);
      await world.as(leader).post(`/attachments/${file.id}/scan-release`, body).expect(200);
      await world.as(clerk).post(`/outgoing-documents/${id}/issuance`, {}).expect(201);
      expect(await dispatch(id)).toMatchObject({ waitsFor: null });
      const [copy] = await deliveries(id);
      const { body: incoming } = await world.as(receiver).get(`/incoming-documents/${copy?.id}`).expect(200);
      expect(incoming.attachments[0].scan.state).toBe('released');
      await world.as(receiver).get(`/incoming-documents/${copy?.id}/attachments/${file.id}/content`).expect(200);
      // Another unit's copy of the same bytes is another unit's to answer for.
      const theirs = await world.as(receiver).post('/attachments').attach('file', unique(), 'x.txt').expect(201);
      expect(theirs.body.items[0].scan.state).toBe('pending');
      await clamd.kill();
      await clamd.start();
      world.app.clock.advance(600_000);
    });

    it('is not released when it is infected, or merely waits', async () => {
      const [bad, waiting] = [await world.upload(infected(), 'xấu.txt'), await world.upload(unique(), 'chờ.txt')];
      const body = { reason: 'Lãnh đạo đã xem và đồng ý' };
      const refused = await world.as(leader).post(`/attachments/${waiting.id}/scan-release`, body).expect(409);
      expect(refused.body.code).toBe('scans.not-releasable');
      await world.work();
      await world.as(leader).post(`/attachments/${bad.id}/scan-release`, body).expect(409);
    });
  });

  describe('a file found infected after it was sent', () => {
    it('is closed to all; its sender and those who downloaded it are told', async () => {
      const phrase = `dấu vết ${randomUUID()}`;
      const file = await world.upload(Buffer.from(`Kính gửi\n${phrase}\n`), 'thư.txt');
      await world.work();
      const id = await world.issued([file]);
      expect(await dispatch(id)).toMatchObject({ waitsFor: null });
      const [copy] = await deliveries(id);
      await world.as(receiver).get(`/incoming-documents/${copy?.id}/attachments/${file.id}/content`).expect(200);

      await clamd.kill();
      await clamd.knows([EICAR, phrase]);
      await clamd.start();
      // The test's scanner has no numbered database: its version stays the same when its signatures change.
      await world.app.db.query(`update blob_scan set scanned_with = 'ClamAV before' where sha256 = $1`, [file.sha256]);
      await world.app.get(RescanFiles).run({}, CONTEXT);
      await world.work();

      expect(await world.stateOf(file)).toBe('infected');
      expect(await closedEverywhere(file, id)).toEqual(['attachments.infected']);
      const mine = `/incoming-documents/${copy?.id}`;
      expect(await refusal(`${mine}/attachments/${file.id}/content`, receiver)).toBe('attachments.infected');
      expect(await refusal(`${mine}/attachments.zip`, receiver)).toBe('attachments.infected');
      expect((await world.as(receiver).get(mine).expect(200)).body.attachments[0].scan).toMatchObject({
        state: 'infected',
        signature: 'Test.Signature-1.UNOFFICIAL',
      });
      expect(await mails('outgoing.file-quarantined', id)).toHaveLength(2);
      expect(await mails('outgoing.downloaded-quarantined', copy?.id)).toHaveLength(2);
      expect((await world.as(clerk).get('/scan-alerts?limit=1').expect(200)).body.items).toMatchObject([
        { documentId: id, attachmentId: file.id, remedies: ['replace-document'] },
      ]);
      await expect(world.app.get(MailAttachments).open([file.id])).rejects.toMatchObject({
        code: 'attachments.infected',
      });

      // Its clean replacement takes it out of force, and ends the alert.
      const next = await world.upload(unique(), 'thư.txt');
      await world.work();
      const draft = {
        typeCode: 'thong_bao',
        subject: 'Thay văn bản có tệp bị cách ly',
        attachmentIds: [next.id],
        relations: [{ documentId: id, relation: 'replaces' }],
        recipients: [{ target: 'unit', unitId: world.org.units[0]?.id, purpose: 'act' }],
      };
      const { body: made } = await world.as(clerk).post('/outgoing-documents', draft).expect(201);
      await world.as(clerk).post(`/outgoing-documents/${made.id}/submission`).expect(201);
      await world.as(leader).post(`/outgoing-documents/${made.id}/approval`).expect(201);
      await world.as(clerk).post(`/outgoing-documents/${made.id}/issuance`, {}).expect(201);
      await dispatch(made.id);
      const left = (await world.as(clerk).get('/scan-alerts').expect(200)).body.items;
      expect(left.filter((alert: { documentId: string }) => alert.documentId === id)).toEqual([]);
    });

    it('and a dispatch at the same moment: either it is refused, or its sender is told', async () => {
      const phrase = `cùng lúc ${randomUUID()}`;
      const file = await world.upload(Buffer.from(`Kính gửi\n${phrase}\n`), 'thư.txt');
      await world.work();
      const ids = await Promise.all([1, 2, 3, 4].map(() => world.issued([file])));
      await clamd.kill();
      await clamd.knows([EICAR, phrase]);
      await clamd.start();
      await world.app.db.query(`update blob_scan set scanned_with = 'ClamAV before' where sha256 = $1`, [file.sha256]);
      await world.app.get(RescanFiles).run({}, CONTEXT);
      const [statuses] = await Promise.all([
        Promise.all(
          ids.map(async (id) => (await world.as(clerk).post(`/outgoing-documents/${id}/dispatches`, {})).status),
        ),
        world.work(),
      ]);
      await world.work();
      for (const [i, id] of ids.entries())
        expect([statuses[i], (await mails('outgoing.file-quarantined', id)).length]).toEqual(
          statuses[i] === 201 ? [201, 2] : [422, 0],
        );
    });
  });
});
