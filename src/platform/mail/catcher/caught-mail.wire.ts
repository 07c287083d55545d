/** A mail the development catcher took instead of sending it. */
export class CaughtMailWire {
  /** Counts up from 1 since the process started. */
  n!: number;
  at!: string;
  /** Sender and recipients of the SMTP envelope: what a real server would have acted on. */
  from!: string;
  to!: string[];
  subject!: string;
  messageId!: string;
  text!: string;
  attachmentNames!: string[];
  /** Header lines as they came. */
  headers!: string[];
}
