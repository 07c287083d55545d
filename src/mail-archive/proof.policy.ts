/** What can be different between a server and the archive. */
export const DIFFERENCES = [
  'missing',
  'changed',
  'folder-unreadable',
  'not-readable-then',
  'extra',
  'renumbered',
  'duplicate',
  'broken',
] as const;
export type DifferenceKind = (typeof DIFFERENCES)[number];

/**
 * What explains itself: the archive has more than the server (`extra`: deleted or moved there since), the same mail is there already
 * (`duplicate`, or under other UIDs: `renumbered`), or it is odd but kept as it came (`broken`). The others are losses until
 * somebody brings the mails over again.
 */
const EXPLAINED: ReadonlySet<DifferenceKind> = new Set([
  'extra',
  'renumbered',
  'duplicate',
  'broken',
  'not-readable-then',
]);
export const isExplained = (kind: DifferenceKind): boolean => EXPLAINED.has(kind);

/** A message as the server has it now. */
export interface ServerMessage {
  readonly uid: number;
  readonly size: number;
}

/** A message as the archive took it, from the same folder under the same UIDVALIDITY. */
export interface ArchivedMessage {
  readonly uid: number;
  readonly size: number;
  readonly sha256: string | null;
  readonly mailId: string | null;
  readonly isDuplicate: boolean;
  readonly isBroken: boolean;
  readonly messageId: string | null;
}

/** A pair, or half of one. Its bytes are to be asked for when only they can tell. */
export interface Comparison {
  readonly server: ServerMessage | null;
  readonly archive: ArchivedMessage | null;
  readonly needsHash: boolean;
}

/**
 * Lays the two lists of a folder beside each other, by UID: under one UIDVALIDITY a UID never names another message (RFC 9051 §2.3.1.1). Where the
 * archive has nothing, or another size, the bytes decide.
 * @param everyHash the bytes decide everywhere
 */
export function compare(
  server: readonly ServerMessage[],
  archive: readonly ArchivedMessage[],
  everyHash: boolean,
): Comparison[] {
  const known = new Map(archive.map((message) => [message.uid, message]));
  const pairs: Comparison[] = server.map((message) => {
    const found = known.get(message.uid) ?? null;
    known.delete(message.uid);
    return {
      server: message,
      archive: found,
      needsHash: everyHash || found?.sha256 == null || found.size !== message.size,
    };
  });
  return [...pairs, ...[...known.values()].map((message) => ({ server: null, archive: message, needsHash: false }))];
}

/** What a pair comes to; `sha256` is that of the server's bytes where they were asked for. */
export interface Finding {
  readonly kind: DifferenceKind | null;
  /** It is neither missing nor changed. */
  readonly isHeld: boolean;
}

/**
 * @param sha256 of the server's bytes; null: they were not asked for, or are not handed out
 * @param isInArchive whether the archive of the inbox has these very bytes from anywhere
 */
export function judgePair(
  { server, archive, needsHash }: Comparison,
  sha256: string | null,
  isInArchive: boolean,
): Finding {
  if (!server) {
    // Without a mail it is a place where nothing could be had, and where nothing is now.
    return { kind: archive?.mailId ? 'extra' : 'not-readable-then', isHeld: true };
  }
  if (!archive?.mailId) return isInArchive ? { kind: 'renumbered', isHeld: true } : { kind: 'missing', isHeld: false };
  if (needsHash && sha256 !== archive.sha256) return { kind: 'changed', isHeld: false };
  if (archive.isBroken) return { kind: 'broken', isHeld: true };
  return { kind: archive.isDuplicate ? 'duplicate' : null, isHeld: true };
}

/** How long a proof stands while its inbox lives: mail may come at any time, and only another look tells. */
export const PROOF_HOURS = 72;

/** Does it still say something? Not when mails were brought over after it began, and not for long while the inbox can get more. */
export function isStale(beganAt: Date, lastMailAt: Date | null, now: Date): boolean {
  if (lastMailAt !== null && lastMailAt.getTime() > beganAt.getTime()) return true;
  return now.getTime() - beganAt.getTime() > PROOF_HOURS * 3600_000;
}
