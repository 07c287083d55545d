import type { INestApplicationContext } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.ts';
import type { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { tellAbsence } from './absence.ts';
import { Agenda } from './agenda.ts';
import { at, Present } from './days.ts';
import { tellMerger } from './merger.ts';
import { tellNotice } from './notice.ts';
import { tellOffice } from './office.ts';
import { BLOCK } from './organisation.data.ts';
import { enterAddresses, makeOrganisation } from './organisation.ts';
import { tellRecent } from './recent.ts';
import { LOADED } from './sample-facts.ts';
import { Stage } from './stage.ts';

/** The sample's passwords are public, so it never goes where real documents go. */
export class SampleRefused extends Error {
  constructor() {
    super('the sample organisation is refused in production: its passwords are public');
    this.name = 'SampleRefused';
  }
}

const FOUNDED = at('2020-04-20', '07:30');

/**
 * Makes the sample organisation and plays its documents through the real services, so that numbers, receipts and boards are real.
 * @param app built on `clock`, without a job runner; mails of the stories go to its own mail server
 * @param now the present: recent documents are dated around it, the notice keeps May 2020
 * @returns false when a unit of the sample's code is there already: nothing is changed then
 * @throws SampleRefused in production
 */
export async function loadSample(app: INestApplicationContext, clock: MovableClock, now: Date): Promise<boolean> {
  if (app.get(Config, { strict: false }).isProduction) throw new SampleRefused();
  if (await app.get(Database, { strict: false }).first(`select id from unit where code = $1`, [BLOCK])) return false;
  clock.set(FOUNDED);
  const cast = await makeOrganisation(app);
  const stage = new Stage(app, new Agenda(clock, now), cast);
  const present = new Present(now);
  await tellNotice(stage);
  tellMerger(stage);
  await tellRecent(stage, present);
  tellOffice(stage, present);
  tellAbsence(stage, present);
  await stage.agenda.play();
  await stage.settle();
  await enterAddresses(app, cast);
  await noteLoading(app);
  return true;
}

async function noteLoading(app: INestApplicationContext): Promise<void> {
  const service = { accountId: null, address: null };
  const line = { act: LOADED, subjectType: 'unit', subjectId: null, unitId: null };
  await app.get(UnitOfWork, { strict: false }).run((tx) => app.get(Audit, { strict: false }).record(tx, service, line));
}
