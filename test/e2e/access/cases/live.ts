import type { IncomingMessage } from 'node:http';
import type { Test } from 'supertest';
import type { AccessCase, Cases } from '../access-case.ts';
import { about } from '../subjects.ts';

/** A stream has no end: its beginning is the answer. A refusal is read as any other. */
function readBeginning(request: Test): Test {
  return request.buffer(true).parse((answer, done) => {
    const response = answer as unknown as IncomingMessage;
    const isStream = String(response.headers['content-type']).startsWith('text/event-stream');
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (!isStream) return;
      response.removeAllListeners('data').removeAllListeners('aborted').destroy();
      done(null, text);
    });
    response.on('end', () => !isStream && done(null, JSON.parse(text)));
  });
}

const listening: AccessCase = { subject: async () => about({}), scope: 'everybody', finish: readBeginning };

/** Whoever is signed in may listen; what each of them is told has its own test (live/live.spec.ts). */
export const LIVE: Cases = { 'LiveController.listen': listening };
