import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queries } from '../platform/database/tx.ts';
import { NO_PROOF, type ProofStanding } from './inbox.states.ts';
import { provided } from '../platform/provided.ts';

/**
 * What the archive knows about an inbox. A room downstream provides it under this class as its token
 * (`{ provide: InboxProofs, useClass: … }`); it imports this room, never the other way. While none does, nothing is proven.
 */
export abstract class InboxProofs {
  /** How each inbox stands, in a constant number of queries; those without any import may be left out. */
  abstract standings(queries: Queries, inboxIds: readonly string[]): Promise<ReadonlyMap<string, ProofStanding>>;

  /** How one inbox stands. Called with its row locked, in the transaction that moves it. */
  async agrees(queries: Queries, inboxId: string): Promise<ProofStanding> {
    return (await this.standings(queries, [inboxId])).get(inboxId) ?? NO_PROOF;
  }
}

class NothingProven extends InboxProofs {
  standings(): Promise<ReadonlyMap<string, ProofStanding>> {
    return Promise.resolve(new Map());
  }
}

/** The proofs there are: those of the archive when it is among the rooms. */
@Injectable()
export class ProofsInForce {
  #proofs: InboxProofs | null = null;

  constructor(private readonly modules: ModuleRef) {}

  get(): InboxProofs {
    this.#proofs ??= provided(this.modules, InboxProofs) ?? new NothingProven();
    return this.#proofs;
  }
}
