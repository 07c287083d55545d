/** A mail while it is made an incoming document. Pure. */
import type { RegisterArrivedMail } from '../../../mail-gateway/arrived-mails.dto.ts';
import type { ArrivedMailWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { localDay } from '../../words/when.ts';
import { symbolIn } from './arrived-words.ts';
import { senderOf } from './mail-words.ts';

export interface Registration {
  readonly authorName: string;
  readonly symbol: string;
  /** yyyy-MM-dd. */
  readonly documentDate: string | null;
  readonly typeCode: string;
  readonly subject: string;
  readonly signerName: string;
  readonly urgency: RegisterArrivedMail['urgency'];
  readonly purpose: RegisterArrivedMail['purpose'];
  readonly fileIds: readonly string[];
  readonly includeMessage: boolean;
  readonly register: boolean;
}

const AUTHOR = 200;
const SUBJECT = 500;
const cut = (text: string, most: number): string => Array.from(text).slice(0, most).join('').trim();

/** Files that are taken in; pictures inside the text are not among those first chosen. */
export const filesToTake = ({ files }: Pick<ArrivedMailWire, 'files'>) =>
  files.filter(({ mediaType, scanState }) => mediaType !== null && scanState !== 'infected');

/** What the mail says by itself. @param today yyyy-MM-dd: a date to come is a clock that goes wrong, and is left to the clerk */
export function registrationFrom(mail: ArrivedMailWire, today: string): Registration {
  const sent = mail.sentAt === null ? null : localDay(Date.parse(mail.sentAt));
  return {
    authorName: cut(senderOf(mail), AUTHOR),
    symbol: symbolIn(mail.subject, mail.text),
    documentDate: sent !== null && sent <= today ? sent : null,
    typeCode: '',
    subject: cut(mail.subject, SUBJECT),
    signerName: '',
    urgency: 'normal',
    purpose: 'act',
    fileIds: filesToTake(mail)
      .filter(({ isInline }) => !isInline)
      .map(({ id }) => id),
    includeMessage: true,
    register: true,
  };
}

/** For POST /arrived-mails/:id/registration. */
export const registrationBody = ({
  typeCode,
  fileIds,
  ...rest
}: Registration): Omit<RegisterArrivedMail, 'acceptDuplicate'> => ({
  ...rest,
  typeCode: typeCode || null,
  fileIds: [...fileIds],
});
