import { createHash } from 'node:crypto';
import type { Test } from 'supertest';
import type { Person } from '../../../support/people.ts';
import { metadata, PIECE, tusOn } from '../../uploads/world.ts';
import { inItems, type Calling, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, unitX } from '../subjects.ts';
import { FILE_SECRET, personOf, type World } from '../world.ts';

const BYTES = Buffer.from('Kính gửi\n');
const NAME = `${FILE_SECRET}.txt`;
const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators arrange everything below their unit'];
const NOT_ONES_OWN = { status: 403, code: 'attachments.quota-from-above' } as const;

/** Refused calls leave it as it is, so one is enough for all of them. */
const ofTheDrafter = new WeakMap<World, Promise<string>>();

/** An upload belongs to the person who began it: whoever may has one of their own, the others try one of the unit's member. */
async function anUpload(world: World, { who, isAllowed }: Calling): Promise<Subject> {
  const begin = (person: Person): Promise<string> =>
    tusOn(world.app).begin(person, NAME, BYTES.length, { unitId: world.units.own.id });
  if (isAllowed) return about({ id: (await begin(personOf(world, who))).slice(1) });
  const kept = ofTheDrafter.get(world) ?? begin(world.own.drafter);
  ofTheDrafter.set(world, kept);
  return about({ id: (await kept).slice(1) });
}

const tus = (request: Test): Test => request.set('tus-resumable', '1.0.0');
const ofOnes = { subject: anUpload, perCaller: true } as const;

export const UPLOADS: Cases = {
  'UploadsController.options': { subject: unitX, scope: 'everybody', success: 204 },
  'UploadsController.list': { ...ofOnes, shows: inItems },
  'UploadsController.create': {
    subject: unitX,
    finish: (request, { ids }) =>
      tus(request)
        .set('upload-length', '9')
        .set('upload-metadata', metadata({ filename: 'thư.txt', unitId: ids['id'] ?? '' })),
    namesUnit: true,
  },
  'UploadsController.head': { ...ofOnes, finish: tus, success: 204 },
  'UploadsController.one': { ...ofOnes },
  'UploadsController.write': {
    ...ofOnes,
    finish: (request) => tus(request).set('upload-offset', '0').set(PIECE).send(BYTES),
    success: 204,
  },
  'UploadsController.remove': { ...ofOnes, finish: tus },
  'AttachmentsController.known': {
    subject: unitX,
    body: ({ ids }) => ({
      sha256: createHash('sha256').update(BYTES).digest('hex'),
      size: BYTES.length,
      name: 'thư.txt',
      unitId: ids['id'],
    }),
    namesUnit: true,
  },
  'StorageController.one': { subject: unitX, except: [FROM_ABOVE] },
  'StorageController.set': {
    subject: unitX,
    body: () => ({ quotaMb: null }),
    except: [
      FROM_ABOVE,
      ['own.admin', NOT_ONES_OWN, 'a quota that its unit could raise would be none'],
      ['admin-and.*', NOT_ONES_OWN, 'the other unit is not above it'],
    ],
  },
};
