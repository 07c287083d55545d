/** A mail among the entries of a zip. */
export interface MailInZip {
  /** As people know it; empty for the top. */
  readonly folder: string;
  /** IMAP's words for what a Maildir says in one letter. */
  readonly flags: readonly string[];
}

/** Programs that make zips replace the colon, which Windows cannot write. */
const MAILDIR = /^(?:(.*)\/)?(?:cur|new)\/([^/]+)$/;
const INFO = /[:;_!-]2,([A-Za-z]*)$/;
const FLAGS: Readonly<Record<string, string>> = {
  D: '\\Draft',
  F: '\\Flagged',
  P: '$Forwarded',
  R: '\\Answered',
  S: '\\Seen',
  T: '\\Deleted',
};

/**
 * Whether an entry is a mail: a message of a Maildir (in `cur` or `new`; `.Sent.2019` is the folder Sent/2019, as in Maildir++), or a file
 * `*.eml`. Indexes and what is still being delivered (`tmp`) are not.
 */
export function mailInZip(name: string): MailInZip | null {
  if (name.endsWith('/')) return null;
  const path = name.replaceAll('\\', '/');
  const maildir = MAILDIR.exec(path);
  if (maildir) {
    const letters = [...(INFO.exec(maildir[2] ?? '')?.[1] ?? '')];
    return { folder: folderName(maildir[1] ?? ''), flags: letters.flatMap((letter) => FLAGS[letter] ?? []) };
  }
  if (!/\.eml$/i.test(path)) return null;
  return { folder: path.split('/').slice(0, -1).join('/'), flags: [] };
}

function folderName(path: string): string {
  const last = path.split('/').at(-1) ?? '';
  return last.startsWith('.') ? last.slice(1).replaceAll('.', '/') : last;
}
