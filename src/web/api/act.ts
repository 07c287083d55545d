import { useRef } from 'react';
import { useMutation, type QueryKey } from '@tanstack/react-query';
import { tell } from '../ui/toasts.ts';
import type { Asked } from './client.ts';
import { asProblem, type ApiProblem } from './problem.ts';
import { queries } from './queries.ts';
import { newToken } from './token.ts';

/** How often a line that broke in the middle is tried again by itself: the key makes sure that it counts once. */
const TRIES = 2;

export interface ActOptions<Input, Answer> {
  /** The call. Hand `call` on to the client: it carries the Idempotency-Key of this act. */
  do(input: Input, call: Pick<Asked, 'key'>): Promise<Answer>;
  /** Query keys that show something else afterwards. */
  readonly touches?: readonly QueryKey[];
  /** What to say and do when it is done; `undo` puts a button for it on the message. */
  done?(answer: Answer, input: Input): { readonly text: string; readonly undo?: () => void } | void;
  /** `field`: the form shows the error itself (`act.problem`, `act.fields`). Otherwise a message appears, with the code to copy. */
  readonly errors?: 'message' | 'field';
}

/** One act of the person: never twice, never silent. */
export interface Act<Input, Answer> {
  /** Does it. Pressed twice, it runs once. @returns the answer, or null when it failed (told already) */
  run(input: Input): Promise<Answer | null>;
  readonly pending: boolean;
  readonly problem: ApiProblem | null;
  /** What is wrong with each field, by its path. */
  readonly fields: Readonly<Record<string, string>>;
  /** Forgets the last error, e.g. when the person types on. */
  reset(): void;
}

/**
 * An act with its key, pending state, errors and undo:
 *
 *   const acknowledge = useAct({
 *     do: (id: string, call) => post<OutcomeWire>(`/incoming-documents/${id}/acknowledgement`, {}, call),
 *     touches: [['incoming']],
 *     done: () => ({ text: t('acknowledged') }),
 *   });
 *   <Button busy={acknowledge.pending} onClick={() => void acknowledge.run(id)}>…</Button>
 */
export function useAct<Input = void, Answer = unknown>(options: ActOptions<Input, Answer>): Act<Input, Answer> {
  const keys = useRef<{ readonly asked: string; readonly key: string } | null>(null);
  const running = useRef<Promise<Answer | null> | null>(null);
  const mutation = useMutation<Answer, Error, Input>({
    mutationFn: (input) => options.do(input, { key: keyFor(keys, input) }),
    retry: (tries, error) => asProblem(error).isTransient && navigator.onLine && tries < TRIES,
    retryDelay: (tries, error) => asProblem(error).retryAfter ?? 1000 * 2 ** tries,
  });

  async function once(input: Input): Promise<Answer | null> {
    try {
      const answer = await mutation.mutateAsync(input);
      keys.current = null;
      for (const queryKey of options.touches ?? []) void queries.invalidateQueries({ queryKey });
      const said = options.done?.(answer, input);
      if (said) tell({ tone: 'good', text: said.text, ...(said.undo && { undo: said.undo }) });
      return answer;
    } catch (error) {
      const problem = asProblem(error);
      // An answer ends the act: the next press is a new one. Without one, nobody knows, and the key stays.
      if (!problem.isTransient) keys.current = null;
      if (options.errors !== 'field') tell({ tone: 'bad', text: problem.detail, code: problem.report });
      return null;
    }
  }

  return {
    run: (input) =>
      (running.current ??= once(input).finally(() => {
        running.current = null;
      })),
    pending: mutation.isPending,
    problem: mutation.error && asProblem(mutation.error),
    fields: mutation.error ? asProblem(mutation.error).fields : {},
    reset: mutation.reset,
  };
}

function keyFor(keys: { current: { readonly asked: string; readonly key: string } | null }, input: unknown): string {
  const asked = JSON.stringify(input) ?? '';
  if (keys.current?.asked !== asked) keys.current = { asked, key: newToken() };
  return keys.current.key;
}
