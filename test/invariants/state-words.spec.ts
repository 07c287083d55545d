import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { noStepFrom, STATE_WORDS } from '../../src/incoming/delivery.words.ts';
import { STATE_WORDS as OUTGOING_WORDS } from '../../src/outgoing/outgoing.words.ts';
import { toProblem } from '../../src/platform/errors/problem.ts';
import { ROOT } from '../support/sources.ts';

const source = (path: string): string => readFileSync(join(ROOT, 'src/web', path), 'utf8');

/** `state_…` of the page's texts on outgoing documents; without "in all states", which is none. */
function pageWords(language: 'vi' | 'en'): Record<string, string> {
  const lines = source(`texts/outgoing.${language}.ts`).matchAll(/^ {2}state_(\w+): '(.*)',$/gm);
  return Object.fromEntries([...lines].map(([, state, word]) => [state!, word!]));
}

describe('the words for states in errors', () => {
  it('are those the page shows for copies', () => {
    const shown = source('ui/states.ts').matchAll(/^ {2}(\w+): \{ vi: '(.*?)', en: '(.*?)', icon/gm);
    expect(Object.fromEntries([...shown].map(([, state, vi, en]) => [state, { vi, en }]))).toEqual(STATE_WORDS);
  });

  it.each(['vi', 'en'] as const)('are those the page shows for outgoing documents (%s)', (language) => {
    const words = Object.entries(OUTGOING_WORDS).map(([state, word]) => [state, word[language]]);
    expect(pageWords(language)).toEqual(Object.fromEntries(words));
  });

  it('stand in the sentence, and the codes in the params', () => {
    const refused = noStepFrom('in_progress', 'open');
    expect(toProblem(refused, '1', 'vi')).toMatchObject({
      code: 'incoming.wrong-state',
      detail: expect.stringMatching(/^Văn bản đang ở trạng thái "đang xử lý" nên/),
      params: { state: 'in_progress', act: 'open' },
    });
    expect(toProblem(refused, '1', 'en').detail).toMatch(/^The document is "in progress"; this/);
  });
});
