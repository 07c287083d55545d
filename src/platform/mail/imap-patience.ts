/** A connection to a server. */
interface Connection {
  close(): void;
}

/** How long servers are waited for, in ms. */
export interface Patience {
  /** Until it is there and greets. */
  connectMs: number;
  /** While it owes an answer and says nothing at all. */
  silentMs: number;
  /** For the whole of one answer, beside what its bytes may take: a server that drips one byte at a time is never silent. */
  answerMs: number;
}

export const PATIENCE: Readonly<Patience> = { connectMs: 10_000, silentMs: 60_000, answerMs: 120_000 };

/** Slower than this, in bytes a ms, is no line to bring mails over. */
const SLOWEST = 4;
/** Long before the queue of jobs takes whoever waits for dead. */
const LONGEST_MS = 60 * 60_000;

/** The server is there, but its answer does not come to an end. */
export class ImapTooSlow extends Error {
  readonly trouble = 'too-slow';
}

const fellSilent = new WeakSet<Connection>();

/** The client gave the connection up because nothing came; the command that waited is told only that it is closed. */
export const noteSilence = (client: Connection): void => void fellSilent.add(client);

/**
 * Waits for one answer of the server, and closes the connection when it takes too long.
 * @param bytes that it will be long
 * @throws ImapTooSlow, and whatever `work` throws
 */
export async function inTime<T>(
  client: Connection,
  { answerMs }: Readonly<Patience>,
  bytes: number,
  work: () => Promise<T>,
): Promise<T> {
  let isLate = false;
  const timer = setTimeout(
    () => {
      isLate = true;
      client.close();
    },
    Math.min(LONGEST_MS, answerMs + bytes / SLOWEST),
  );
  try {
    return await work();
  } catch (error) {
    throw isLate || fellSilent.has(client) ? new ImapTooSlow('too slow', { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}
