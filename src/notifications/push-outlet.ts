import { Injectable } from '@nestjs/common';
import { Config, listOf } from '../platform/config/config.ts';
import { hostOf } from '../platform/outlet/address.policy.ts';
import { NameResolver } from '../platform/outlet/name-resolver.ts';
import { Outlet, type PostResult } from '../platform/outlet/outlet.ts';
import { isPushService } from './push.policy.ts';
import { PUSH } from './push.errors.ts';

/**
 * The only way out to push services. Where a device is reached is said by whoever is signed in, so it is judged as webhooks are (https,
 * public addresses, no redirects, the name again at each connection) and has to be a known service besides. What the operator
 * names may lie inside the own network.
 */
@Injectable()
export class PushOutlet {
  readonly #outlet: Outlet;
  readonly #others: readonly string[];

  constructor(config: Config, names: NameResolver) {
    this.#others = listOf(config.get('WEB_PUSH_HOSTS')).map((host) => host.toLowerCase());
    this.#outlet = new Outlet({ hosts: this.#others, networks: [] }, config.isProduction, names);
  }

  /** @throws push.service-refused */
  check(endpoint: string): void {
    if (!this.isAllowed(endpoint)) throw PUSH.serviceRefused({ host: hostOf(new URL(endpoint)) });
  }

  /** Posts once. Never throws: whatever goes wrong is the result. */
  async post(endpoint: string, headers: Record<string, string>, body: Buffer): Promise<PostResult> {
    if (!this.isAllowed(endpoint))
      return { status: null, error: 'service-refused', durationMs: 0, answer: null, retryAfter: null };
    return this.#outlet.post(endpoint, { ...headers, 'user-agent': 'gnvb-push/1' }, body);
  }

  private isAllowed(endpoint: string): boolean {
    const url = new URL(endpoint);
    return this.#outlet.refusal(url) === null && isPushService(hostOf(url), this.#others);
  }
}
