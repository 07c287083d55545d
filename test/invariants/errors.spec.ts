import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '../../src/platform/errors/domain-error.ts';
import { FIELD_TEXTS } from '../../src/platform/errors/validation-codes.ts';
import { allRoutes } from '../support/rooms.ts';

const SHORTEST = 10;
const routes = allRoutes();
const errors = [...errorCatalogue().values()];

const paramsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((param) => param[1] ?? '').toSorted();
const isSentence = (text: string): boolean => /^\P{Ll}.*[.!?]$/u.test(text) && text === text.normalize('NFC');
const codesOf = (failing: readonly { readonly code: string }[]): string[] => failing.map((error) => error.code);

/** Of the practice area: what stands in front of all its routes, and is in front of none of the real ones. */
const AT_THE_DOOR = new Set(['practice.asleep', 'practice.not-here']);

// That codes are unique is seen to by errors() itself, which throws.
describe('every error', () => {
  it('has a code of the form room.what-happened', () => {
    expect(codesOf(errors.filter((error) => !/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/.test(error.code)))).toEqual(
      [],
    );
  });

  it('is told in Vietnamese and in English', () => {
    expect(codesOf(errors.filter(({ vi, en }) => vi.length < SHORTEST || en.length < SHORTEST || vi === en))).toEqual(
      [],
    );
  });

  it('is told in whole sentences, in composed characters', () => {
    expect(codesOf(errors.filter(({ vi, en }) => !isSentence(vi) || !isSentence(en)))).toEqual([]);
  });

  it('names the same values in both languages', () => {
    expect(codesOf(errors.filter(({ vi, en }) => paramsOf(vi).join() !== paramsOf(en).join()))).toEqual([]);
  });

  it('is answered by some route, by the frame, or shown before sending', () => {
    const declared = new Set(routes.flatMap((route) => codesOf(route.fails)));
    const ofRooms = errors.filter((error) => !/^(request|platform|access|pre-flight)\./.test(error.code));
    expect(codesOf(ofRooms.filter(({ code }) => !declared.has(code) && !AT_THE_DOOR.has(code)))).toEqual([]);
  });
});

describe('every mistake in a field', () => {
  it('is told in both languages', () => {
    const bad = Object.entries(FIELD_TEXTS).filter(([, { vi, en }]) => vi.length < 5 || en.length < 5 || vi === en);
    expect(bad.map(([code]) => code)).toEqual([]);
  });
});
