// What people do all day, in small pieces: the office sends, units receive.
export const OFFICE = { clerk: 'vanthu.dk', leader: 'bithu.dk' };
// Few units, so that their books and chains are fought over.
const UNITS = ['cq01', 'cq02', 'cq03', 'cq04'];
const REFUSAL = { code: 'other', text: 'Không thuộc đối tượng thực hiện văn bản này' };

export class Workload {
  #number = 0;
  #units = new Map();
  #members = new Map();

  constructor(client, random, name) {
    this.client = client;
    this.random = random;
    this.name = name;
  }

  /** Learns the ids of those who take part. */
  async meet() {
    for (const code of UNITS) {
      const { account, posts } = await this.client.read(`vanthu.${code}`, '/sessions/current');
      this.#units.set(posts[0].unitId, code);
      this.#members.set(code, account.id);
    }
  }

  /** A draft to some of the units, submitted and approved. @returns its record */
  async approved(recipientCount = this.random.between(1, 3)) {
    const { client, random } = this;
    const marker = `${this.name}-${++this.#number}`;
    const unitIds = [...this.#units.keys()]
      .map((id) => [random.next(), id])
      .toSorted()
      .map(([, id]) => id);
    const attachmentIds = random.chance(0.3) ? [await client.upload(OFFICE.clerk, `Nội dung của ${marker}\n`)] : [];
    const recipients = unitIds.slice(0, recipientCount).map((unitId) => ({ target: 'unit', unitId, purpose: 'act' }));
    const draft = {
      typeCode: 'cong_van',
      subject: marker,
      signerCapacity: 'TM. BAN THƯỜNG VỤ',
      attachmentIds,
      recipients,
    };
    const { id } = await client.act('draft', OFFICE.clerk, '/outgoing-documents', draft, { marker });
    const document = { id, marker, recipients: recipientCount, about: { marker, documentId: id } };
    await this.step('submit', OFFICE.clerk, document, 'submission');
    await this.step('approve', OFFICE.leader, document, 'approval');
    return document;
  }

  step(act, who, document, path) {
    return this.client.act(act, who, `/outgoing-documents/${document.id}/${path}`, {}, document.about);
  }

  issue(document) {
    return this.step('issue', OFFICE.clerk, document, 'issuance');
  }

  dispatch(document) {
    return this.step('dispatch', OFFICE.clerk, document, 'dispatches');
  }

  /** @returns its copies at the units */
  async deliveries(document) {
    const { rows } = await this.client.read(OFFICE.clerk, `/outgoing-documents/${document.id}/tracking`);
    return rows.map(({ deliveryId, unitId }) => ({ id: deliveryId, code: this.#units.get(unitId) }));
  }

  /** The sender looks at the document and its board, or the unit at its copy. */
  async look(document, delivery = null) {
    const { client } = this;
    const about = { documentId: document.id };
    if (delivery)
      return client.look(`vanthu.${delivery.code}`, `/incoming-documents/${delivery.id}`, about, (copy) => ({
        deliveries: [copy],
      }));
    await client.look(OFFICE.clerk, `/outgoing-documents/${document.id}`, about, ({ state }) => ({ state }));
    return client.look(OFFICE.clerk, `/outgoing-documents/${document.id}/tracking`, about, ({ rows }) => ({
      copies: rows.length,
      deliveries: rows.map(({ deliveryId, ...row }) => ({ ...row, id: deliveryId })),
    }));
  }

  receive(act, delivery, path, body = {}, who = 'vanthu') {
    const about = { deliveryId: delivery.id };
    return this.client.act(act, `${who}.${delivery.code}`, `/incoming-documents/${delivery.id}/${path}`, body, about);
  }

  /** One document, all the way. */
  async story() {
    const document = await this.approved();
    await this.issue(document);
    if (this.random.chance(0.3)) await this.look(document);
    await this.dispatch(document);
    const deliveries = await this.deliveries(document);
    await Promise.all(deliveries.map((delivery) => this.#unit(document, delivery)));
    await this.look(document);
  }

  async #unit(document, delivery) {
    const { random } = this;
    if (random.chance(0.8)) await this.receive('open', delivery, 'opening');
    if (random.chance(0.25)) {
      await this.receive('refuse', delivery, 'refusal', REFUSAL);
      await this.receive('reconsider', delivery, 'reconsideration');
    }
    if (random.chance(0.8)) await this.receive('acknowledge', delivery, 'acknowledgement');
    if (random.chance(0.4)) await this.look(document, random.chance(0.5) ? delivery : null);
    await this.receive('register', delivery, 'registration');
    if (random.chance(0.4)) {
      const order = { leadAccountId: this.#members.get(delivery.code), instruction: 'Thực hiện và báo cáo' };
      await this.receive('assign', delivery, 'assignments', order, 'bithu');
    }
  }

  /** People who press again long after: keys still give the first answers. */
  async pressAgain(share) {
    const kept = this.client.history.calls.filter((call) => ['draft', 'dispatch', 'assign'].includes(call.act));
    for (const call of kept) if (this.random.chance(share)) await this.client.again(call);
  }
}
