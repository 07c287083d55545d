import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS } from '../platform/access/access.errors.ts';
import { PracticeArea } from './practice-area.ts';
import { PracticeKey } from './practice-key.ts';
import { PRACTICE } from './practice.errors.ts';

const PREFIX = '/practice';
const API = `${PREFIX}/api/`;
const LIVE = /^\/practice\/api\/v1\/live(?:\?|$)/;

/** Where the real server's requests for the practice area leave it. */
@Injectable()
export class PracticeDoor {
  constructor(
    private readonly area: PracticeArea,
    private readonly key: PracticeKey,
  ) {}

  /** Handed over, it is answered there, and nothing goes on here. @param refuse told why it is not */
  lead(request: FastifyRequest, reply: FastifyReply, refuse: (why: Error) => void): void {
    this.#hand(request, reply).catch((error: Error) => refuse(error));
  }

  /** @throws access.sign-in-first, practice.off, practice.not-ready, practice.asleep */
  async #hand(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { raw } = request;
    const url = raw.url ?? '';
    if (!this.area.isOn) throw PRACTICE.off();
    if (!this.area.opened && !this.key.knows(request)) throw ACCESS.signInFirst();
    // A page that was left open listens all night: it is no reason to open what has been closed.
    if (!this.area.opened && LIVE.test(url)) throw PRACTICE.asleep();
    const opened = await this.area.enter();
    reply.hijack();
    raw.url = url.slice(PREFIX.length);
    opened.hand(raw, reply.raw);
  }
}

/** Hands requests over before anything of them is read. The page itself is one for both areas. Call before the application listens. */
export function leadToPractice(app: NestFastifyApplication): void {
  const door = app.get(PracticeDoor, { strict: false });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.raw.url?.startsWith(API)) return done();
    door.lead(request, reply, done);
  });
}
