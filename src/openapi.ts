/** Writes dist/openapi.json from the compiled classes; run after the build, needs no database. */
import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { describeApi } from './platform/openapi/describe-api.ts';
import { findGaps } from './platform/openapi/find-gaps.ts';
import { DOCUMENT_FILE } from './platform/openapi/openapi.controller.ts';
import { paperGround } from './platform/openapi/paper-ground.ts';
import { API_PREFIX, WITHOUT_PREFIX } from './platform/openapi/prefix.ts';
import { routeTable } from './platform/openapi/route-table.ts';

const rooms = AppModule.on(paperGround());
const app = await NestFactory.create<NestFastifyApplication>(rooms, new FastifyAdapter(), {
  preview: true,
  logger: false,
  abortOnError: false,
});
app.setGlobalPrefix(API_PREFIX, { exclude: WITHOUT_PREFIX });
const routes = routeTable(rooms);
const document = describeApi(app, routes);
const gaps = findGaps(document, routes);
await writeFile(DOCUMENT_FILE, JSON.stringify(document));
if (gaps.length > 0) {
  process.stderr.write(`the API document has gaps:\n${gaps.map((gap) => `  - ${gap}`).join('\n')}\n`);
  process.exitCode = 1;
}
