import { mkdir } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { dress, makeAdapter } from './platform/http/server.ts';
import { NestLog } from './platform/log/logger.ts';
import type { Ground } from './platform/platform.module.ts';

/** Builds the whole application on its ground, ready to listen. Tests and the command line build it the same way. */
export async function buildApp(ground: Ground): Promise<NestFastifyApplication> {
  await mkdir(ground.config.get('DATA_DIR'), { recursive: true });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground), makeAdapter(ground.config, ground.log), {
    bodyParser: false,
    logger: new NestLog(ground.log),
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/(.*)', 'dev/(.*)'] });
  await dress(app, ground.config);
  await app.init();
  return app;
}
