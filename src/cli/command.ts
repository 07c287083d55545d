import type { ParseArgsConfig } from 'node:util';
import type { Logger } from 'pino';
import type { Config } from '../platform/config/config.ts';

/** What a command is given of the world: nothing of it is read behind its back, so tests can give another. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  /** Errors go here, one line each. */
  complain(line: string): void;
  /** Asks a person without showing what is typed; null when nobody sits there. */
  askSecretly(question: string): Promise<string | null>;
}

export interface World {
  readonly terminal: Terminal;
  readonly config: Config;
  readonly log: Logger;
}

export type Values = Readonly<Record<string, string | undefined>>;

export interface Command {
  readonly summary: string;
  /** Options by name, each with what stands for its value in the help, and whether it can be left out. */
  readonly options: Readonly<Record<string, { readonly value: string; readonly optional?: boolean }>>;
  /** @returns the exit code */
  run(world: World, values: Values): Promise<number>;
}

/** 0: done · 1: it failed, or faults were found · 2: the command was not understood. */
export const EXIT = { done: 0, failed: 1, misunderstood: 2 } as const;

/** The person made a mistake in the command line. */
export class UsageError extends Error {}

export function parseOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(Object.keys(command.options).map((name) => [name, { type: 'string' as const }]));
}

/** @throws UsageError naming every option that is missing */
export function requireOptions(command: Command, values: Values): void {
  const missing = Object.entries(command.options).filter(([name, { optional }]) => !optional && !values[name]?.trim());
  if (missing.length > 0) throw new UsageError(`missing: ${missing.map(([name]) => `--${name}`).join(', ')}`);
}
