import { appendFileSync } from 'node:fs';

/** Everything that was called and answered, in memory and, one line for each event, in a file. */
export class History {
  calls = [];
  /** What people were shown, and when they had asked. */
  looks = [];
  /** How many calls were answered. */
  answered = 0;
  #file;
  #next = 1;

  constructor(file) {
    this.#file = file;
  }

  open(call) {
    const opened = { id: this.#next++, attempts: [], ...call };
    this.calls.push(opened);
    return opened;
  }

  event(call, attempt) {
    call.attempts.push(attempt);
    if (attempt.status >= 200 && attempt.status < 300) this.answered++;
    const { id, act, key, who } = call;
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify({ id, act, key, who, ...attempt })}\n`);
  }

  looked(look) {
    this.looks.push(look);
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify({ look: look.path, ...look })}\n`);
  }
}
