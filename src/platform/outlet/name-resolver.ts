import { lookup, type LookupAddress } from 'node:dns';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';

/** Asks the DNS; apart, so that a test can be a DNS that changes its mind. */
@Injectable()
export class NameResolver {
  readonly #lookup = promisify(lookup);

  resolve(host: string): Promise<LookupAddress[]> {
    return this.#lookup(host, { all: true, verbatim: true });
  }
}
