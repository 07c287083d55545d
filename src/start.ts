import { mkdir } from 'node:fs/promises';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { SealLoop } from './live/seal-loop.ts';
import { MailGateway, type GatewayPorts } from './mail-gateway/mail-gateway.ts';
import { dress, makeAdapter } from './platform/http/server.ts';
import { NestLog } from './platform/log/logger.ts';
import { API_PREFIX, WITHOUT_PREFIX } from './platform/openapi/prefix.ts';
import type { Ground } from './platform/platform.module.ts';
import { leadToPractice } from './practice/practice-door.ts';

/**
 * Builds the whole application on its ground, ready to listen. Tests and the command line build it the same way.
 * @param beside modules beside the rooms; tests put theirs there
 */
export async function buildApp(
  ground: Ground,
  beside: readonly (Type | DynamicModule)[] = [],
): Promise<NestFastifyApplication> {
  await mkdir(ground.config.get('DATA_DIR'), { recursive: true });
  const rooms = AppModule.on(ground, openBeside);
  const everything = { ...rooms, imports: [...(rooms.imports ?? []), ...beside] };
  const app = await NestFactory.create<NestFastifyApplication>(everything, makeAdapter(ground.config, ground.log), {
    bodyParser: false,
    logger: new NestLog(ground.log),
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX, { exclude: WITHOUT_PREFIX });
  await dress(app, ground.config);
  if (ground.config.area === 'real') leadToPractice(app);
  await app.init();
  return app;
}

/** A second application in this process that is handed its requests and listens nowhere. */
async function openBeside(ground: Ground): Promise<NestFastifyApplication> {
  const app = await buildApp(ground);
  await app.getHttpAdapter().getInstance().ready();
  beginSealing(app);
  return app;
}

/** Once it serves: what the process does beside answering, see `SealLoop`. */
export function beginSealing(app: NestFastifyApplication): void {
  app.get(SealLoop, { strict: false }).start();
}

/** Opens the way in for mail, where one is set; see `MailGateway`. */
export function openGateway(app: NestFastifyApplication): Promise<GatewayPorts> {
  return app.get(MailGateway, { strict: false }).start();
}
