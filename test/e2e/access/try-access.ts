import type { Response, Test } from 'supertest';
import type { Route } from '../../../src/platform/openapi/route-table.ts';
import { api, type Client } from '../../support/api.ts';
import type { AccessCase, Subject } from './access-case.ts';
import type { Expected } from './expectation.ts';
import type { Who } from './people.ts';
import type { Traces } from './traces.ts';
import { personOf, type World } from './world.ts';

/** One cell of the matrix. */
export interface Cell {
  readonly who: Who;
  readonly expected: Expected;
}

/** What a call came to. */
export interface Outcome {
  readonly status: number;
  /** Of a problem; null of a success. */
  readonly code: string | null;
  /** Whether a list shows the subject; null of other routes and of refusals. */
  readonly shows: boolean | null;
  /** Somebody who may not have it was told a word of it. */
  readonly leaks: boolean;
  /** A refused call left something behind. */
  readonly changed: boolean;
}

const REFUSALS = {
  forbidden: { status: 403, code: 'access.role-needed' },
  hidden: { status: 404, code: 'request.not-found' },
  unauthenticated: { status: 401, code: 'access.sign-in-first' },
} as const;

const SUCCESS: Readonly<Record<string, number>> = { POST: 201, DELETE: 204 };

/** Tries one case of a route with one person after another; the subject is kept for as long as no call has used it up. */
export class Trial {
  readonly #route: Route;
  readonly #case: AccessCase;
  #subject: Subject | null = null;

  constructor(route: Route, tried: AccessCase) {
    this.#route = route;
    this.#case = tried;
  }

  /** What the call of a cell must come to. */
  wanted({ expected }: Cell): Outcome {
    const rest = { code: null, shows: null, leaks: false, changed: false };
    if (typeof expected !== 'string') return { ...rest, ...expected };
    if (expected !== 'allowed' && expected !== 'filtered') {
      // HEAD says it with the status alone.
      return { ...rest, ...REFUSALS[expected], ...(this.#route.method === 'HEAD' && { code: null }) };
    }
    const status = this.#case.success ?? SUCCESS[this.#route.method] ?? 200;
    return { ...rest, status, shows: this.#case.shows ? expected === 'allowed' : null };
  }

  async run(world: World, traces: Traces, { who, expected }: Cell): Promise<Outcome> {
    const isAllowed = expected === 'allowed';
    const kept = this.#case.perCaller ? null : this.#subject;
    const subject = kept ?? (await this.#case.subject(world, { who, isAllowed }));
    const before = isAllowed ? null : await traces.print();
    const response = await this.#send(world, subject, who);
    const changed = before !== null && (await traces.print()) !== before;
    // Made anew after a success, also after one that should not have been: the next cell starts clean.
    this.#subject = response.status < 300 && this.#route.method !== 'GET' ? null : subject;
    return { ...this.#read(response, subject), leaks: !isAllowed && tellsOf(response, subject), changed };
  }

  #send(world: World, subject: Subject, who: Who): Test {
    const { body, query, finish } = this.#case;
    const path = this.#route.path.replaceAll(/:(\w+)/g, (_, name: string) => subject.ids[name] ?? '');
    const method = this.#route.method.toLowerCase() as keyof Client;
    const on = api(world.app);
    const client = who === 'anonymous' ? on.anonymous() : on.as(subject.caller ?? personOf(world, who));
    const request = client[method](query ? `${path}?${query(subject, world)}` : path, body?.(subject, world));
    if (this.#route.takesIfMatch) void request.set('if-match', `"${subject.version}"`);
    return finish ? finish(request, subject, world) : request;
  }

  #read({ status, body }: Response, subject: Subject): Pick<Outcome, 'status' | 'code' | 'shows'> {
    if (status >= 400) return { status, code: (body as { code?: string }).code ?? null, shows: null };
    return { status, code: null, shows: this.#case.shows?.(body as never, subject) ?? null };
  }
}

/** A refusal says what it takes, never what there is. */
function tellsOf({ body, headers, text }: Response, { secret }: Subject): boolean {
  return JSON.stringify([body, headers, text]).includes(secret);
}
