import type { ProblemWire } from '../../platform/errors/problem.wire.ts';
import { textsNow } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';

/** What only the page knows of: nothing of it came from the service. */
export const OFFLINE = 'page.offline';
export const TIMED_OUT = 'page.timed-out';
const BAD_ANSWER = 'page.bad-answer';

/** Every failed call ends in one of these. `detail` is a sentence for people, in their language, and says what to do next. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    /** Stable, e.g. `outgoing.not-issued-yet`. */
    readonly code: string,
    readonly detail: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status = 0,
    /** What is wrong with each refused field, by its path. */
    readonly fields: Readonly<Record<string, string>> = {},
    readonly params: ProblemWire['params'] = {},
    /** Id of the request: what an administrator finds in the log. */
    readonly request: string | null = null,
    /** Milliseconds to wait, as the service asked. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${code}: ${detail}`);
  }

  /** Trying the same again may help, by itself. */
  get isTransient(): boolean {
    return this.status === 0 || [502, 503, 504].includes(this.status);
  }

  /** Somebody was faster: what was edited is no longer what is stored. */
  get isStale(): boolean {
    return this.status === 412;
  }

  /** What one copies for whoever helps. */
  get report(): string {
    return [this.code, this.request].filter(Boolean).join(' ');
  }
}

export function offline(): ApiProblem {
  return new ApiProblem(OFFLINE, textsNow(common)('errorOffline'));
}

export function timedOut(): ApiProblem {
  return new ApiProblem(TIMED_OUT, textsNow(common)('errorTimeout'));
}

/** Reads the error of an answer; a proxy's own page has no problem in it and still becomes a sentence. */
export async function problemOf(answer: Response): Promise<ApiProblem> {
  const body = (await answer.json().catch(() => null)) as ProblemWire | null;
  const requestId = answer.headers.get('x-request-id');
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : null;
  if (typeof body?.code !== 'string') {
    const detail = textsNow(common)('errorAnswer', { status: answer.status });
    return new ApiProblem(BAD_ANSWER, detail, answer.status, {}, {}, requestId, retryAfter);
  }
  const fields = Object.fromEntries((body.errors ?? []).map(({ field, detail }) => [field, detail]));
  return new ApiProblem(body.code, body.detail, body.status, fields, body.params, requestId, retryAfter);
}

/** Whatever was thrown, as a problem: also the mistakes of the page itself. */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  const isChunk =
    thrown instanceof Error && /dynamically imported module|Importing a module script/.test(thrown.message);
  if (isChunk) return new ApiProblem('page.updated', textsNow(common)('errorChunk'));
  return new ApiProblem('page.unexpected', textsNow(common)('errorUnknown'), -1);
}
