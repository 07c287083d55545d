import { Injectable } from '@nestjs/common';
import { Config, listOf } from '../platform/config/config.ts';
import { hostOf, isAddress } from '../platform/outlet/address.policy.ts';
import { NameResolver } from '../platform/outlet/name-resolver.ts';
import { Outlet, type PostResult } from '../platform/outlet/outlet.ts';
import { WEBHOOKS } from './webhooks.errors.ts';

/** The only way out for webhooks. */
@Injectable()
export class WebhookOutlet {
  readonly #outlet: Outlet;

  constructor(config: Config, names: NameResolver) {
    const exceptions = {
      hosts: listOf(config.get('WEBHOOK_ALLOWED_HOSTS')).map((host) => host.toLowerCase()),
      networks: listOf(config.get('WEBHOOK_ALLOWED_NETWORKS')),
    };
    this.#outlet = new Outlet(exceptions, config.isProduction, names);
  }

  /**
   * Refuses an address that cannot be or must not be posted to, as far as it can be told now.
   * @throws webhooks.not-https, .credentials-in-url, .port-refused, .address-refused, .name-not-found
   */
  async check(text: string): Promise<void> {
    const url = new URL(text);
    const host = hostOf(url);
    switch (this.#outlet.refusal(url)) {
      case 'scheme':
        throw WEBHOOKS.notHttps();
      case 'credentials':
        throw WEBHOOKS.credentialsInUrl();
      case 'port':
        throw WEBHOOKS.portRefused();
      case 'address':
        throw WEBHOOKS.addressRefused({ host });
      case null:
    }
    if (isAddress(host)) return;
    const standing = await this.#outlet.standing(host);
    if (standing === 'unknown') throw WEBHOOKS.nameNotFound({ host });
    if (standing === 'refused') throw WEBHOOKS.addressRefused({ host });
  }

  /** Posts once; redirects are not followed. Never throws: whatever goes wrong is the result. */
  post(url: string, headers: Record<string, string>, body: string): Promise<PostResult> {
    const own = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'gnvb-webhooks/1' };
    return this.#outlet.post(url, { ...headers, ...own }, body);
  }
}
