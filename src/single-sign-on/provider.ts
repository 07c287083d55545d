import { Injectable } from '@nestjs/common';
import type { ClientAuth, Configuration, IDToken, ServerMetadata } from 'openid-client';
import { BoundedQueue, QueueFull } from '../accounts/bounded-queue.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Attempt } from './attempt.policy.ts';
import { translateProviderError } from './provider-errors.ts';
import { SINGLE_SIGN_ON } from './single-sign-on.errors.ts';

type Library = typeof import('openid-client');

/** Longest wait for one answer of the provider. */
const TIMEOUT_SECONDS = 10;
/** Answers checked at the same time, and those that may wait: anybody can begin a sign-in, and a slow provider holds each for a while. */
const AT_ONCE = 8;
const ROOM = 64;
const RETRY_SECONDS = 5;
/** Providers change addresses and keys now and then. */
const KNOWN_FOR_MS = 6 * 3600_000;

/** Who somebody is at the provider, proven by a token signed for us. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly username: string | null;
  /** Only when the provider says that it has verified it. */
  readonly verifiedEmail: string | null;
}

interface Known {
  readonly library: Library;
  readonly configuration: Configuration;
}

/** The OpenID Connect provider of the settings. Nothing is loaded or asked before somebody signs in through it. */
@Injectable()
export class Provider {
  readonly #queue = new BoundedQueue(AT_ONCE, ROOM);
  #known: { readonly at: number; readonly made: Promise<Known> } | null = null;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  get isOn(): boolean {
    return this.config.get('OIDC_ISSUER') !== null;
  }

  /** As people know it. */
  get name(): string {
    return this.config.get('OIDC_NAME');
  }

  get issuer(): string {
    return this.config.get('OIDC_ISSUER') ?? '';
  }

  private get redirectUri(): string {
    return `${this.config.publicUrl}/api/v1/single-sign-on/callback`;
  }

  /**
   * A new attempt, and where at the provider it goes on.
   * @throws single-sign-on.off, single-sign-on.provider-unavailable
   */
  async begin(): Promise<Pick<Attempt, 'state' | 'nonce' | 'verifier'> & { readonly url: string }> {
    return this.asking(async ({ library, configuration }) => {
      const [state, nonce, verifier] = [library.randomState(), library.randomNonce(), library.randomPKCECodeVerifier()];
      const url = library.buildAuthorizationUrl(configuration, {
        redirect_uri: this.redirectUri,
        scope: this.config.get('OIDC_SCOPE'),
        state,
        nonce,
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { state, nonce, verifier, url: url.href };
    });
  }

  /**
   * Checks the provider's answer (state, issuer), exchanges the code, and checks the token (signature, issuer, audience, times, nonce).
   * @param search the query the browser came back with
   * @throws single-sign-on.off, .denied, .wrong-answer, .provider-unavailable
   */
  async finish(
    search: string,
    { state, nonce, verifier }: Attempt,
    wants: 'claims' | 'subject',
  ): Promise<ProvenIdentity> {
    return this.asking(async ({ library, configuration }) => {
      const tokens = await library.authorizationCodeGrant(configuration, new URL(search, this.redirectUri), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw SINGLE_SIGN_ON.wrongAnswer({ provider: this.name });
      const hasInfo = wants === 'claims' && configuration.serverMetadata().userinfo_endpoint !== undefined;
      const more = hasInfo ? await library.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
      return toIdentity({ ...more, ...claims });
    });
  }

  private async asking<T>(work: (known: Known) => Promise<T>): Promise<T> {
    if (!this.isOn) throw SINGLE_SIGN_ON.off();
    try {
      const known = await this.known();
      return await this.#queue.run(() => work(known));
    } catch (error) {
      if (error instanceof QueueFull)
        throw SINGLE_SIGN_ON.providerUnavailable({ provider: this.name }, [], RETRY_SECONDS);
      throw translateProviderError(error, this.name);
    }
  }

  /** A failed discovery is forgotten at once: the next person asks again. */
  private known(): Promise<Known> {
    const now = this.clock.now().getTime();
    if (this.#known && now - this.#known.at < KNOWN_FOR_MS) return this.#known.made;
    const made = this.discover();
    this.#known = { at: now, made };
    made.catch(() => {
      if (this.#known?.made === made) this.#known = null;
    });
    return made;
  }

  private async discover(): Promise<Known> {
    const library = await import('openid-client');
    const issuer = new URL(this.issuer);
    const execute = [library.enableNonRepudiationChecks];
    // The settings let http through on loopback only.
    if (issuer.protocol === 'http:') execute.push(library.allowInsecureRequests);
    const configuration = await library.discovery(
      issuer,
      this.config.get('OIDC_CLIENT_ID') ?? '',
      {},
      authentication(library, this.config.get('OIDC_CLIENT_SECRET')),
      { execute, timeout: TIMEOUT_SECONDS },
    );
    return { library, configuration };
  }
}

/** As the provider likes it: Basic is what it must know (RFC 6749 §2.3.1) unless it says otherwise. */
function authentication(library: Library, secret: string | null): ClientAuth {
  if (secret === null) return library.None();
  const [basic, post] = [library.ClientSecretBasic(secret), library.ClientSecretPost(secret)];
  return (server: ServerMetadata, client, body, headers) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (known.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}

const textOf = (claim: unknown): string | null =>
  typeof claim === 'string' && claim !== '' && claim.length <= 254 && !claim.includes('\0') ? claim : null;

function toIdentity(claims: Partial<IDToken>): ProvenIdentity {
  return {
    issuer: String(claims.iss),
    subject: String(claims.sub),
    username: textOf(claims['preferred_username']),
    verifiedEmail: claims['email_verified'] === true ? textOf(claims['email']) : null,
  };
}
