// The same work by e-mail, in the way that is quickest for e-mail: the mail is composed beforehand, one mail goes to all, every unit is
// signed in already, nobody decodes the file, and the sender keeps no copy.
import { chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { documentMail, receiptMail } from './messages.mjs';
import { startMail } from './server.mjs';
import { Imap, Smtp } from './talk.mjs';
import { newId } from './ours.mjs';

const OFFICE = 'vanthu';
const POLL_MS = 5;
const DELIVERED_MS = 120_000;

/** Both servers, a mailbox for each unit, and `old` receipts of other mails in the sender's inbox. */
export async function openTheirs(folder, units, old) {
  const mail = await startMail(folder);
  try {
    const theirs = new Theirs(mail, units);
    await theirs.fill(old);
    await theirs.signIn();
    return theirs;
  } catch (error) {
    await mail.stop();
    throw error;
  }
}

const unitName = (place) => `donvi${String(place).padStart(3, '0')}`;

class Theirs {
  #mail;
  #units;
  #office;
  #inboxes = [];
  #number = 0;

  constructor(mail, units) {
    [this.#mail, this.#units] = [mail, units];
  }

  /** Receipts of `old / units` earlier mails, as Dovecot would have stored them. */
  async fill(old) {
    const receipts = [];
    for (let i = 0; i * this.#units < old; i++) {
      const of = newId();
      for (let place = 1; place <= this.#units; place++) receipts.push(this.#receipt(of, place));
    }
    await this.#store(receipts.slice(0, old));
  }

  async signIn() {
    const { imap, address, password } = this.#mail;
    this.#office = await Imap.signIn(imap, address(OFFICE), password);
    for (let place = 1; place <= this.#units; place++) {
      const inbox = await Imap.signIn(imap, address(unitName(place)), password);
      await inbox.ask('SELECT INBOX');
      this.#inboxes[place] = inbox;
    }
  }

  compose(path, subject) {
    const id = newId();
    return documentMail({ id, from: this.#mail.address(OFFICE), subject, path }).then((data) => ({ id, data }));
  }

  /** From the composed mail to a copy in every unit's mailbox. */
  async send({ data }) {
    const { smtp, address } = this.#mail;
    const recipients = Array.from({ length: this.#units }, (_, i) => address(unitName(i + 1)));
    const before = await this.#mail.delivered();
    await Smtp.send(smtp, address(OFFICE), recipients, data);
    await this.#until(before + this.#units);
  }

  /** One unit looks into its inbox, fetches the mail and answers with a receipt. */
  async receive(place, { id, data }) {
    const { smtp, address } = this.#mail;
    const inbox = this.#inboxes[place];
    await inbox.ask('NOOP');
    const [uid] = await inbox.search('UNSEEN');
    const { literals } = await inbox.ask(`UID FETCH ${uid} BODY[]`);
    if (literals < data.length) throw new Error(`${literals} bytes of ${data.length}`);
    await Smtp.send(smtp, address(unitName(place)), [address(OFFICE)], this.#receipt(id, place));
  }

  /** Runs `receiveAll` and waits until as many receipts are in the sender's inbox. */
  async receiveAll(work) {
    const before = await this.#mail.delivered();
    await work();
    await this.#until(before + this.#units);
  }

  /** Makes room: not part of what is measured. */
  async empty() {
    for (const inbox of this.#inboxes.slice(1)) {
      await inbox.ask('STORE 1:* +FLAGS.SILENT (\\Deleted)');
      await inbox.ask('EXPUNGE');
    }
  }

  /** A mail that all but the last `missing` units have read. */
  async readByMost(missing) {
    const of = newId();
    await this.#store(Array.from({ length: this.#units - missing }, (_, i) => this.#receipt(of, i + 1)));
    // The inbox is as an open mail program has it: known to the server, and listed once.
    await this.#office.ask('SELECT INBOX');
    await this.#office.ask('FETCH 1:* (FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM SUBJECT DATE)])');
    return of;
  }

  /**
   * Who has not read it? Finds the receipts of that mail, and who sent them.
   * @param inHeader looks only into a header that receipts need not have, instead of the field that RFC 8098 demands
   * @returns how many of the units are missing
   */
  async unread(of, inHeader) {
    const found = await this.#office.search(
      inHeader ? `HEADER In-Reply-To "${of}"` : `BODY "Original-Message-ID: <${of}>"`,
    );
    const { lines, literals } = await this.#office.ask(`UID FETCH ${found.join(',')} ENVELOPE`);
    if (literals > 0) throw new Error('an envelope came as a literal');
    const read = new Set(lines.flatMap((line) => /"(donvi\d+)"/.exec(line)?.[1] ?? []));
    return Array.from({ length: this.#units }, (_, i) => unitName(i + 1)).filter((name) => !read.has(name)).length;
  }

  async stop() {
    for (const talk of [this.#office, ...this.#inboxes.slice(1)]) talk?.close();
    await this.#mail.stop();
  }

  #receipt(of, place) {
    const { address } = this.#mail;
    return receiptMail({ of, from: address(unitName(place)), to: address(OFFICE), number: ++this.#number });
  }

  /** Straight into the Maildir, owned as Dovecot owns it. */
  async #store(mails) {
    const folder = this.#mail.mailbox(OFFICE);
    const { stdout } = await promisify(execFile)('id', ['-u', 'mail']);
    const gid = Number((await promisify(execFile)('id', ['-g', 'mail'])).stdout);
    for (const name of ['', 'cur', 'new', 'tmp']) {
      await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
      await chown(join(folder, name), Number(stdout), gid);
    }
    for (const mail of mails.map((text) => text.replaceAll('\r\n', '\n'))) {
      const path = join(
        folder,
        'new',
        `${1_600_000_000 + ++this.#number}.M${this.#number}P1.bench,S=${Buffer.byteLength(mail)}`,
      );
      await writeFile(path, mail);
      await chown(path, Number(stdout), gid);
    }
  }

  async #until(count) {
    for (const from = performance.now(); (await this.#mail.delivered()) < count; await sleep(POLL_MS))
      if (performance.now() - from > DELIVERED_MS)
        throw new Error(`not delivered: ${(await this.#mail.trouble()).slice(-3).join(' | ')}`);
  }

  /** How many mails each unit's mailbox holds: nobody was left out. */
  async copies() {
    const counts = [];
    for (let place = 1; place <= this.#units; place++) {
      const folder = this.#mail.mailbox(unitName(place));
      const files = await Promise.all(['new', 'cur'].map((name) => readdir(join(folder, name)).catch(() => [])));
      counts.push(files.flat().length);
    }
    return counts;
  }
}
