import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Test } from 'supertest';
import { OutgoingActs } from '../../../src/outgoing/outgoing.acts.ts';
import { api, type Client } from '../../support/api.ts';
import { aDelivery, aDocument, aGroup, anAccount, deliveryOf, REASON } from './subjects.ts';
import { Traces } from './traces.ts';
import { aWorld, FILE_SECRET, principalOf, type World } from './world.ts';

// Ids of others inside bodies: the caller is always own's person, with every right at own.
let world: World;
let traces: Traces;
let as: Record<'admin' | 'clerk' | 'leader' | 'drafter', Client>;
beforeAll(async () => {
  world = await aWorld();
  traces = new Traces(world.app.db);
  const { admin, clerk, leader, drafter } = world.own;
  const on = api(world.app);
  as = { admin: on.as(admin), clerk: on.as(clerk), leader: on.as(leader), drafter: on.as(drafter) };
});
afterAll(() => world?.app.stop());

interface Tried {
  /** Of a refusal; of anything else its status. */
  readonly code: string;
  readonly told: boolean;
  readonly changed: boolean;
}

/** What a call came to: its code, whether it told the secret, whether it left anything behind. */
async function tried(call: () => Test, secret: string): Promise<Tried> {
  const before = await traces.print();
  const { status, body, text } = await call();
  const isRefusal = status === 404 || status === 422;
  const code = isRefusal ? (body as { code: string }).code : String(status);
  return { code, told: text.includes(secret), changed: (await traces.print()) !== before };
}

const refusedAs = (code: string): Tried => ({ code, told: false, changed: false });

const draft = (more: object): object => ({ typeCode: 'thong_bao', subject: 'Về việc thử', ...more });

describe('a draft cannot name', () => {
  it('files of another unit, in a new draft or in an old one', async () => {
    const attachmentIds = [world.files.own, world.files.other];
    expect(await tried(() => as.clerk.post('/outgoing-documents', draft({ attachmentIds })), FILE_SECRET)).toEqual(
      refusedAs('outgoing.unknown-attachments'),
    );
    const { id } = await aDocument(world, 'own', 'draft');
    const edit = () => as.clerk.patch(`/outgoing-documents/${id}`, { attachmentIds }).set('if-match', '"1"');
    expect(await tried(edit, FILE_SECRET)).toEqual(refusedAs('outgoing.unknown-attachments'));
  });

  it('a group of a unit beside it, at writing or at sending', async () => {
    const group = await aGroup(world, 'other');
    const recipients = [{ target: 'group', groupId: group.ids['id'], purpose: 'inform' }];
    expect(await tried(() => as.clerk.post('/outgoing-documents', draft({ recipients })), group.secret)).toEqual(
      refusedAs('outgoing.unknown-groups'),
    );
    const { id } = await aDocument(world, 'own', 'issued');
    expect(
      await tried(() => as.clerk.post(`/outgoing-documents/${id}/dispatches`, { recipients }), group.secret),
    ).toEqual(refusedAs('outgoing.unknown-groups'));
  });

  it('what another unit received, as what it answers', async () => {
    const sent = await aDocument(world, 'partner', 'dispatched', { to: world.units.other.id });
    const repliesTo = await deliveryOf(world, sent.id, world.units.other.id);
    expect(await tried(() => as.clerk.post('/outgoing-documents', draft({ repliesTo })), sent.secret)).toEqual(
      refusedAs('outgoing.unknown-reply'),
    );
  });

  it.each(['basis', 'related', 'replaces', 'updates', 'revokes'])(
    'a document it neither issued nor received, as %s',
    async (relation) => {
      const stranger = await aDocument(world, 'other', 'dispatched');
      const relations = [{ documentId: stranger.id, relation }];
      expect(await tried(() => as.clerk.post('/outgoing-documents', draft({ relations })), stranger.secret)).toEqual(
        refusedAs('outgoing.unknown-documents'),
      );
    },
  );

  it('a draft of a colleague, or a copy that was withdrawn unread', async () => {
    const colleagues = await aDocument(world, 'own', 'draft', { by: world.own.leader });
    const withdrawn = await aDelivery(world);
    const { document_id: documentId } = (
      await world.app.db.query<{ document_id: string }>(`select document_id from delivery where id = $1`, [
        withdrawn.id,
      ])
    ).rows[0]!;
    await world.app.get(OutgoingActs).revoke(await principalOf(world, world.partner.leader), documentId, REASON);
    for (const [id, { secret }] of [
      [colleagues.id, colleagues],
      [documentId, withdrawn],
    ] as const) {
      const relations = [{ documentId: id, relation: 'basis' }];
      expect(await tried(() => as.drafter.post('/outgoing-documents', draft({ relations })), secret)).toEqual(
        refusedAs('outgoing.unknown-documents'),
      );
    }
  });
});

