import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../platform/access/principal.ts';
import { lingerOver } from '../platform/http/linger.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { CHECKSUM_ALGORITHMS, TusGate } from './tus-gate.ts';
import { toUploadWire, type UploadPageWire, type UploadWire } from './upload.wire.ts';
import { UploadsReader } from './uploads.reader.ts';

/** Uploads as their senders meet them: whose an upload is, is asked first and with each request. */
@Injectable()
export class Uploading {
  constructor(
    private readonly reader: UploadsReader,
    private readonly gate: TusGate,
  ) {}

  async options(caller: Principal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.gate.handle(caller, request, reply);
    void reply.header('tus-checksum-algorithm', CHECKSUM_ALGORITHMS);
  }

  list(caller: Principal, query: PageQuery): Promise<UploadPageWire> {
    return this.reader.open(caller, query);
  }

  async one(caller: Principal, id: string): Promise<UploadWire> {
    return toUploadWire(await this.reader.mine(caller, id), this.reader.days);
  }

  async create(caller: Principal, request: FastifyRequest, reply: FastifyReply): Promise<UploadWire> {
    const made = await this.gate.handle(caller, request, reply);
    if (!made) throw new Error('an upload was opened and is not there');
    return toUploadWire(made, this.reader.days);
  }

  async look(caller: Principal, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#ofMine(caller, id, request, reply);
  }

  async write(caller: Principal, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#ofMine(caller, id, request, reply);
  }

  async remove(caller: Principal, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#ofMine(caller, id, request, reply);
  }

  async #ofMine(caller: Principal, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      await this.reader.mine(caller, id);
    } catch (error) {
      lingerOver(request.raw);
      throw error;
    }
    await this.gate.handle(caller, request, reply);
  }
}
