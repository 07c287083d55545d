import { Injectable } from '@nestjs/common';
import { create } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../platform/access/principal.ts';
import type { Language } from '../platform/errors/problem.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { ImportKind } from './columns.policy.ts';
import { csvStream } from './csv-out.ts';
import { ImportExports } from './import-exports.reader.ts';
import { ImportsReader } from './imports.reader.ts';
import { resultLines } from './result-csv.ts';
import { TEMPLATES, templateOf } from './templates.ts';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const EXPORTED: Readonly<Record<string, ImportKind>> = {
  'units.csv': 'units',
  'accounts.csv': 'accounts',
  'legacy-inboxes.csv': 'legacy-inboxes',
};

/** Sends the files of this room; each is called from a route that takes `@Res()`. */
@Injectable()
export class ImportDownloads {
  constructor(
    private readonly reader: ImportsReader,
    private readonly exports: ImportExports,
  ) {}

  /** @throws request.not-found */
  async template(asked: string, reply: FastifyReply): Promise<void> {
    const name = TEMPLATES.find((known) => known === asked);
    if (!name) throw REQUEST.notFound();
    const bytes = await templateOf(name);
    head(reply, name.endsWith('.csv') ? CSV : XLSX, `mau-${name}`).send(bytes);
  }

  /** @throws request.not-found, access.role-needed, access.unit-needed */
  async export(caller: Principal, asked: string, unitId: string | null, reply: FastifyReply): Promise<void> {
    const kind = Object.hasOwn(EXPORTED, asked) ? EXPORTED[asked] : undefined;
    if (!kind) throw REQUEST.notFound();
    const lines = await this.exports.lines(caller, kind, unitId?.toLowerCase() ?? null);
    head(reply, CSV, asked).send(csvStream(lines));
  }

  /** @throws request.not-found, access.role-needed */
  async result(caller: Principal, id: string, language: Language, reply: FastifyReply): Promise<void> {
    const { kind, fileName } = await this.reader.one(caller, id, language);
    const name = `${fileName.replace(/\.(csv|xlsx|txt)$/i, '')} - kết quả.csv`;
    head(reply, CSV, name).send(csvStream(resultLines(this.reader.allRows(id, kind, language))));
  }
}

function head(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply.headers({
    'content-type': type,
    'content-disposition': create(name, { fallback: name.normalize('NFD').replace(/[^\x20-\x7E]/g, '') }),
    'cache-control': 'private, no-store',
  });
}
