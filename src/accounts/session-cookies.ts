import { Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.ts';
import type { OpenedSession } from './opened-session.ts';
import type { SessionWire } from './session.wire.ts';

const DAY_SECONDS = 86_400;

/**
 * The two cookies of a session: no script can read them, no other site can send them, and the one that renews goes only to the
 * sessions' own address. Under https their prefixes bind them to this host and to https.
 */
@Injectable()
export class SessionCookies {
  readonly #access: string;
  readonly #refresh: string;
  readonly #options: CookieSerializeOptions;
  readonly #path: string;
  readonly #sessions: string;

  constructor(private readonly config: Config) {
    const isPractice = config.area === 'practice';
    const name = isPractice ? 'gnvb_practice' : 'gnvb';
    // A practice session is of no use anywhere else, so it goes nowhere else; `__Host-` allows no path.
    this.#access = config.isHttps ? `${isPractice ? '__Secure' : '__Host'}-${name}_session` : `${name}_session`;
    this.#refresh = config.isHttps ? `__Secure-${name}_refresh` : `${name}_refresh`;
    this.#path = isPractice ? '/practice/api' : '/';
    this.#sessions = `${isPractice ? '/practice' : ''}/api/v1/sessions`;
    this.#options = { httpOnly: true, sameSite: 'strict', secure: config.isHttps };
  }

  /** Sets the cookies of a session just opened or renewed. */
  give(reply: FastifyReply, { access, refreshToken }: OpenedSession): void {
    void reply.setCookie(this.#access, access.text, { ...this.#options, path: this.#path, maxAge: access.lifeSeconds });
    if (!refreshToken) return;
    const maxAge = this.config.get('SESSION_DAYS') * DAY_SECONDS;
    void reply.setCookie(this.#refresh, refreshToken, { ...this.#options, path: this.#sessions, maxAge });
  }

  /** The same, and says what the answer tells. */
  present(reply: FastifyReply, opened: OpenedSession): SessionWire {
    this.give(reply, opened);
    return { ...opened.who, accessToken: opened.access.text, expiresAt: opened.access.expiresAt.toISOString() };
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.#access, { ...this.#options, path: this.#path });
    void reply.clearCookie(this.#refresh, { ...this.#options, path: this.#sessions });
  }

  /** The access token of a browser, or null. */
  accessOf(request: FastifyRequest): string | null {
    return request.cookies[this.#access] ?? null;
  }

  /** The refresh token of a browser, or null. */
  refreshOf(request: FastifyRequest): string | null {
    return request.cookies[this.#refresh] ?? null;
  }
}
