import { createHash } from 'node:crypto';
import { aUnit } from '../../support/people.ts';
import type { Case } from './case.ts';
import { upload } from './crowd.ts';
import type { World } from './world.ts';

const PDF = Buffer.from('%PDF-1.7\nđã có\n');

/** Calls about files and room for them. */
export function uploadCases(world: World): Record<string, Case> {
  const { app, boss: who, officeId } = world;
  return {
    'attachments.known': {
      who,
      ids: async () => {
        await upload(world, who, 'đã có.pdf', PDF);
        return {};
      },
      body: () => ({
        sha256: createHash('sha256').update(PDF).digest('hex'),
        size: PDF.length,
        name: 'Đã có.pdf',
        unitId: officeId,
      }),
    },
    'storage.set': {
      who,
      ids: async () => ({ id: (await aUnit(app, { parentId: officeId })).id }),
      body: () => ({ quotaMb: 100 }),
    },
  };
}