describe('an act cannot name', () => {
  it('files of another unit, in a paper document or as proof of a hand receipt', async () => {
    const entry = {
      origin: 'paper',
      authorName: 'UBND phường',
      subject: 'Về việc thử',
      attachmentIds: [world.files.other],
    };
    expect(await tried(() => as.clerk.post('/incoming-documents', entry), FILE_SECRET)).toEqual(
      refusedAs('incoming.unknown-attachments'),
    );
    const { id } = await aDocument(world, 'own', 'dispatched', { to: world.units.paper.id });
    const deliveryId = await deliveryOf(world, id, world.units.paper.id);
    const proof = { fact: 'acknowledged', note: 'Ký nhận bản giấy', attachmentId: world.files.other };
    const enter = () => as.clerk.post(`/outgoing-documents/${id}/deliveries/${deliveryId}/hand-receipts`, proof);
    expect(await tried(enter, FILE_SECRET)).toEqual(refusedAs('outgoing.unknown-attachments'));
  });

  it.each(['leadAccountId', 'cooperateAccountIds', 'informAccountIds'])(
    'somebody of another unit as %s',
    async (field) => {
      const { id } = await aDelivery(world, 'registered');
      const stranger = world.other.clerk;
      const people =
        field === 'leadAccountId'
          ? { leadAccountId: stranger.id }
          : { leadAccountId: world.own.drafter.id, [field]: [stranger.id] };
      const assign = () =>
        as.leader.post(`/incoming-documents/${id}/assignments`, { ...people, instruction: 'Tham mưu' });
      expect(await tried(assign, stranger.displayName)).toEqual(refusedAs('incoming.not-colleagues'));
    },
  );

  it('units out of reach: posts, parents, successors', async () => {
    const { own, other } = world.units;
    const account = await anAccount(world);
    const post = (unitId: string) => ({ unitId, role: 'member', title: 'Ủy viên' });
    const person = { username: 'nguoi.moi.tinh', displayName: 'Người mới', posts: [post(own.id), post(other.id)] };
    expect(await tried(() => as.admin.post('/accounts', person), other.name)).toEqual(
      refusedAs('accounts.no-such-unit'),
    );
    expect(
      await tried(() => as.admin.post(`/accounts/${account.ids['id']}/posts`, post(other.id)), other.name),
    ).toEqual(refusedAs('accounts.no-such-unit'));
    const below = world.units.subordinate.id;
    expect(
      await tried(() => as.admin.patch(`/units/${below}`, { parentId: other.id }).set('if-match', '"1"'), other.name),
    ).toEqual(refusedAs('units.parent-not-found'));
    expect(
      await tried(
        () => as.admin.post(`/units/${below}/closure`, { on: '2020-05-18', successorId: other.id }),
        other.name,
      ),
    ).toEqual(refusedAs('units.successor-not-found'));
  });

  it('somebody who is not seen, to be given a post at the own unit', async () => {
    const stranger = world.other.clerk;
    const body = { unitId: world.units.own.id, role: 'member', title: 'Ủy viên' };
    expect(await tried(() => as.admin.post(`/accounts/${stranger.id}/posts`, body), stranger.displayName)).toEqual(
      refusedAs('request.not-found'),
    );
  });
});

describe('a key to repeat a request', () => {
  it('gives nobody the answer of somebody else', async () => {
    const body = draft({ subject: 'kín của đơn vị' });
    const first = await as.clerk.post('/outgoing-documents', body).set('idempotency-key', 'k-1').expect(201);
    const second = await api(world.app)
      .as(world.other.clerk)
      .post('/outgoing-documents', body)
      .set('idempotency-key', 'k-1')
      .expect(201);
    expect((second.body as { unitId: string }).unitId).toBe(world.units.other.id);
    expect((second.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
  });
});
