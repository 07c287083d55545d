import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.ts';
import { Fails } from '../errors/fails.decorator.ts';
import { REQUEST } from '../errors/request.errors.ts';
import { built } from '../built.ts';
import { docsAsset, DOCS_PAGE, DOCS_START } from './docs-page.ts';

/** Made by the build. */
export const DOCUMENT_FILE = built('openapi.json');

const AN_HOUR = 'public, max-age=3600';

/** What the API is, for programs and for people. */
@Controller('api')
@Access('public')
@ApiExcludeController()
export class OpenApiController {
  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-cache')
  document(): Promise<string> {
    return readFile(DOCUMENT_FILE, 'utf8');
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return DOCS_PAGE;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return DOCS_START;
  }

  @Get('docs/:asset')
  @Header('cache-control', AN_HOUR)
  @Fails(REQUEST.noSuchRoute)
  asset(@Param('asset') name: string): StreamableFile {
    const asset = docsAsset(name);
    if (!asset) throw REQUEST.noSuchRoute();
    return new StreamableFile(createReadStream(asset.file), { type: asset.type });
  }
}
