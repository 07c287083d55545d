import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentDownloads } from '../attachments/attachments.downloads.ts';
import { ScanGate } from '../attachments/scan-gate.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { ArrivedMailsReader } from './arrived-mails.reader.ts';

/** Bytes of mails, behind the same gate as all files. */
@Injectable()
export class ArrivedMailDownloads {
  constructor(
    private readonly reader: ArrivedMailsReader,
    private readonly database: Database,
    private readonly gate: ScanGate,
    private readonly downloads: AttachmentDownloads,
  ) {}

  /** @throws request.not-found, and what `AttachmentDownloads.send` throws */
  async file(
    caller: Principal,
    id: string,
    fileId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const mail = await this.reader.whole(this.database, caller, id);
    const file = (await this.reader.filesOf(this.database, mail.mailId)).find((one) => one.id === fileId);
    if (!file || file.sha256 === null || file.mediaType === null) throw REQUEST.notFound();
    const { name, sha256, size, mediaType } = file;
    await this.send(mail.unitId, { id: fileId, name, sha256, size, mediaType, at: mail.arrivedAt }, request, reply);
  }

  /** The message itself, byte for byte. */
  async raw(caller: Principal, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { unitId, sha256, size, arrivedAt } = await this.reader.whole(this.database, caller, id);
    const file = { id, name: 'thu-dien-tu.eml', sha256, size, mediaType: 'message/rfc822', at: arrivedAt };
    await this.send(unitId, file, request, reply);
  }

  private async send(
    unitId: string,
    { at, ...file }: { id: string; name: string; sha256: string; size: number; mediaType: string; at: Date },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    // It is no file of a unit yet: the gate knows it by its content alone.
    await this.gate.refuseContents([file]);
    await this.downloads.send(request, reply, { ...file, unitId, uploadedBy: '', uploadedAt: at }, { inline: false });
  }
}
