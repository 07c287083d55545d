import { migrate, migrateDown } from '../platform/database/migrate.ts';
import { EXIT, type Command } from './command.ts';
import { asOwner } from './database.ts';

export const MIGRATE: Command = {
  summary: 'bring the schema up to date (the service does so at each start)',
  options: {},
  async run(world) {
    await asOwner(world, migrate);
    world.terminal.print('The schema is up to date.');
    return EXIT.done;
  },
};

export const MIGRATE_DOWN: Command = {
  summary: 'take the newest migration back, with the data in it',
  options: {},
  async run(world) {
    await asOwner(world, migrateDown);
    world.terminal.print('The newest migration is taken back; the service brings it in again when it starts.');
    return EXIT.done;
  },
};
