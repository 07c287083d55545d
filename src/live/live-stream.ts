import type { ServerResponse } from 'node:http';
import type { Principal } from '../platform/access/principal.ts';
import { DATA_HEADERS } from '../platform/http/protection.ts';
import { STAFF } from '../platform/access/role.ts';
import type { Change } from './changes.reader.ts';
import { eventsOf, eventText, heartbeatText, RETRY_TEXT, type LiveEvent } from './event-text.ts';

/** What a reader may leave lying; one that takes no more is cut off, and resumes by the id it has. */
const MOST_UNREAD_BYTES = 128 * 1024;

/** One page that listens. */
export class LiveStream {
  readonly accountId: string;
  readonly sessionId: string;
  /** The seal up to which it has been told. */
  at = 0;
  /** False while it is still being told what it has missed. */
  isCurrent = false;
  #units: ReadonlySet<string>;

  constructor(
    caller: Principal,
    private readonly response: ServerResponse,
  ) {
    this.accountId = caller.accountId;
    this.sessionId = caller.sessionId;
    this.#units = new Set(caller.unitIds(STAFF));
  }

  get unitIds(): ReadonlySet<string> {
    return this.#units;
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Posts come and go while it lasts. */
  actFor(unitIds: readonly string[]): void {
    this.#units = new Set(unitIds);
  }

  concerns(changes: readonly Change[]): boolean {
    return changes.some(({ unitId }) => this.#units.has(unitId));
  }

  begin(headers: Readonly<Record<string, string | string[] | number | undefined>>): void {
    this.response.writeHead(200, { ...headers, ...DATA_HEADERS, ...EVENT_STREAM });
    this.write(RETRY_TEXT);
  }

  /** @param changes those of the seals after `at` up to `seal`; null: too many to tell */
  tell(changes: readonly Change[] | null, seal: number): void {
    this.at = seal;
    if (!changes) return this.say({ name: 'reset', data: { seal } });
    this.write(eventText(eventsOf(changes, this.#units, seal), seal));
  }

  say(event: LiveEvent): void {
    this.write(eventText([event], this.at));
  }

  beat(): void {
    this.write(heartbeatText(this.at));
  }

  /** A browser comes again by itself; one whose session no longer holds is then told so. */
  end(): void {
    this.response.end();
  }

  private write(text: string): void {
    if (!this.isOpen || text === '') return;
    this.response.write(text);
    if (this.response.writableLength > MOST_UNREAD_BYTES) this.response.destroy();
  }
}

/** Nothing between here and the page may keep it, pack it or wait for more of it. */
const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
} as const;
