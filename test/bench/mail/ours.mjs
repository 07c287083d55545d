// The work as this service does it: with jobs, previews and all, as it runs for people. Like the mail programs, ours keep a line open and
// say no more than they must.
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync, statSync } from 'node:fs';
import pg from 'pg';
import { Connection, wire } from '../load.mjs';
import { idOf } from '../seed.mjs';
import { atOnce, FORM, timed } from '../service.mjs';
import { clients, world } from '../world.mjs';

const BLOCK = 1;
const OLD = 100;

/**
 * A service with an office, `units` below it, and OLD documents of which every unit has acknowledged every one.
 * @returns `send(path)`, `receive(...)`, `dispatchSmall()` and `unread(document)`
 */
export async function openOurs(units, parallel) {
  const service = await world('mail', [{ block: BLOCK, units, sent: OLD, issued: 60 }], { JOBS_CONCURRENCY: '4' });
  const client = new pg.Client({ connectionString: service.database });
  await client.connect();
  await appointLeader(client, units + 1);
  await acknowledgeAll(service, client);
  return new Ours(service, client, units, parallel);
}

/** The seed knows clerks only; a document needs somebody who approves it, and a term to be numbered in. */
async function appointLeader(client, place) {
  const [unit, account] = [idOf('unit', BLOCK, 0), idOf('account', BLOCK, place)];
  await client.query(
    `insert into account (id, username, display_name, created_at, idle_since) values ($1, 'bithu.bench', 'Bí thư', now(), now())`,
    [account],
  );
  await client.query(
    `insert into post (id, account_id, unit_id, role, title, starts_at) values ($1, $2, $3, 'leader', 'Bí thư', now() - interval '1 year')`,
    [idOf('post', BLOCK, place), account, unit],
  );
  await client.query(
    `insert into session (id, account_id, refresh_hash, rotated_at, created_at, expires_at) values ($1, $2, sha256('bench'), now(), now(), now() + interval '10 days')`,
    [idOf('session', BLOCK, place), account],
  );
  await client.query(
    `insert into term (id, unit_id, ordinal, name, starts_on) values (gen_random_uuid(), $1, 'I', 'Nhiệm kỳ I', '2020-01-01')`,
    [unit],
  );
}

/** Through the API, so that everything that belongs to a receipt is there. */
async function acknowledgeAll(service, client) {
  const { rows } = await client.query(
    `select id, ('x' || right(unit_id::text, 12))::bit(48)::bigint::int as place from delivery where sender_unit_id = $1 and state = 'delivered' order by md5(id::text)`,
    [idOf('unit', BLOCK, 0)],
  );
  await clients().http(
    service.url,
    32,
    rows.map(({ id, place }) =>
      wire('POST', `/incoming-documents/${id}/acknowledgement`, service.tokenOf(BLOCK, place)),
    ),
  );
}

class Ours {
  #service;
  #client;
  #units;
  #parallel;
  #agent;
  /** Open ones with nothing to do. */
  #lines = [];
  #used = OLD;

