// What mail programs say to servers, and no more: lines, answers, and the literals of IMAP.
import net from 'node:net';

class Talk {
  #socket;
  #held = Buffer.alloc(0);
  #skip = 0;
  #literal = [];
  #line = null;

  static connect(port) {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject).once('connect', () => resolve(new this(socket)));
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#line?.reject(error));
    socket.on('close', () => this.#line?.reject(new Error('the mail server hung up')));
  }

  write(data) {
    return new Promise((resolve) => this.#socket.write(data, resolve));
  }

  /** The next line, without the bytes of literals. */
  line() {
    return new Promise((resolve, reject) => {
      this.#line = { resolve, reject };
      this.#take(Buffer.alloc(0));
    });
  }

  /** The next so many bytes are no line. @returns where they are put, piece by piece, before the next line comes */
  literal(bytes) {
    this.#skip = bytes;
    return (this.#literal = []);
  }

  close() {
    this.#line = null;
    this.#socket.destroy();
  }

  #take(chunk) {
    if (this.#skip > 0 && this.#held.length > 0) {
      chunk = Buffer.concat([this.#held, chunk]);
      this.#held = Buffer.alloc(0);
    }
    const passed = Math.min(this.#skip, chunk.length);
    this.#skip -= passed;
    if (passed > 0) this.#literal.push(chunk.subarray(0, passed));
    if (passed < chunk.length) this.#held = Buffer.concat([this.#held, chunk.subarray(passed)]);
    const end = this.#line && this.#skip === 0 ? this.#held.indexOf('\r\n') : -1;
    if (end < 0) return;
    const text = this.#held.toString('utf8', 0, end);
    this.#held = this.#held.subarray(end + 2);
    const { resolve } = this.#line;
    this.#line = null;
    resolve(text);
  }
}

export class Smtp extends Talk {
  /** Hands one mail to the server, on a connection of its own as mail programs do. @throws when any of it is refused */
  static async send(port, from, recipients, mail) {
    const smtp = await Smtp.connect(port);
    await smtp.#answer(220);
    await smtp.say('EHLO client.test.local', 250);
    await smtp.say(`MAIL FROM:<${from}>`, 250);
    for (const to of recipients) await smtp.say(`RCPT TO:<${to}>`, 250);
    await smtp.say('DATA', 354);
    await smtp.write(mail);
    await smtp.say('\r\n.', 250);
    await smtp.say('QUIT', 221);
    smtp.close();
  }

  async say(line, wanted) {
    void this.write(`${line}\r\n`);
    return this.#answer(wanted);
  }

  async #answer(wanted) {
    for (;;) {
      const line = await this.line();
      if (line[3] === '-') continue;
      if (Number(line.slice(0, 3)) !== wanted) throw new Error(`SMTP: ${line}`);
      return line;
    }
  }
}

export class Imap extends Talk {
  #tag = 0;

  static async signIn(port, user, password) {
    const imap = await Imap.connect(port);
    await imap.line();
    await imap.ask(`LOGIN ${user} ${password}`);
    return imap;
  }

  /**
   * @param body bytes that follow the command as a literal (RFC 7888, without waiting)
   * @returns the untagged lines, and the literals of the answer, each whole @throws when the answer is not OK
   */
  async ask(command, body = null) {
    const tag = `a${++this.#tag}`;
    void this.write(body ? `${tag} ${command} {${body.length}+}\r\n` : `${tag} ${command}\r\n`);
    if (body) void this.write(body).then(() => this.write('\r\n'));
    const lines = [];
    const literals = [];
    for (;;) {
      const line = await this.line();
      if (line.startsWith(`${tag} OK`)) return { lines, literals: literals.map((pieces) => Buffer.concat(pieces)) };
      if (line.startsWith(`${tag} `)) throw new Error(`IMAP ${command}: ${line}`);
      const size = Number(/\{(\d+)\}$/.exec(line)?.[1] ?? 0);
      if (size > 0) literals.push(this.literal(size));
      lines.push(line);
    }
  }

  /** The numbers a SEARCH finds. */
  async search(what) {
    const { lines } = await this.ask(`UID SEARCH ${what}`);
    const found = lines.find((line) => line.startsWith('* SEARCH'));
    return found.split(' ').slice(2).filter(Boolean).map(Number);
  }
}
