import { DomainError } from '../platform/errors/domain-error.ts';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { MailLoops } from './intake.service.ts';
import { MailEmpty, MailTooLarge } from './mail-store.ts';

/** An answer of the gateway, with its enhanced code (RFC 3463). */
export class SmtpReply extends Error {
  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}

export const REPLIES = {
  notAllowed: () => new SmtpReply(554, '5.7.1 You may not connect here'),
  tooManyConnections: () => new SmtpReply(421, '4.7.0 Too many connections from your address'),
  unknown: () => new SmtpReply(550, '5.1.1 No such mailbox here'),
  tooOften: () => new SmtpReply(450, '4.7.1 Too many mails from this sender, try again later'),
  tooLarge: () => new SmtpReply(552, '5.3.4 The message is too large'),
  empty: () => new SmtpReply(554, '5.6.0 The message is empty'),
  loops: () => new SmtpReply(554, '5.4.6 The message goes in a circle'),
  full: () => new SmtpReply(452, '4.3.1 No room at the moment, try again later'),
  later: () => new SmtpReply(451, '4.3.0 Cannot take it at the moment, try again later'),
} as const;

/**
 * What the sender is told when a mail was not taken. Whatever is not the mail's own fault can pass: their server keeps it and tries
 * again.
 */
export function replyFor(error: unknown): SmtpReply {
  if (error instanceof SmtpReply) return error;
  if (error instanceof MailTooLarge) return REPLIES.tooLarge();
  if (error instanceof MailEmpty) return REPLIES.empty();
  if (error instanceof MailLoops) return REPLIES.loops();
  if (error instanceof DomainError && error.code === ATTACHMENTS.diskFull.code) return REPLIES.full();
  return REPLIES.later();
}