  constructor(service, client, units, parallel) {
    [this.#service, this.#client, this.#units, this.#parallel] = [service, client, units, parallel];
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: parallel });
  }

  /**
   * From the file on the sender's disk to a copy in every unit's inbox: upload, draft, submission, approval, number, dispatch.
   * @returns the document, for `receiveAll`, how long it took and each step of it, in ms
   */
  async send(path, subject) {
    const began = performance.now();
    const [clerk, leader] = [0, this.#units + 1];
    const steps = [];
    let from = performance.now();
    const step = async (work) => {
      const done = await work;
      steps.push(Math.round(performance.now() - from));
      from = performance.now();
      return done;
    };
    const { file, size } = await step(this.#upload(clerk, path));
    const recipients = [{ target: 'all_units', purpose: 'act' }];
    const draft = {
      typeCode: 'cong_van',
      subject,
      signerCapacity: 'TM. BAN THƯỜNG VỤ',
      attachmentIds: [file.id],
      recipients,
    };
    const { id } = await step(this.#ask(clerk, 'POST', '/outgoing-documents', draft));
    await step(this.#ask(clerk, 'POST', `/outgoing-documents/${id}/submission`));
    await step(this.#ask(leader, 'POST', `/outgoing-documents/${id}/approval`));
    await step(this.#ask(clerk, 'POST', `/outgoing-documents/${id}/issuance`));
    const { recipientCount } = await step(this.#dispatch(id));
    if (recipientCount !== this.#units) throw new Error(`sent to ${recipientCount} units`);
    return { id, file: file.id, size, subject, steps, ms: performance.now() - began };
  }

  /** Small things on all lines, so often. */
  sendOften(path, times) {
    return atOnce(times, this.#parallel, () => this.send(path, 'Khởi động'));
  }

  /** Read as a whole and written in one go, as the mail program does with its message. */
  async #upload(place, path) {
    const { size } = statSync(path);
    const length = FORM.head.length + size + FORM.tail.length;
    const headers = { 'content-type': FORM.type, 'content-length': length };
    const request = wire('POST', '/attachments', this.#tokenOf(place), headers);
    const { items } = await this.#say(request, FORM.head, () => readFileSync(path), FORM.tail);
    return { file: items[0], size };
  }

  /** Until what the service does behind its answers, as pictures of pages, is done: the other side shall not pay for it. */
  async settled() {
    for (;;) {
      const { rows } = await this.#client.query('select from graphile_worker.jobs where run_at <= now() limit 1');
      if (rows.length === 0) return;
      await sleep(50);
    }
  }

  #dispatch(id) {
    return this.#ask(0, 'POST', `/outgoing-documents/${id}/dispatches`, {});
  }

  /** Every unit receives it, until the office sees that no receipt is missing. @returns ms */
  receiveAll(document) {
    return timed(async () => {
      await atOnce(this.#units, this.#parallel, (place) => this.#receive(place, document));
      if ((await this.unread(document.id)) !== 0) throw new Error('receipts are missing');
    });
  }

  /** One unit looks into its inbox, opens the document, fetches the file and acknowledges. */
  async #receive(place, { file, size, subject }) {
    const { items } = await this.#ask(place, 'GET', '/incoming-documents?limit=20');
    const { id } = items.find((line) => line.subject === subject);
    await this.#ask(place, 'GET', `/incoming-documents/${id}`);
    const fetched = await this.#fetch(place, `/incoming-documents/${id}/attachments/${file}/content`);
    if (fetched !== size) throw new Error(`${fetched} bytes of ${size}`);
    await this.#ask(place, 'POST', `/incoming-documents/${id}/acknowledgement`);
  }

  /** A document without file that all but the last `missing` units acknowledge. */
  async readByMost(missing) {
    const id = idOf('document', BLOCK, ++this.#used);
    await this.#dispatch(id);
    const { rows } = await this.#board(id, '');
    const due = rows.toSorted((a, b) => (a.unitCode < b.unitCode ? -1 : 1)).slice(0, this.#units - missing);
    const placeOf = (code) => Number(code.match(/(\d+)$/)[1]);
    await clients().http(
      this.#service.url,
      32,
      due.map(({ deliveryId, unitCode }) =>
        wire('POST', `/incoming-documents/${deliveryId}/acknowledgement`, this.#tokenOf(placeOf(unitCode))),
      ),
    );
    return id;
  }

  /** Who has not acknowledged it? @returns how many */
  async unread(id) {
    return (await this.#board(id, 'waiting=acknowledge')).rows.length;
  }

  /** The same so many times. @returns ms */
  async askUnread(id, times, lines = 1) {
    const question = wire('GET', `/outgoing-documents/${id}/tracking?waiting=acknowledge`, this.#tokenOf(0));
    const questions = Array.from({ length: times }, () => question);
    return (await clients().http(this.#service.url, lines, questions)).ms;
  }

  #board(id, query) {
    return this.#ask(0, 'GET', `/outgoing-documents/${id}/tracking?${query}`);
  }

  #tokenOf(place) {
    return this.#service.tokenOf(BLOCK, place);
  }

  #ask(place, method, path, body) {
    return this.#say(wire(method, path, this.#tokenOf(place), {}, body && JSON.stringify(body)));
  }

  async #say(request, ...pieces) {
    const line = this.#lines.pop() ?? (await Connection.open(this.#service.url));
    const { status, body } = await line.ask(request, ...pieces);
    this.#lines.push(line);
    if (status >= 300) throw new Error(`${request.split('\r\n')[0]}: ${status} ${body}`);
    return JSON.parse(body);
  }

  /** @returns how many bytes came */
  async #fetch(place, path) {
    const { hostname, port } = new URL(this.#service.url);
    const headers = { authorization: `Bearer ${this.#tokenOf(place)}` };
    const answer = await new Promise((resolve, reject) => {
      const options = { hostname, port, path: `/api/v1${path}`, headers, agent: this.#agent };
      http.get(options, resolve).once('error', reject);
    });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
    let bytes = 0;
    for await (const chunk of answer) bytes += chunk.length;
    return bytes;
  }

  async close() {
    await this.#client.end();
    for (const line of this.#lines) line.close();
    this.#agent.destroy();
  }
}

export const newId = () => `${randomUUID()}@test.local`;
