import { statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { problemOf } from './mail-stop.ts';

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });
function ofFile(): unknown {
  try {
    return statSync('/proc/self/none');
  } catch (error) {
    return error;
  }
}

describe('why old mails do not come over', () => {
  it.each([
    ['disk-full', ATTACHMENTS.diskFull()],
    ['disk-full', coded('53100')],
    ['disk-full', new Error('query failed', { cause: coded('53100') })],
    ['store-unavailable', ofFile()],
    ['store-unavailable', coded('EXDEV', { syscall: 'rename', path: '/a', dest: '/b' })],
    ['unreachable', coded('ECONNREFUSED', { syscall: 'connect', address: '10.0.0.1' })],
    ['unreachable', coded('ECONNRESET', { syscall: 'read' })],
    ['unreachable', coded('NoConnection')],
    ['too-slow', coded('GREETING_TIMEOUT')],
    ['certificate-refused', coded('CERT_HAS_EXPIRED', { tlsFailed: true })],
    ['tls-refused', coded('STARTTLS_INJECTION', { tlsFailed: true })],
    ['login-refused', coded('x', { authenticationFailed: true })],
    ['unreachable', coded('x', { authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' })],
    ['unexpected', coded('23505')],
    ['unexpected', null],
  ])('is %s', (problem, error) => {
    expect(problemOf(error)).toBe(problem);
  });
});
