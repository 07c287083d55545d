import { Controller, Get, Module, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentDownloads } from '../../../src/attachments/attachments.downloads.ts';
import { AttachmentsModule } from '../../../src/attachments/attachments.module.ts';
import { AttachmentsReader } from '../../../src/attachments/attachments.reader.ts';
import { Access } from '../../../src/platform/access/access.decorator.ts';
import { Database } from '../../../src/platform/database/database.ts';

/** What other rooms do with files: show one in place, send several in a zip. */
@Controller('dev/attachments')
class Showcase {
  constructor(
    private readonly downloads: AttachmentDownloads,
    private readonly reader: AttachmentsReader,
    private readonly database: Database,
  ) {}

  @Get('zip')
  @Access('public')
  async zip(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const ids = (request.query as { ids: string }).ids.split(',');
    const found = await this.reader.byIds(this.database, ids);
    await this.downloads.sendZip(
      request,
      reply,
      'Hồ sơ kèm theo.zip',
      ids.flatMap((id) => found.get(id) ?? []),
    );
  }

  @Get('shown')
  @Access('public')
  async shown(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id } = request.query as { id: string };
    const file = (await this.reader.byIds(this.database, [id])).get(id);
    if (file) await this.downloads.send(request, reply, file, { inline: true });
  }
}

@Module({ imports: [AttachmentsModule], controllers: [Showcase] })
export class ShowcaseModule {}
