import { mkdir } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.ts';
import { NestLog } from './platform/log/logger.ts';
import type { Ground } from './platform/platform.module.ts';

/** Opens the rooms without a server in front of them, for the length of `work`: for the command line and the sample. */
export async function withRooms<T>(ground: Ground, work: (rooms: INestApplicationContext) => Promise<T>): Promise<T> {
  await mkdir(ground.config.get('DATA_DIR'), { recursive: true });
  const rooms = await NestFactory.createApplicationContext(AppModule.on(ground), {
    logger: new NestLog(ground.log),
    abortOnError: false,
  });
  try {
    return await work(rooms);
  } finally {
    await rooms.close();
  }
}
