// The same work by e-mail, each step because a mail office does it too, and in the way that is quickest for e-mail: one mail goes to all,
// one server holds all mailboxes, every unit is signed in already, receipts are fetched in one go and searched by the server.
// - Sending begins, as with us, with a file on the clerk's disk: it becomes a MIME message (mail carries no bytes, RFC 2045), goes to the
//   server, and lies in the folder of sent mail, as every mail program leaves it there: an office keeps what it has sent, and so do we.
//   It is over when it is in all mailboxes. Postfix and Dovecot sync at each hand-over as they are delivered; we sync file and rows.
// - Receiving: look into the inbox, fetch the mail, take the document out of it, answer with a receipt (RFC 8098), and note that it was
//   sent (RFC 3503). Receipts are back when the office knows whose they are: it fetches and reads them; with us it asks the board.
import { chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { attachedTo, documentMail, readerOf, receiptMail } from './messages.mjs';
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
    await this.#office.ask('CREATE Sent');
    await this.#office.ask('SELECT INBOX');
    for (let place = 1; place <= this.#units; place++) {
      const inbox = await Imap.signIn(imap, address(unitName(place)), password);
      await inbox.ask('SELECT INBOX');
      this.#inboxes[place] = inbox;
    }
  }

  /** From the file on the sender's disk to a copy in every unit's mailbox. @returns the mail, for `receive`, and how long it took, in ms */
  async send(path, subject) {
    const began = performance.now();
    const { smtp, address } = this.#mail;
    const id = newId();
    const recipients = Array.from({ length: this.#units }, (_, i) => address(unitName(i + 1)));
    const before = await this.#mail.delivered();
    const data = await documentMail({ id, from: address(OFFICE), subject, path });
    await Smtp.send(smtp, address(OFFICE), recipients, data);
    await this.#office.ask('APPEND Sent (\\Seen)', data);
    await this.#until(before + this.#units);
    return { id, ms: performance.now() - began, size: (await stat(path)).size };
  }

  /** One unit looks into its inbox, fetches the mail, takes the file out and answers with a receipt. */
  async receive(place, { id, size }) {
    const { smtp, address } = this.#mail;
    const inbox = this.#inboxes[place];
    await inbox.ask('NOOP');
    const [uid] = await inbox.search('UNSEEN');
    const { literals } = await inbox.ask(`UID FETCH ${uid} BODY[]`);
    const fetched = attachedTo(literals[0]).length;
    if (fetched !== size) throw new Error(`${fetched} bytes of ${size}`);
    await Smtp.send(smtp, address(unitName(place)), [address(OFFICE)], this.#receipt(id, place));
    await inbox.ask(`UID STORE ${uid} +FLAGS.SILENT ($MDNSent)`);
  }

  /** Runs `work`, in which every unit receives, until the office has the receipts and knows whose they are. */
  async receiveAll({ id }, work) {
    const before = await this.#mail.delivered();
    // What an open mail program knows: where its inbox ends.
    const [last] = await this.#office.search('*');
    await work();
    await this.#until(before + this.#units);
    await this.#office.ask('NOOP');
    const { literals } = await this.#office.ask(`UID FETCH ${last + 1}:* BODY.PEEK[]`);
    const readers = new Set(literals.map((mail) => readerOf(mail.toString(), id)));
    if (readers.has(null) || readers.size !== this.#units) throw new Error(`receipts of ${readers.size} units`);
  }

  /** Makes room: not part of what is measured. */
  async empty() {
    for (const inbox of this.#inboxes.slice(1)) {
      await inbox.ask('NOOP');
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
    if (literals.length > 0) throw new Error('an envelope came as a literal');
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
