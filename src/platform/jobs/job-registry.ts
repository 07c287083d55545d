import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { parseCronItems, type ParsedCronItem, type TaskList } from 'graphile-worker';
import { JobHandler } from './job-handler.ts';

const DAY_MS = 24 * 3600_000;

/** Knows every `JobHandler` of the loaded rooms. */
@Injectable()
export class JobRegistry {
  #handlers: readonly JobHandler[] | null = null;

  constructor(private readonly discovery: DiscoveryService) {}

  /** The work as graphile-worker wants it. */
  taskList(): TaskList {
    return Object.fromEntries(this.handlers().map((handler) => [handler.task, asTask(handler)]));
  }

  /** The recurring work. The key keeps runs that were made up for from piling up. */
  cronItems(): ParsedCronItem[] {
    const recurring = this.handlers().filter((handler) => handler.cron !== null);
    return parseCronItems(
      recurring.map(({ task, cron }) => ({
        task,
        match: cron as string,
        identifier: task,
        options: { backfillPeriod: DAY_MS, jobKey: `cron:${task}`, maxAttempts: 5 },
      })),
    );
  }

  /** Asked for only when all rooms are there. */
  private handlers(): readonly JobHandler[] {
    if (this.#handlers) return this.#handlers;
    const found = new Set<JobHandler>();
    for (const { instance } of this.discovery.getProviders()) if (instance instanceof JobHandler) found.add(instance);
    const tasks = [...found].map((handler) => String(handler.task));
    const twice = tasks.find((name, i) => tasks.indexOf(name) !== i);
    if (twice) throw new Error(`two handlers for the task ${twice}`);
    this.#handlers = [...found];
    return this.#handlers;
  }
}

function asTask(handler: JobHandler): TaskList[string] {
  return async (payload: unknown, { job, abortSignal }) => {
    await handler.run(payload as object, {
      attempt: job.attempts,
      isLastAttempt: job.attempts >= job.max_attempts,
      signal: abortSignal,
    });
  };
}
