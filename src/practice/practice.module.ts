import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Ground } from '../platform/platform.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { PlayPractice } from './practice-play.job.ts';
import { OPENS_APP, PracticeArea, type OpensApp } from './practice-area.ts';
import { PracticeCast } from './practice-cast.reader.ts';
import { PracticeCourse } from './practice-course.ts';
import { PracticeDesk } from './practice-desk.service.ts';
import { PracticeDoor } from './practice-door.ts';
import { PracticeFacts } from './practice-facts.reader.ts';
import { PracticeKey } from './practice-key.ts';
import { PracticePartners } from './practice-partners.service.ts';
import { PracticeProgress } from './practice-progress.service.ts';
import { PracticeReplies } from './practice-replies.ts';
import { PracticeWorlds } from './practice-worlds.service.ts';
import { PracticeWriting } from './practice-writing.ts';
import { PracticeController } from './practice.controller.ts';
import { PracticeLessonRow, PracticeProgressRow, PracticeWorldRow } from './practice.entity.ts';
import { PracticeGuard } from './practice.guard.ts';

/** Khu vực thực hành. One half of it lives in the real application, the other in the second one, and neither has the other's. */
@Module({})
export class PracticeModule {
  static on({ config }: Ground, opens: OpensApp | null): DynamicModule {
    const imports = [UnitsModule, TypeOrmModule.forFeature([PracticeProgressRow, PracticeWorldRow, PracticeLessonRow])];
    return config.area === 'practice'
      ? { module: PracticeModule, imports, providers: INSIDE }
      : {
          module: PracticeModule,
          imports,
          controllers: [PracticeController],
          providers: [...OUTSIDE, { provide: OPENS_APP, useValue: opens }],
        };
  }
}

const OUTSIDE = [PracticeArea, PracticeDesk, PracticeDoor, PracticeKey, PracticeProgress];
const INSIDE = [
  PlayPractice,
  PracticeCast,
  PracticeCourse,
  PracticeFacts,
  PracticePartners,
  PracticeReplies,
  PracticeWorlds,
  PracticeWriting,
  { provide: APP_GUARD, useClass: PracticeGuard },
];
