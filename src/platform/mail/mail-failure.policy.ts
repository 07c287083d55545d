/** Why a mail was not handed over. */
export interface MailFailure {
  /** nodemailer's error code, e.g. ETIMEDOUT, EENVELOPE; null when the mail never got as far as the transport. */
  readonly code: string | null;
  /** What the server was asked when it failed: CONN, `AUTH …`, MAIL FROM, RCPT TO, DATA. */
  readonly command: string | null;
  /** The server's reply code; null when it did not answer, as after a cut behind the final dot. */
  readonly replyCode: number | null;
  /** One line: the server's answer, or the error's text. May name the recipient: it belongs into the database, not into logs. */
  readonly text: string;
}

const MAX_TEXT = 500;
const BAD_SEQUENCE = 503;
const TOO_BIG = 552;

/** Reads nodemailer's error. */
export function describeFailure(thrown: unknown): MailFailure {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Error & Record<string, unknown>;
  const text = typeof error['response'] === 'string' ? error['response'] : error.message;
  return {
    code: typeof error['code'] === 'string' ? error['code'] : null,
    command: typeof error['command'] === 'string' ? error['command'] : null,
    replyCode: typeof error['responseCode'] === 'number' ? error['responseCode'] : null,
    text: text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, MAX_TEXT),
  };
}

/**
 * Whether trying again is pointless: the server refused this recipient or this message (RFC 5321 §4.2.1, 5yz). A refusal of our
 * login, our sender or the connection is a mistake of set-up that people repair; those mails keep waiting.
 */
export function isPermanent({ code, command, replyCode }: MailFailure): boolean {
  if (replyCode === TOO_BIG) return true;
  if (replyCode === null) return code === 'EMESSAGE' && command === 'MAIL FROM'; // larger than the size the server announced
  const isRefusal = replyCode >= 500 && replyCode < 600 && replyCode !== BAD_SEQUENCE;
  return isRefusal && (command === 'RCPT TO' || command === 'DATA');
}
