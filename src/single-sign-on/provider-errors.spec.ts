import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../platform/errors/domain-error.ts';
import { translateProviderError } from './provider-errors.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.errors.ts';

const failing = (name: string, more: object = {}): Error => Object.assign(new Error('x'), { name, ...more });
const codeOf = (thrown: unknown): string => {
  const made = translateProviderError(thrown, 'Cổng');
  return made instanceof DomainError ? made.code : 'unknown';
};

describe('what went wrong at the provider', () => {
  it.each([
    ['it took too long', failing('ClientError', { code: 'OAUTH_TIMEOUT' })],
    ['it took too long, said by fetch', failing('ClientError', { cause: failing('TimeoutError') })],
    ['it was cut off', failing('AbortError')],
    [
      'nobody listens',
      Object.assign(new TypeError('fetch failed'), { cause: failing('Error', { code: 'ECONNREFUSED' }) }),
    ],
    ['it is in trouble', failing('ClientError', { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM', cause: { status: 503 } })],
  ])('is no answer when %s', (_, thrown) => {
    expect(codeOf(thrown)).toBe('single-sign-on.provider-unavailable');
  });

  it.each([
    ['its token is not right', failing('ClientError', { code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })],
    ['it does not know the code', failing('ResponseBodyError', { error: 'invalid_grant', status: 400 })],
    ['it refuses for another reason', failing('AuthorizationResponseError', { error: 'server_error' })],
  ])('is a wrong answer when %s', (_, thrown) => {
    expect(codeOf(thrown)).toBe('single-sign-on.wrong-answer');
  });

  it('is a refusal when the person cancelled', () => {
    expect(codeOf(failing('AuthorizationResponseError', { error: 'access_denied' }))).toBe('single-sign-on.denied');
  });

  it('is not theirs when it is ours', () => {
    expect(codeOf(SINGLE_SIGN_ON.lost())).toBe('single-sign-on.lost');
    expect(codeOf(new TypeError('undefined is not a function'))).toBe('unknown');
    expect(codeOf(Object.assign(new Error('x'), { code: '57014' }))).toBe('unknown');
  });
});
