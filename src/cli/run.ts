import { parseArgs } from 'node:util';
import { BadConfiguration, Config } from '../platform/config/config.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { fill } from '../platform/errors/problem.ts';
import { makeLogger } from '../platform/log/logger.ts';
import { EXIT, parseOptions, requireOptions, UsageError, type Command, type Terminal } from './command.ts';
import { COPY_BLOBS } from './copy-blobs.ts';
import { FIRST_ADMINISTRATOR } from './first-administrator.ts';
import { MIGRATE, MIGRATE_DOWN } from './migrate.ts';
import { REHEARSE_TRAINING_WEEK } from './rehearse-training-week.ts';
import { SAMPLE } from './sample.ts';
import { VERIFY_FILES } from './verify-files.ts';
import { VERIFY_RECEIPTS } from './verify-receipts.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: MIGRATE,
  'migrate-down': MIGRATE_DOWN,
  'first-administrator': FIRST_ADMINISTRATOR,
  sample: SAMPLE,
  'verify-receipts': VERIFY_RECEIPTS,
  'verify-files': VERIFY_FILES,
  'copy-blobs': COPY_BLOBS,
  'rehearse-training-week': REHEARSE_TRAINING_WEEK,
};

/**
 * Runs one command.
 * @returns the exit code, see `EXIT`
 */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'help', ...rest] = words;
  if (['help', '--help', '-h'].includes(name)) {
    help().forEach((line) => terminal.print(line));
    return EXIT.done;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`there is no command ${name}`);
    const values = optionsOf(command, rest);
    const config = Config.read({ LOG_LEVEL: 'error', ...terminal.environment, JOBS_CONCURRENCY: '0' });
    return await command.run({ terminal, config, log: makeLogger(config) }, values);
  } catch (error) {
    terminal.complain(oneLineOf(error));
    return error instanceof UsageError ? EXIT.misunderstood : EXIT.failed;
  }
}

function optionsOf(command: Command, words: string[]): Readonly<Record<string, string | undefined>> {
  try {
    const { values } = parseArgs({
      args: words,
      options: parseOptions(command),
      strict: true,
      allowPositionals: false,
    });
    requireOptions(command, values as Record<string, string | undefined>);
    return values as Record<string, string | undefined>;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.replace(/\.$/, '')}; see: help`, { cause: error });
  }
}

function oneLineOf(error: unknown): string {
  if (error instanceof DomainError) return `${error.code}: ${fill(error.definition.en, error.params)}`;
  if (error instanceof BadConfiguration) return error.message;
  return error instanceof Error ? error.message || error.name : String(error);
}

function help(): string[] {
  const lines = Object.entries(COMMANDS).map(
    ([name, command]) => `  ${[name, ...usageOf(command)].join(' ')}\n      ${command.summary}`,
  );
  return [
    'npm run -s cli -- <command>',
    '',
    ...lines,
    '  help',
    '',
    'Settings come from the environment and .env, as for the service; see .env.example.',
    'Exit codes: 0 done, 1 failed or faults found, 2 not understood.',
  ];
}

function usageOf({ options }: Command): string[] {
  return Object.entries(options).map(([name, { value, optional }]) =>
    optional ? `[--${name} ${value}]` : `--${name} ${value}`,
  );
}
