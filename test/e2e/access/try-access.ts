import { expect } from '@jest/globals';
import type { Response, Test } from 'supertest';
import type { Route } from '../../../src/platform/openapi/route-table.ts';
import { api, type Client } from '../../support/api.ts';
import type { AccessCase, Subject } from './access-case.ts';
import type { Expected } from './expectation.ts';
import { personOf, type World } from './world.ts';
import type { Who } from './people.ts';
import type { Traces } from './traces.ts';

/** One cell of the matrix. */
export interface Cell {
  readonly who: Who;
  readonly expected: Expected;
}

const REFUSALS = {
  forbidden: { status: 403, code: 'access.role-needed' },
  hidden: { status: 404, code: 'request.not-found' },
  unauthenticated: { status: 401, code: 'access.sign-in-first' },
} as const;

/** Tries one case of a route with one person after another; the subject is kept for as long as no call has used it up. */
export class Trial {
  readonly #route: Route;
  readonly #case: AccessCase;
  #subject: Subject | null = null;

  constructor(route: Route, tried: AccessCase) {
    this.#route = route;
    this.#case = tried;
  }

  async run(world: World, traces: Traces, { who, expected }: Cell): Promise<void> {
    const isAllowed = expected === 'allowed';
    const subject = (this.#case.perCaller ? null : this.#subject) ?? (await this.#case.subject(world, { who, isAllowed }));
    const before = isAllowed ? '' : await traces.print();
    const response = await this.#send(world, subject, who);
    // Made anew after a success, also after one that should not have been: the next cell starts clean.
    this.#subject = response.status < 300 && this.#route.method !== 'GET' ? null : subject;
    if (isAllowed) return this.#expectSuccess(response, subject);
    if (expected === 'filtered') expectFiltered(response, subject, this.#case);
    else expectRefusal(response, typeof expected === 'string' ? REFUSALS[expected] : expected, subject);
    expect(await traces.print()).toBe(before);
  }

  #send(world: World, subject: Subject, who: Who): Test {
    const { body, query, finish } = this.#case;
    const path = this.#route.path.replaceAll(/:(\w+)/g, (_, name: string) => subject.ids[name] ?? '');
    const method = this.#route.method.toLowerCase() as keyof Client;
    const client = who === 'anonymous' ? api(world.app).anonymous() : api(world.app).as(subject.caller ?? personOf(world, who));
    const request = client[method](query ? `${path}?${query(subject, world)}` : path, body?.(subject, world));
    if (this.#route.takesIfMatch) request.set('if-match', `"${subject.version}"`);
    return finish ? finish(request, subject, world) : request;
  }

  #expectSuccess(response: Response, subject: Subject): void {
    expect(seen(response)).toEqual({ status: this.#case.success ?? usual(this.#route.method), code: undefined });
    if (this.#case.shows) expect(this.#case.shows(response.body as never, subject)).toBe(true);
  }
}

const usual = (method: string): number => ({ POST: 201, DELETE: 204 })[method] ?? 200;

function expectFiltered(response: Response, subject: Subject, { shows }: AccessCase): void {
  expect(seen(response)).toEqual({ status: 200, code: undefined });
  expect(response.text).not.toContain(subject.secret);
  expect(shows?.(response.body as never, subject)).toBe(false);
}

/** A refusal says what it takes, never what there is. */
function expectRefusal(response: Response, refusal: { readonly status: number; readonly code: string }, subject: Subject): void {
  expect(seen(response)).toEqual(refusal);
  expect(JSON.stringify([response.body, response.headers])).not.toContain(subject.secret);
}

/** Status and, of a problem, its code. */
const seen = ({ status, body }: Response) => ({ status, code: status < 400 ? undefined : (body as { code?: string }).code });
