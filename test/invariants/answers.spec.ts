import { describe, expect, it } from '@jest/globals';
import { checkAnswer, type Answered } from '../support/check-answer.ts';

const problem = (code: string, status: number) => ({
  type: `urn:gnvb:error:${code}`,
  title: 'Error',
  status,
  code,
  detail: 'Hệ thống chưa sẵn sàng.',
  instance: 'urn:request:1',
  params: {},
});

const mistakeIn = (answer: Partial<Answered>): string | null =>
  checkAnswer({ method: 'GET', path: '/health/ready', status: 200, type: 'application/json', body: null, ...answer })
    .mistake;

const ready = { status: 'ready', freeDiskMb: 1, oldestJobSeconds: 0, damagedFiles: 0, replica: 'none' };
const notReady = { status: 503, type: 'application/problem+json', body: problem('platform.not-ready', 503) };

// The checker itself, on the one route that is older than all rooms: a test harness that accepts everything proves nothing.
describe('an answer held against the API document', () => {
  it('passes when it is as declared', () => {
    expect(mistakeIn({ body: ready })).toBeNull();
    expect(mistakeIn(notReady)).toBeNull();
    expect(mistakeIn({ status: 304, type: '' })).toBeNull();
    expect(mistakeIn({ path: '/api/v1/nowhere', status: 404, type: 'application/problem+json' })).toBeNull();
  });

  it.each([
    ['a field too many', { body: { ...ready, secret: 1 } }, 'additional properties'],
    [
      'a field too few',
      { body: { status: 'ready', freeDiskMb: 1, damagedFiles: 0, replica: 'none' } },
      'oldestJobSeconds',
    ],
    ['a field of another type', { body: { ...ready, freeDiskMb: '1' } }, '/freeDiskMb must be number'],
    ['another status', { status: 202, body: ready }, 'status is not declared'],
    ['another content type', { type: 'text/html' }, 'content type "text/html"'],
    [
      'an undeclared error',
      { ...notReady, body: problem('request.stale', 503) },
      'code "request.stale" is not declared',
    ],
    [
      'a problem with another status inside',
      { ...notReady, body: problem('platform.not-ready', 500) },
      'says status 500',
    ],
    [
      'a problem with more than a problem has',
      { ...notReady, body: { ...notReady.body, stack: 'at x' } },
      'additional properties',
    ],
    ['an address nobody wrote down', { path: '/api/v1/nowhere' }, 'not in the API document'],
  ])('fails for %s', (_, answer, why) => {
    expect(mistakeIn(answer)).toContain(why);
  });

  it('names operation, address and status', () => {
    expect(mistakeIn({ status: 202 })).toMatch(/^health\.ready \(GET \/health\/ready\) answered 202/);
  });
});
