import type { Tx } from '../database/tx.ts';
import type { Mailbox } from './mail-address.ts';

/** Something small the service made itself and that goes along; it is kept with the mail. */
export interface MailPart {
  readonly filename: string;
  /** `text/calendar` goes into the mail as well, so that calendar programs see it without opening a file (RFC 6047). */
  readonly contentType: 'text/calendar' | 'image/png';
  /** RFC 5546, for calendars; null for anything else. */
  readonly method: 'REQUEST' | 'CANCEL' | null;
  readonly base64: string;
}

/** A mail to one recipient, wholly written: what is queued here is what is sent, however much later. */
export interface OutgoingMail {
  /** What it is for, e.g. `outgoing.external-delivery`; names who is told of its outcome. */
  readonly purpose: string;
  /** Queued at most once per purpose and key. */
  readonly purposeKey: string;
  readonly recipient: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachmentIds: readonly string[];
  readonly parts?: readonly MailPart[];
  /** Where one POST ends mails of this kind (RFC 8058); none for mails a person cannot do without. */
  readonly unsubscribeUrl?: string | null;
  /**
   * It answers a mail that came, by itself (RFC 3834): sent from nobody, so that no program ever answers or returns it. The ids are those
   * for In-Reply-To and References, both empty when the mail had none.
   */
  readonly answers?: { readonly messageId: string; readonly thread: string };
}

/** What became of a mail, for good. */
export interface MailOutcome {
  readonly mailId: string;
  readonly purposeKey: string;
  /** True: the mail server took it. That is not yet proof that the recipient's server did. */
  readonly sent: boolean;
  /** It was not let go: the room that queued it objected at the last moment. */
  readonly withheld: boolean;
  /** The mail server's last answer, or what kept it from being asked; in English, it may name the address. */
  readonly answer: string;
}

/** Runs in the transaction that writes the mail's state: when it throws, the state is not written and it is called again later. */
export type MailOutcomeHandler = (tx: Tx, outcome: MailOutcome) => Promise<void>;
