import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isRefusedByDatabase } from './refused.ts';

const said = (code: string) => Object.assign(new pg.DatabaseError('', 0, 'error'), { code });

describe('what PostgreSQL refused itself', () => {
  it.each(['40P01', '55P03', '57014', '23505', '22P05'])('%s: nothing of the statement holds', (code) => {
    expect(isRefusedByDatabase(said(code))).toBe(true);
  });

  it.each([
    ['it is shut down', said('57P01')],
    ['it has crashed', said('57P02')],
    ['the line is cut', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })],
    ['the line is cut while waiting', new Error('Connection terminated unexpectedly')],
    ['no answer came', new Error('Query read timeout')],
  ])('when %s nobody knows', (_, error) => {
    expect(isRefusedByDatabase(error)).toBe(false);
  });
});
