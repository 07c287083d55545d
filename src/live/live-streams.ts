import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { HoldingSessions } from '../accounts/holding-sessions.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { SealsReader } from '../receipts/seals.reader.ts';
import { ChangesReader, type Change } from './changes.reader.ts';
import { readLastEventId } from './event-text.ts';
import { LIVE } from './live.errors.ts';
import { LiveStream } from './live-stream.ts';
import { SealListener } from './seal-listener.ts';

/** Pages one person may listen with at one process. */
const MOST_OF_ACCOUNT = 10;
const HEARTBEAT_MS = 20_000;

/**
 * The pages that listen at this process. What happened is read once for all of them, seal by seal; before anything is told, and with
 * every heartbeat, the sessions are asked whether they still hold.
 */
@Injectable()
export class LiveStreams implements BeforeApplicationShutdown {
  readonly #streams = new Set<LiveStream>();
  /** The newest seal that was told, and the newest that was heard of. */
  #head = 0;
  #heard = 0;
  #beginning: Promise<void> | null = null;
  #telling: Promise<void> | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #isClosing = false;

  constructor(
    private readonly changes: ChangesReader,
    private readonly seals: SealsReader,
    private readonly sessions: HoldingSessions,
    private readonly listener: SealListener,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Answers with a stream that lasts. @throws live.too-many-streams */
  async open(caller: Principal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const ofAccount = [...this.#streams].filter(({ accountId }) => accountId === caller.accountId).length;
    if (ofAccount >= MOST_OF_ACCOUNT) throw LIVE.tooManyStreams({ limit: MOST_OF_ACCOUNT });
    const stream = new LiveStream(caller, reply.raw);
    // Gone while it was asked who calls: its 'close' has been and will not come again.
    if (!stream.isOpen) return void reply.hijack();
    if (request.method !== 'HEAD') this.#streams.add(stream);
    reply.raw.once('close', () => this.#streams.delete(stream));
    try {
      await (this.#beginning ??= this.begin());
    } catch (error) {
      this.#beginning = null;
      this.#streams.delete(stream);
      throw error;
    }
    reply.hijack();
    stream.begin(reply.getHeaders());
    if (request.method === 'HEAD' || this.#isClosing) return stream.end();
    await this.bringUpToDate(stream, readLastEventId(request.headers['last-event-id']));
  }

  /** A sealing has been heard of, from whichever process. */
  heard(seal: number): void {
    this.#heard = Math.max(this.#heard, seal);
    this.#telling ??= this.tellAll().finally(() => {
      this.#telling = null;
    });
  }

  /** Before the server stops listening, which would wait for the streams: browsers come again, to the next process. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isClosing = true;
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    await this.listener.stop();
    for (const stream of this.#streams) stream.end();
    await this.#telling;
  }

  /** With the first page that listens. */
  private async begin(): Promise<void> {
    this.#head = this.#heard = Math.max(this.#heard, await this.seals.newestNumber());
    if (this.#isClosing) return;
    this.listener.start((seal) => this.heard(seal));
    this.#heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS).unref();
  }

  /** Tells a page what it has missed; from then on it is told with all others. */
  private async bringUpToDate(stream: LiveStream, lastSeen: number | null): Promise<void> {
    if (lastSeen !== null && lastSeen > this.#head) this.heard(await this.seals.newestNumber());
    // A number from the future: the database was set back behind the page's back.
    const isKnown = lastSeen !== null && lastSeen <= this.#heard;
    stream.at = isKnown ? Math.min(lastSeen, this.#head) : this.#head;
    if (lastSeen !== null && !isKnown) stream.tell(null, this.#head);
    await this.catchUp(stream);
    stream.say({ name: 'ready', data: { seal: stream.at } });
  }

  private async catchUp(stream: LiveStream): Promise<void> {
    stream.isCurrent = false;
    while (stream.isOpen && stream.at < this.#head) {
      const to = this.#head;
      try {
        stream.tell(await this.changes.between(stream.at, to, [...stream.unitIds]), to);
      } catch (error) {
        this.log.warn({ err: error }, 'a page that listens cannot be told what it has missed');
        stream.end();
      }
    }
    stream.isCurrent = true;
  }

  private async tellAll(): Promise<void> {
    try {
      while (this.#head < this.#heard) await this.tellUpTo(this.#heard);
    } catch (error) {
      // It is tried again with the next seal, from where it stands.
      this.log.warn({ err: error }, 'those who listen cannot be told what happened');
    }
  }

  private async tellUpTo(seal: number): Promise<void> {
    const listening = [...this.#streams].filter(({ isCurrent }) => isCurrent);
    const units = new Set(listening.flatMap(({ unitIds }) => [...unitIds]));
    const changes = await this.changes.between(this.#head, seal, [...units]);
    const concerned = listening.filter((stream) => changes === null || stream.concerns(changes));
    await this.check(concerned);
    this.#head = seal;
    for (const stream of listening) this.tell(stream, concerned.includes(stream) ? changes : [], seal);
    // Who came meanwhile was not among them.
    const late = [...this.#streams].filter(({ isCurrent, at }) => isCurrent && at < seal);
    await Promise.all(late.map((stream) => this.catchUp(stream)));
  }

  private tell(stream: LiveStream, changes: readonly Change[] | null, seal: number): void {
    if (stream.isOpen) stream.tell(changes, seal);
  }

  private async beat(): Promise<void> {
    try {
      const current = [...this.#streams].filter(({ isCurrent }) => isCurrent);
      await this.check(current);
      for (const stream of current) stream.beat();
    } catch (error) {
      this.log.warn({ err: error }, 'sessions of those who listen cannot be asked');
    }
  }

  /** Ends the streams of sessions that no longer hold, and gives the others the units they work at now. */
  private async check(streams: readonly LiveStream[]): Promise<void> {
    if (streams.length === 0) return;
    const holding = await this.sessions.among([...new Set(streams.map(({ sessionId }) => sessionId))]);
    for (const stream of streams) {
      const units = holding.get(stream.sessionId);
      if (units) stream.actFor(units);
      else stream.end();
    }
  }
}
