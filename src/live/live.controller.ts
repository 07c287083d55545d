import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { AnswersFile } from '../platform/openapi/answers.decorator.ts';
import { LIVE } from './live.errors.ts';
import { LiveStreams } from './live-streams.ts';

/** What happens, as it happens. */
@Controller('live')
@Access('signed-in')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /**
   * Server-Sent Events for the caller's units, without end. They say what to read anew, never what it says.
   *
   * - `ready` {seal}: from here on nothing is missed; read what the page shows now.
   * - `tracking` {seal, documents: [{documentId, unitId, deliveryIds, more}], more}: copies of documents the unit has sent have changed.
   *   `more`: also others than are named.
   * - `incoming` {seal, unitIds}: documents at these units are new or have changed.
   * - `reset` {seal}: too much was missed; read everything anew.
   *
   * An event's id is the number of the seal that covers it. After a cut the browser sends it as Last-Event-ID by itself and misses
   * nothing. A comment comes every 20 seconds. The stream ends when the session does; the next try is then answered with 401.
   */
  @Get()
  @AnswersFile('text/event-stream')
  @Fails(LIVE.tooManyStreams)
  async listen(@Caller() caller: Principal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.streams.open(caller, request, reply);
  }
}
