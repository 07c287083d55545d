import { createHash } from 'node:crypto';
import { headLength, headerLines, headerOf, MAX_HEAD_BYTES } from '../platform/mail/mail-head.ts';

/** What servers write on the way (RFC 5321 4.4, RFC 8601, RFC 8617) and scanners add: the same mail sent again differs in it. */
const TRACE =
  /^(received|return-path|delivered-to|x-original-to|x-received|authentication-results|received-spf|arc-.*|x-spam-.*|x-virus-.*)$/;

/** Known once a mail has passed by. */
export interface MailIdentity {
  /** The same for the same mail, however often and by whichever way it comes. */
  readonly contentHash: Buffer;
  /** Its bytes up to the first empty line. */
  readonly head: Buffer;
}

/** Looks at a mail as it streams by; holds its head and nothing more. */
export class PassingMail {
  #head = Buffer.alloc(0);
  readonly #all = createHash('sha256');
  #said: ReturnType<typeof createHash> | null = null;

  take(chunk: Buffer): void {
    this.#all.update(chunk);
    if (this.#said) return void this.#said.update(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    const length = headLength(this.#head);
    if (length !== -1 || this.#head.length > MAX_HEAD_BYTES) this.#endHead(length === -1 ? MAX_HEAD_BYTES : length);
  }

  end(): MailIdentity {
    if (!this.#said) this.#endHead(this.#head.length);
    const said = this.#said?.digest() ?? Buffer.alloc(0);
    const all = this.#all.digest();
    // Without an id two mails that say the same may be two: then every byte counts, a repeat by the same server has the same.
    const hasId = headerOf(headerLines(this.#head), 'message-id') !== null;
    return { contentHash: hasId ? said : all, head: this.#head };
  }

  #endHead(length: number): void {
    const rest = this.#head.subarray(length);
    this.#head = Buffer.from(this.#head.subarray(0, length));
    this.#said = createHash('sha256').update(withoutTrace(this.#head)).update('\0').update(rest);
  }
}

/** The head without the fields of `TRACE`, each with its folded lines. */
function withoutTrace(head: Buffer): string {
  const fields = head.toString('latin1').split(/\r?\n(?![ \t])/);
  return fields
    .filter(
      (field) =>
        !TRACE.test(
          field
            .slice(0, Math.max(0, field.indexOf(':')))
            .trim()
            .toLowerCase(),
        ),
    )
    .join('\n');
}
