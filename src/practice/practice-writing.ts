import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Dispatching } from '../outgoing/dispatching.service.ts';
import { Drafts } from '../outgoing/drafts.service.ts';
import { Issuing } from '../outgoing/issuing.service.ts';
import { OutgoingActs } from '../outgoing/outgoing.acts.ts';
import type { DraftOutgoing } from '../outgoing/outgoing.dto.ts';
import type { OutgoingState } from '../outgoing/outgoing.states.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { RepeatKey } from '../platform/database/unit-of-work.ts';

/** Those who take a document out of a unit; where one is null the trainee does that part. */
export interface Desk {
  readonly clerk: Principal | null;
  readonly leader: Principal | null;
}

/** Takes documents of played units through the real services, step by step, from wherever they are. */
@Injectable()
export class PracticeWriting {
  constructor(
    private readonly rooms: ModuleRef,
    private readonly database: Database,
  ) {}

  /** Written once per key, however often it is asked for. @returns its id */
  async draft(writer: Principal, key: string, body: DraftOutgoing): Promise<string> {
    return (await this.#get(Drafts).create(writer, repeatOf(writer, key), body)).id;
  }

  /** As far as the desk can take it. */
  async carry(id: string, { clerk, leader }: Desk, until: OutgoingState = 'dispatched'): Promise<void> {
    for (let state = await this.stateOf(id); state !== until; state = await this.stateOf(id)) {
      const acts = this.#get(OutgoingActs);
      if (state === 'draft' && clerk) await acts.submit(clerk, id);
      else if (state === 'submitted' && leader) await acts.approve(leader, id);
      else if (state === 'approved' && clerk) await this.#get(Issuing).issue(clerk, id, {});
      else if (state === 'issued' && clerk)
        await this.#get(Dispatching).dispatch(clerk, id, repeatOf(clerk, `dispatch:${id}`), {});
      else return;
    }
  }

  async stateOf(id: string): Promise<OutgoingState | null> {
    const row = await this.database.first<{ state: OutgoingState }>(
      `select state from outgoing_document where id = $1`,
      [id],
    );
    return row?.state ?? null;
  }

  #get<T>(service: abstract new (...args: never[]) => T): T {
    return this.rooms.get<T>(service, { strict: false });
  }
}

function repeatOf({ accountId }: Principal, key: string): RepeatKey {
  return { accountId, key, requestHash: createHash('sha256').update(key).digest() };
}
